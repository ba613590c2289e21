/** What stands on one line of results. */
export interface ResultLine {
  readonly name: string;
  readonly iterations: number;
  readonly values: readonly number[];
  readonly units: readonly string[];
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const powers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
const most = Number.MAX_SAFE_INTEGER;

/**
 * Reads the lines of results that `go test` itself writes (ASCII, plain decimal numbers, every value with its unit) without making
 * strings of numbers, or of names and units that were there before: a million lines in half the time of the general way, which is
 * in `read-benchmark-text.ts` and the oracle of the tests. Gives undefined for every line that needs that way; `start` is behind `Benchmark`.
 */
export function createPlainReader(bytes: Buffer): (start: number, end: number) => ResultLine | undefined {
  const names = new Map<number, Part>();
  let lastParts: readonly Part[] = [];
  let lastUnits: readonly string[] = [];
  // The number that `readNumber` read, which ends before `at`.
  let at = 0;
  let number = 0;
  // Of the line at hand: a list that is filled by pushing keeps room for 17, a copy of it just what it holds.
  const values: number[] = [];
  // Where their units begin and end.
  const starts: number[] = [];
  const ends: number[] = [];

  return (start, end) => {
    at = start;
    let hash = 0;
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === 32 || byte === 9) break;
      if (byte < 32 || byte > 126) return undefined;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    const nameEnd = at;
    if (!skipBlanks(end) || !readNumber(end, false)) return undefined;
    const iterations = number;
    let count = 0;
    while (skipBlanks(end)) {
      if (!readNumber(end, true)) return undefined;
      values[count] = number;
      if (!skipBlanks(end)) return undefined;
      starts[count] = at;
      for (; at < end; at++) {
        const byte = bytes[at] ?? 0;
        if (byte === 32 || byte === 9) break;
        if (byte < 32 || byte > 126) return undefined;
      }
      ends[count++] = at;
    }
    if (at < end || count === 0) return undefined;
    return { name: nameOf(hash, start, nameEnd), iterations, values: values.slice(0, count), units: unitsOf(count) };
  };

  /** Moves over at least one blank; false where there is none, or nothing behind them. */
  function skipBlanks(end: number): boolean {
    const before = at;
    while (at < end && (bytes[at] === 32 || bytes[at] === 9)) at++;
    return at > before && at < end;
  }

  /** Digits, with a fraction where that may be: both halves of the quotient are exact, so it is rounded as a parser rounds. */
  function readNumber(end: number, fraction: boolean): boolean {
    let value = 0;
    let point = -1;
    let digits = 0;
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte >= 48 && byte <= 57) {
        value = value * 10 + byte - 48;
        digits++;
      } else if (byte === 46 && fraction && point < 0) point = digits;
      else if (byte === 32 || byte === 9) break;
      else return false;
    }
    const decimals = point < 0 ? 0 : digits - point;
    const power = powers[decimals];
    if (digits === 0 || value > most || power === undefined) return false;
    number = decimals === 0 ? value : value / power;
    return true;
  }

  function nameOf(hash: number, start: number, end: number): string {
    const known = names.get(hash);
    if (known !== undefined && isSame(known, start, end)) return known.text;
    const text = bytes.toString('latin1', start, end);
    names.set(hash, { start, end, text });
    return text;
  }

  function unitsOf(count: number): readonly string[] {
    if (lastParts.length === count && lastParts.every((part, n) => isSame(part, starts[n] ?? 0, ends[n] ?? 0))) return lastUnits;
    lastParts = starts.slice(0, count).map((start, n) => {
      const end = ends[n] ?? start;
      return { start, end, text: bytes.toString('latin1', start, end) };
    });
    lastUnits = lastParts.map(({ text }) => text);
    return lastUnits;
  }

  function isSame(part: Part, start: number, end: number): boolean {
    if (part.end - part.start !== end - start) return false;
    for (let offset = 0; offset < end - start; offset++) if (bytes[part.start + offset] !== bytes[start + offset]) return false;
    return true;
  }
}
