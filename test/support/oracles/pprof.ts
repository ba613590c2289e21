import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exactAt } from '../../../src/base/int64-column.ts';
import type { Profile } from '../../../src/model/profile.ts';

/** The program `pprof` of a toolchain, which builds it where it is not shipped. */
export function findPprof(go = 'go'): string {
  return execFileSync(go, ['tool', '-n', 'pprof'], { encoding: 'utf8', env: { ...process.env, GOTOOLCHAIN: 'local' } }).trim();
}

/** What pprof prints of files. */
export function runPprof(pprof: string, args: readonly string[]): string {
  const env = { ...process.env, TZ: 'UTC', PPROF_BINARY_PATH: path.join(tmpdir(), 'no-such-folder'), PPROF_TMPDIR: tmpdir() };
  return execFileSync(pprof, ['-symbolize=none', ...args], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  });
}

/** Writes bytes to files for as long as `use` takes. */
export function withFiles<T>(contents: readonly Uint8Array[], use: (files: string[]) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'stackward-pprof-'));
  try {
    return use(
      contents.map((bytes, index) => {
        const file = path.join(folder, `${index}.pb`);
        writeFileSync(file, bytes);
        return file;
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `pprof -raw`, without what depends on clock and machine: lines of the time and of the duration. */
export function rawOf(pprof: string, files: readonly string[], flags: readonly string[] = []): string[] {
  return (
    runPprof(pprof, ['-raw', ...flags, ...files])
      .replace(/\n$/, '')
      .split('\n')
      .filter((line) => !/^(Time|Duration): /.test(line))
      // pprof takes blanks from the end of the whole.
      .map((line) => line.trimEnd())
  );
}

/** The same text made from what we read (`Profile.String` of google/pprof). Ids are those of the rows unless they are given. */
export function renderRaw(
  profile: Profile,
  ids?: { readonly locations: readonly bigint[]; readonly mappings: readonly bigint[] },
): string[] {
  const { strings, types, samples, locations, lines, functions, mappings } = profile;
  const locationId = (row: number): bigint => ids?.locations[row] ?? BigInt(row + 1);
  const mappingId = (row: number): bigint => ids?.mappings[row] ?? BigInt(row + 1);
  const out: string[] = profile.comments.map((comment) => `Comment: ${comment}`);
  if (profile.docUrl !== '') out.push(`Doc: ${profile.docUrl}`);
  out.push(`PeriodType: ${profile.periodType?.type ?? ''} ${profile.periodType?.unit ?? ''}`);
  out.push(`Period: ${profile.period}`, 'Samples:');
  out.push(types.map(({ type, unit }) => `${type}/${unit}`).join(' '));
  for (let sample = 0; sample < samples.count; sample++) {
    const values = types.map((_, type) => ` ${String(exactAt(samples.values, sample * types.length + type)).padStart(10)}`).join('');
    const stack = samples.locations.subarray(samples.stackStarts[sample], samples.stackStarts[sample + 1]);
    out.push(`${values}: ${[...stack].map((row) => `${locationId(row)} `).join('')}`);
    out.push(...labelLines(profile, sample));
  }
  out.push('Locations');
  for (let row = 0; row < locations.count; row++) {
    const mapping = locations.mappings[row]!;
    const head = `${String(locationId(row)).padStart(6)}: 0x${locations.addresses[row]!.toString(16)} ${mapping < 0 ? '' : `M=${mappingId(mapping)} `}${locations.isFolded[row] === 1 ? '[F] ' : ''}`;
    const [from, to] = [locations.lineStarts[row]!, locations.lineStarts[row + 1]!];
    if (from === to) out.push(head);
    for (let line = from; line < to; line++) {
      const f = lines.functions[line]!;
      const [name, system, file] = [functions.names[f]!, functions.systemNames[f]!, functions.files[f]!].map((text) => strings[text]!);
      const place = `${name} ${file}:${exactAt(lines.numbers, line)}:${exactAt(lines.columns, line)} s=${exactAt(functions.startLines, f)}`;
      out.push(`${line === from ? head : ' '.repeat(13)}${place}${name === system ? '' : `(${system})`}`);
    }
  }
  out.push('Mappings');
  for (const [row, { start, limit, offset, file, buildId, ...has }] of mappings.entries()) {
    const flags = `${has.hasFunctions ? '[FN]' : ''}${has.hasFileNames ? '[FL]' : ''}${has.hasLineNumbers ? '[LN]' : ''}${has.hasInlineFrames ? '[IN]' : ''}`;
    out.push(`${mappingId(row)}: 0x${start.toString(16)}/0x${limit.toString(16)}/0x${offset.toString(16)} ${file} ${buildId} ${flags}`);
  }
  return out.map((line) => line.trimEnd());
}

function labelLines({ strings, samples }: Profile, sample: number): string[] {
  const texts = new Map<string, string[]>();
  const numbers = new Map<string, { value: bigint; unit: string }[]>();
  const { keys, texts: textRows, numbers: values, units } = samples.labels;
  for (let row = samples.labelStarts[sample]!; row < samples.labelStarts[sample + 1]!; row++) {
    const key = strings[keys[row]!]!;
    const [value, unit] = [exactAt(values, row), strings[units[row]!]!];
    if (textRows[row] !== 0) texts.set(key, [...(texts.get(key) ?? []), strings[textRows[row]!]!]);
    // pprof forgets a number that is 0 and has no unit.
    else if (value !== 0n || unit !== '') numbers.set(key, [...(numbers.get(key) ?? []), { value, unit }]);
  }
  const indent = ' '.repeat(16);
  const textLine = [...texts].map(([key, all]) => `${key}:[${all.join(' ')}]`).toSorted();
  const numberLine = [...numbers]
    .map(
      ([key, all]) =>
        `${key}:[${all.map(({ value, unit }) => (all.some((one) => one.unit !== '') ? `${value} ${unit}` : `${value}`)).join(' ')}]`,
    )
    .toSorted();
  return [...(textLine.length > 0 ? [indent + textLine.join(' ')] : []), ...(numberLine.length > 0 ? [indent + numberLine.join(' ')] : [])];
}

/** Flat and cumulative values by function. */
export type Totals = ReadonlyMap<string, { readonly flat: bigint; readonly cum: bigint }>;

/** What `pprof -top` prints for one type, in its smallest unit. */
export function topOf(pprof: string, file: string, type: string): Totals {
  const unit = type.endsWith('space') ? ['-unit=B'] : ['-unit=count'];
  const text = runPprof(pprof, [
    '-top',
    `-sample_index=${type}`,
    '-nodecount=1000000',
    '-nodefraction=0',
    '-edgefraction=0',
    ...unit,
    file,
  ]);
  const rows = text.slice(text.indexOf('flat%')).split('\n').slice(1);
  return new Map(
    rows.flatMap((row) => {
      const match = /^\s*(-?\d+)B?\s+\S+\s+\S+\s+(-?\d+)B?\s+\S+\s+(.*?)(?: \((?:partial-)?inline\))?$/.exec(row);
      return match === null ? [] : [[match[3]!, { flat: BigInt(match[1]!), cum: BigInt(match[2]!) }] as const];
    }),
  );
}

/** The same from what we read: of each sample, flat for its innermost function, cumulative once for each function in it. */
export function totalsByFunction({ strings, types, samples, locations, lines, functions }: Profile, type: number): Totals {
  const totals = new Map<string, { flat: bigint; cum: bigint }>();
  for (let sample = 0; sample < samples.count; sample++) {
    const value = exactAt(samples.values, sample * types.length + type);
    const stack = [...samples.locations.subarray(samples.stackStarts[sample], samples.stackStarts[sample + 1])].flatMap((row) =>
      [...lines.functions.subarray(locations.lineStarts[row], locations.lineStarts[row + 1])].map((f) => strings[functions.names[f]!]!),
    );
    for (const name of new Set(stack)) {
      const sum = totals.get(name) ?? { flat: 0n, cum: 0n };
      sum.cum += value;
      if (name === stack[0]) sum.flat += value;
      totals.set(name, sum);
    }
  }
  return totals;
}
