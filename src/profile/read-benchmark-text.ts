import { UserError } from '../base/user-error.ts';
import type {
  BenchmarkConfig,
  BenchmarkFault,
  BenchmarkResult,
  BenchmarkText,
  BenchmarkWrong,
  OpenBenchmarkText,
  UnitLine,
} from '../model/benchmark.ts';
import { createOutcomeReader } from './benchmark-outcomes.ts';
import { createPlainReader, type ResultLine } from './read-plain-result.ts';
import { goSpaces, readIterations, readValue, splitFields } from './benchmark-fields.ts';

export interface BenchmarkLimits {
  /** Bytes of a text: 1 M lines of three values have some 80 MB. */
  readonly text: number;
  /** Bytes of one line. x/perf ends at 64 KiB without a word of what followed. */
  readonly line: number;
  /** Pairs of configuration in all states of it that results have, beside one for each four bytes: a change copies what holds. */
  readonly config: number;
}

const prefix = Buffer.from('Benchmark');

export const benchmarkLimits: BenchmarkLimits = { text: 512 << 20, line: 1 << 20, config: 1 << 16 };

// A key begins with a lower-case letter, holds neither white space nor upper case, and its value stands behind blanks or tabs, or is missing.
const keyValue = new RegExp(`^(\\p{Ll}[^\\p{Lu}${goSpaces}:]*):(?:[ \\t]+([^]*))?$`, 'u');

/**
 * Benchmark text from its bytes: what `go test -bench` prints, test output in between, several runs one behind the other. Lines are
 * told apart as golang.org/x/perf/benchfmt does it (reader.go of v0.0.0-20260908): results begin with `Benchmark`, metadata with
 * `Unit`, configuration with a lower-case key; all others are somebody else's output. A result that is broken stands in `faults`.
 * A line that is nothing but a benchmark's name is the start that `go test -v` prints, and no result.
 *
 * Otherwise than there, values that are not finite are faults (they cannot be ordered), and values keep the unit they were written in.
 * Throws UserError `benchmark-text-too-large`, `benchmark-line-too-long` and `benchmark-config-limit`.
 */
export function readBenchmarkText(bytes: Uint8Array, limits: BenchmarkLimits = benchmarkLimits): BenchmarkText {
  const { results, ...rest } = openBenchmarkText(bytes, limits);
  return { results: [...results], ...rest };
}

/** The same, read as results are asked for, once; the other lists are whole after the last of them. A million results that are kept cost more than to read them. */
export function openBenchmarkText(bytes: Uint8Array, limits: BenchmarkLimits = benchmarkLimits): OpenBenchmarkText {
  if (bytes.length > limits.text) throw new UserError('benchmark-text-too-large', { bytes: bytes.length, limit: limits.text });
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const units: UnitLine[] = [];
  const faults: BenchmarkFault[] = [];
  const outcomes = createOutcomeReader();
  const readPlain = createPlainReader(buffer);
  const current = new Map<string, string>();
  const most = limits.config + bytes.length / 4;
  let pairs = 0;
  let config: BenchmarkConfig | undefined;
  return { results: readResults(), units, faults, outcomes: outcomes.list };

  function* readResults(): Generator<BenchmarkResult> {
    for (let start = 0, line = 1; start < buffer.length; line++) {
      const newline = buffer.indexOf(10, start);
      const next = newline < 0 ? buffer.length : newline;
      if (next - start > limits.line) throw new UserError('benchmark-line-too-long', { line, limit: limits.line });
      const end = next > start && buffer[next - 1] === 13 ? next - 1 : next;
      const first = buffer[start] ?? 0;
      const plain = first === 66 && isBenchmark(buffer, start) ? readPlain(start + prefix.length, end) : undefined;
      if (plain !== undefined) yield resultOf(line, plain);
      // Most other lines begin otherwise and are not even decoded.
      else if (first === 66 || first === 85 || (first >= 97 && first <= 122) || first >= 128 || first === 45 || first === 70) {
        const result = readLine(buffer.toString('utf8', start, end), line);
        if (result) yield result;
      }
      start = next + 1;
    }
  }

  function readLine(text: string, line: number): BenchmarkResult | undefined {
    if (text.startsWith('Benchmark')) return readResult(text, line);
    if (text.startsWith('U')) readUnit(text, line);
    else {
      outcomes.read(text, line);
      readConfig(text);
    }
    return undefined;
  }

  function readResult(text: string, line: number): BenchmarkResult | undefined {
    const fields = splitFields(text);
    const name = (fields[0] ?? '').slice('Benchmark'.length);
    if (name.length + 'Benchmark'.length === text.length) return undefined;
    const count = fields[1];
    if (count === undefined) return fault(line, 'iterations-missing', text);
    const iterations = readIterations(count);
    if ('wrong' in iterations) {
      outcomes.read(text, line);
      return fault(line, iterations.wrong, count);
    }
    if (fields.length === 2) return fault(line, 'values-missing', text);
    const values: number[] = [];
    const names: string[] = [];
    for (let at = 2; at < fields.length; at += 2) {
      const field = fields[at] ?? '';
      const value = readValue(field);
      if ('wrong' in value) return fault(line, value.wrong, field);
      const unit = fields[at + 1];
      if (unit === undefined) return fault(line, 'unit-missing', field);
      values.push(value.value);
      names.push(unit);
    }
    return resultOf(line, { name, iterations: iterations.value, values, units: names });
  }

  function resultOf(line: number, { name, iterations, values, units: names }: ResultLine): BenchmarkResult {
    config ??= copyConfig();
    return { line, name, iterations, values, units: names, config };
  }

  function readUnit(text: string, line: number): void {
    const [head, unit, ...metadata] = splitFields(text);
    if (head !== 'Unit') return;
    if (unit === undefined) fault(line, 'metadata-unit-missing', text);
    else
      for (const pair of metadata) {
        const equals = pair.indexOf('=');
        if (equals <= 0) fault(line, 'metadata-pair', pair);
        else units.push({ line, unit, key: pair.slice(0, equals), value: pair.slice(equals + 1) });
      }
  }

  function readConfig(text: string): void {
    const match = keyValue.exec(text);
    if (match === null) return;
    const [, key = '', value = ''] = match;
    if ((current.get(key) ?? '') === value) return;
    if (value === '') current.delete(key);
    else current.set(key, value);
    config = undefined;
  }

  function copyConfig(): BenchmarkConfig {
    pairs += current.size;
    if (pairs > most) throw new UserError('benchmark-config-limit', { limit: most });
    return new Map(current);
  }

  function fault(line: number, wrong: BenchmarkWrong, text: string): undefined {
    faults.push({ line, wrong, text: text.slice(0, 200) });
  }
}

/** Byte by byte: a call of `compare` costs more than nine bytes. A line that is shorter than the prefix goes on with a line end, which it has not. */
function isBenchmark(buffer: Buffer, start: number): boolean {
  for (let offset = 0; offset < prefix.length; offset++) if (buffer[start + offset] !== prefix[offset]) return false;
  return true;
}
