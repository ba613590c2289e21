import type { ArchiveFacts, Frame } from '../model/facts.ts';
import { archiveError } from './archive-error.ts';
import { keyOfCall, sortCalls } from './call-order.ts';
import type { PlacedCall } from './call-order.ts';
import { fingerprintOf } from './go-object.ts';
import { nameIn, openHeads } from './object-heads.ts';
import { unescapePath } from './package-of-symbol.ts';
import type { Parts } from './parts.ts';

/**
 * Functions of another package that were inlined here. An object names only the foreign symbols that it calls or loads; of inlined ones it
 * keeps the number (`refNames` in `cmd/internal/obj/objfile.go` leaves out the inline trees). The other package's archive has the names.
 */
export interface ForeignFunctions {
  /** Import path. */
  readonly package: string;
  /** Identity of the archive that was compiled against; undefined where only an imported package imports it. */
  readonly fingerprint: string | undefined;
  readonly indexes: readonly number[];
}

const placeholderForm = /^(.*)\.#(\d+)$/;

/** What stands as `function` in a frame until the name is known; `prefix` as symbols spell the path. No Go symbol has this form. */
export function placeholder(prefix: string, index: number): string {
  return `${prefix}.#${index}`;
}

/** Whether it stands for a name that is not known. */
export function isPlaceholder(name: string): boolean {
  return placeholderForm.test(name);
}

/**
 * Names of the wanted functions out of the archive of their package, of which nothing else is read; undefined when it is another build of
 * it (a PGO or test variant), whose numbers mean something else.
 * @throws UserError with an `ArchiveErrorCode`
 */
export function readForeignNames(parts: Parts, wanted: ForeignFunctions): ReadonlyMap<number, string> | undefined {
  for (const head of openHeads(parts)) {
    const { object } = head;
    if (object.fromAssembly) continue;
    if (wanted.fingerprint !== undefined && fingerprintOf(object) !== wanted.fingerprint) return undefined;
    const names = new Map<number, string>();
    for (const index of wanted.indexes) if (index < object.ownCount) names.set(index, nameIn(parts, head, index));
    return names;
  }
  throw archiveError('archive-not-go');
}

/** Name of an inlined function by import path and number; undefined where it is not known. */
export type NameOfForeign = (path: string, index: number) => string | undefined;

/** Puts the names into the frames. A frame whose name is not given keeps its placeholder. */
export function nameForeign<Facts extends ArchiveFacts>(facts: Facts, nameOf: NameOfForeign): Facts {
  return { ...facts, calls: nameForeignCalls(facts.calls, keyOfCall, nameOf) };
}

/** The same for any list of calls, which is sorted again by their keys; calls that become equal are counted together. */
export function nameForeignCalls<Call extends PlacedCall>(
  calls: readonly Call[],
  keyOf: (call: Call) => string,
  nameOf: NameOfForeign,
): Call[] {
  const nameFrame = (frame: Frame): Frame => {
    const found = placeholderForm.exec(frame.function);
    const name = found ? nameOf(unescapePath(found[1]!), Number(found[2])) : undefined;
    return name === undefined ? frame : { ...frame, function: name };
  };
  const byKey = new Map<string, Call>();
  for (const call of calls) {
    const isNamed = call.inline.some((frame) => placeholderForm.test(frame.function));
    const named = isNamed ? { ...call, inline: call.inline.map(nameFrame) } : call;
    const key = keyOf(named);
    const same = byKey.get(key);
    byKey.set(key, same ? { ...same, count: same.count + named.count } : named);
  }
  return sortCalls(byKey);
}
