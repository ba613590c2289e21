import type { BenchmarkText } from '../../model/benchmark.ts';
import type { UnitConflict } from '../../model/benchmark-tables.ts';
import { baseUnit } from './units.ts';

export interface Metadata {
  /** What `Unit` lines say of a base unit. */
  readonly get: (unit: string, key: string) => string | undefined;
  readonly assume: (unit: string) => 'nothing' | 'exact';
  readonly conflicts: readonly UnitConflict[];
}

/** What inputs say of their units, one after the other: it holds for all of them, and the first word counts. */
export function readMetadata(inputs: readonly { readonly label: string; readonly text: Pick<BenchmarkText, 'units'> }[]): Metadata {
  const said = new Map<string, string>();
  const conflicts: UnitConflict[] = [];
  // Neither unit nor key holds a space.
  const get = (unit: string, key: string): string | undefined => said.get(`${unit} ${key}`);
  for (const { label, text } of inputs)
    for (const { line, unit, key, value } of text.units) {
      const base = baseUnit(unit).unit;
      const before = get(base, key);
      if (before === undefined) said.set(`${base} ${key}`, value);
      else if (before !== value) conflicts.push({ label, line, unit, key, value, before });
    }
  return { get, assume: (unit) => (get(unit, 'assume') === 'exact' ? 'exact' : 'nothing'), conflicts };
}
