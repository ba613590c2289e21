import type { Host } from '../host/host.ts';
import type { InlinedSource } from '../model/bundle.ts';
import type { Problem } from '../model/report.ts';
import type { ListedPackage } from '../toolchain/listed-package.ts';
import type { Plan } from './gather.ts';
import { joinWithMarks, type JoinedLocated } from './join-with-marks.ts';
import { archiveGaps, readArchives } from './read-archives.ts';
import { readInlined } from './read-inlined.ts';
import { readSources, type SourceFile } from './read-sources.ts';
import type { Recall } from './recall.ts';
import { createFinders, type SourceFinders } from './source-finders.ts';
import type { SourceTexts } from './source-texts.ts';
import type { TextIntakeResult } from './text-intake.ts';
import { isCurrent, makeEntry, unitKey, type EntryContext, type UnitEntry } from './unit-entry.ts';
import { draftUnits, readTexts, textProblems, withExplanations, type LocatedUnit } from './units.ts';

export interface ReadUnitsInput {
  readonly plan: Plan;
  readonly placeKey: string;
  readonly listed: readonly ListedPackage[];
  readonly said: TextIntakeResult;
  readonly texts: SourceTexts;
  readonly recall: Recall;
  /** Of the last run: what they say of a source holds for the same text. */
  readonly earlier: readonly UnitEntry[];
  readonly onStep: (stage: 'reading' | 'joining', done: number, of: number) => void;
}

export interface ReadUnits {
  /** Sorted by package, then variant. */
  readonly joined: readonly JoinedLocated[];
  readonly sources: readonly SourceFile[];
  readonly inlined: readonly InlinedSource[];
  readonly finders: SourceFinders;
  readonly problems: readonly Problem[];
  readonly release: string;
  readonly pointerSize: 4 | 8;
  /** The sources that this depends on besides text and archives, with the digests of their texts. */
  readonly dependsOn: readonly (readonly [file: string, digest: string])[];
  /** Under which they are kept. */
  readonly keys: readonly string[];
  /** False where something could not be read that may be there the next time: then nothing of this is to be kept. */
  readonly isWhole: boolean;
}

/**
 * Reads and joins the variants, but those that are known by their content. Undefined where text was let go that is wanted after all: then it has
 * to be listed again. Throws UserError `cancelled`, `release-sources`.
 */
export async function readUnits(host: Host, input: ReadUnitsInput): Promise<ReadUnits | undefined> {
  const { plan, listed, texts, recall } = input;
  const { drafts, problems } = draftUnits(listed, input.said, plan);
  const own = new Set(drafts.flatMap((draft) => draft.listed.files));
  const context: EntryContext = { texts, isOwn: (file) => own.has(file) };
  const keys = drafts.map((draft) => unitKey(input.placeKey, draft));
  const entries = await Promise.all(
    keys.map(async (key): Promise<UnitEntry | undefined> => {
      const entry = await recall.get('unit', key);
      return entry && isCurrent(entry, context) ? entry : undefined;
    }),
  );
  const fresh = drafts.flatMap((draft, index) => (entries[index] ? [] : [{ index, read: readTexts(draft) }]));
  const located: LocatedUnit[] = [];
  for (const { read } of fresh) {
    if (!read) return undefined;
    located.push(read.unit);
  }
  const read = await readArchives(host, plan, located, listed, (done, of) => input.onStep('reading', done, of));
  const known = entries.flatMap((entry) => entry ?? []);
  const found = read.units.values();
  const units = entries.map((entry): LocatedUnit => entry?.unit ?? next(found));

  const donors = [...input.earlier, ...known];
  const spans = new Map(donors.flatMap((entry) => entry.spans));
  const sources = readSources(texts, units, (digest) => spans.get(digest));
  const branches = new Map(donors.flatMap((entry) => entry.inlined));
  const inlined = readInlined(texts, units, (digest) => branches.get(digest));
  const finders = createFinders(sources, inlined);
  const joins = await joinWithMarks(host, plan, read, { release: read.release, ...finders }, (done, of) =>
    input.onStep('joining', done, of),
  );
  const joinedNow = joins.values();
  const joined = entries.map((entry): JoinedLocated => entry ?? next(joinedNow));

  const isWhole = !read.store.hasFailed() && read.problems.every(({ code }) => code !== 'archive-unreadable');
  const all = [...known];
  for (const { index, read: text } of fresh) {
    const [one, key] = [joined[index], keys[index]];
    if (!one || key === undefined) continue;
    const entry = makeEntry(one, text?.consulted ?? [], sources, inlined, context);
    all.push(entry);
    if (isWhole) recall.keep('unit', key, entry);
  }
  return {
    joined: joined.map((one, index) => ({ ...one, unit: withExplanations(one.unit, drafts[index]?.blocks ?? [], plan.nameFile) })),
    sources,
    inlined,
    finders,
    problems: [...problems, ...textProblems(units), ...read.problems, ...archiveGaps(units, plan.go.goarch)],
    release: read.release,
    pointerSize: read.pointerSize,
    dependsOn: [
      ...new Map(all.flatMap(({ files }) => files.flatMap(({ file, digest }) => (digest === undefined ? [] : [[file, digest]])))),
    ],
    keys,
    isWhole,
  };
}

function next<T>(values: Iterator<T, undefined>): T {
  const step = values.next();
  if (step.done === true) throw new Error('fewer units came out than went in');
  return step.value;
}
