/** A unit without prefixes, and what a value in the unit that was written is multiplied with. */
interface BaseUnit {
  readonly unit: string;
  readonly factor: number;
}

/** Parts of a unit with the sign before each: `/`, `*`, `-` and white space part them. */
const part = /([*/\-\s]*)([^*/\-\s]+)/gu;

/**
 * `ns/op` is `sec/op` × 1e-9, `MB/s` is `B/s` × 1e6; what stands below a `/` stays (golang.org/x/perf/benchunit, tidy.go). So no number is
 * shown as `µns`.
 */
export function baseUnit(unit: string): BaseUnit {
  if (unit === 'ns/op') return { unit: 'sec/op', factor: 1e-9 };
  let factor = 1;
  let isBelow = false;
  const base = unit.replaceAll(part, (whole, signs: string, name: string) => {
    isBelow = below(signs, isBelow);
    if (isBelow || (name !== 'ns' && name !== 'MB')) return whole;
    factor = name === 'ns' ? factor / 1e9 : factor * 1e6;
    return signs + (name === 'ns' ? 'sec' : 'B');
  });
  return { unit: base, factor };
}

/** Whether bytes are measured, so that prefixes are powers of 1024: `B/op`, not `op/B`. */
export function isBinaryUnit(unit: string): boolean {
  let isBelow = false;
  for (const [, signs = '', name = ''] of unit.matchAll(part)) {
    isBelow = below(signs, isBelow);
    if (!isBelow && (name === 'B' || name === 'MB' || name === 'bytes')) return true;
  }
  return false;
}

/** What a unit says by itself of which of two values is the better one. */
export function betterOf(unit: string): 'higher' | 'lower' | undefined {
  if (['ns/op', 'sec/op', 'B/op', 'allocs/op'].includes(unit)) return 'lower';
  return unit === 'MB/s' || unit === 'B/s' ? 'higher' : undefined;
}

function below(signs: string, before: boolean): boolean {
  const last = Math.max(signs.lastIndexOf('*'), signs.lastIndexOf('/'));
  return last < 0 ? before : signs[last] === '/';
}
