import { exactAt } from '../../src/base/int64-column.ts';
import type { Profile } from '../../src/model/profile.ts';

/**
 * The samples of a profile in words, sorted: the same for two profiles that say the same, whatever their rows. Addresses count from the
 * beginning of the mapping, of which only what tells mappings apart is shown.
 */
export function contentOf(profile: Profile): string[] {
  const { strings, types, samples, locations, lines, functions, mappings } = profile;
  const text = (row: number): string => JSON.stringify(strings[row]);
  const locationTexts = Array.from({ length: locations.count }, (_, row) => {
    const mapping = mappings[locations.mappings[row]!];
    const address = BigInt.asUintN(64, locations.addresses[row]! - (mapping?.start ?? 0n));
    const inlined = Array.from({ length: locations.lineStarts[row + 1]! - locations.lineStarts[row]! }, (_none, index) => {
      const line = locations.lineStarts[row]! + index;
      const f = lines.functions[line]!;
      return [
        text(functions.names[f]!),
        text(functions.systemNames[f]!),
        text(functions.files[f]!),
        exactAt(functions.startLines, f),
        exactAt(lines.numbers, line),
        exactAt(lines.columns, line),
      ].join(' ');
    });
    const where = mapping === undefined ? '' : `${mapping.buildId || mapping.file}@${mapping.limit - mapping.start}`;
    return `${where}+${address}${locations.isFolded[row] === 1 ? '[F]' : ''}{${inlined.join(';')}}`;
  });
  return Array.from({ length: samples.count }, (_, sample) => {
    const values = types.map((_none, type) => exactAt(samples.values, sample * types.length + type));
    const stack = samples.locations.subarray(samples.stackStarts[sample], samples.stackStarts[sample + 1]);
    const labels: [string, string][] = [];
    for (let row = samples.labelStarts[sample]!; row < samples.labelStarts[sample + 1]!; row++) {
      const { keys, texts, numbers, units } = samples.labels;
      labels.push([text(keys[row]!), `${text(texts[row]!)}${exactAt(numbers, row)}${text(units[row]!)}`]);
    }
    labels.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
    return `${values.join(' ')}: ${[...stack].map((row) => locationTexts[row]).join(' < ')} ${labels.map((pair) => pair.join('=')).join(',')}`;
  }).toSorted();
}
