import type { SourceDirective } from '../model/pin.ts';
import type { Unit } from '../model/unit.ts';
import { readPins } from '../source/read-pins.ts';
import type { SourceTexts } from './source-texts.ts';

/** A directive and the package of its file. */
export interface OwnedDirective {
  readonly package: string;
  readonly directive: SourceDirective;
}

/** The Go files of named packages that were compiled, each once. What build tags leave out is not among them. */
export function pinnableFiles(units: readonly Unit[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { package: path, listed } of units)
    if (listed.dependency !== true) for (const file of listed.files) if (!owners.has(file)) owners.set(file, path);
  return owners;
}

/** The directives in the files of the named packages, by file, then line. A file that is not there (generated, cgo) has none. */
export function readDirectives(units: readonly Unit[], texts: SourceTexts): OwnedDirective[] {
  const found: OwnedDirective[] = [];
  for (const [file, path] of [...pinnableFiles(units)].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const text = texts.read(file);
    if (text) for (const directive of readPins(file, text)) found.push({ package: path, directive });
  }
  return found;
}
