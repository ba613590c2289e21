import type { Reason } from '../../model/build-comparison.ts';
import { stackLimit } from '../../model/tables/stack-limits.ts';
import type { Site } from '../../model/site.ts';
import { other, type Pair } from './reason-pair.ts';

/** The type has another size, and with it perhaps another size class. */
export function typeSizeReasons({ before, after, kinds }: Pair): Reason[] {
  if (!kinds.includes('size')) return [];
  const [was, is] = [before?.type, after?.type];
  if (!was || !is || was.name !== is.name) return [];
  if (was.size !== undefined && is.size !== undefined && was.size !== is.size)
    return [{ code: 'type-size', type: is.name, from: was.size, to: is.size }];
  // Of one size: another class of the runtime.
  if (was.charged !== undefined && is.charged !== undefined && was.charged !== is.charged)
    return [{ code: 'type-size', type: is.name, from: was.charged, to: is.charged }];
  return [];
}

/** The value is too large for the stack on one side only: its size against the limit of that release. */
export function sizeLimitReasons(pair: Pair): Reason[] {
  for (const side of ['after', 'before'] as const) {
    const site = pair[side];
    if (site?.cause.code !== 'too-large' || pair[other[side]]?.cause.code === 'too-large') continue;
    const size = sizeOf(site);
    const limit = stackLimit(pair.step[side].side.build.go, isVariable(site) ? 'variable' : 'value');
    if (size === undefined || size <= limit) continue;
    return [{ code: 'size-limit', limit, size, exceeded: side }];
  }
  return [];
}

/** Bytes of the value; of `make([]T, n)` with a constant n those of the array. */
export function sizeOf({ type, subject = '' }: Site): number | undefined {
  if (type?.size === undefined) return undefined;
  if (type.of === 'object') return type.size;
  const count = /^make\(.*?, (\d+)(?:, (\d+))?\)$/.exec(subject);
  return count ? type.size * Number(count[2] ?? count[1]) : undefined;
}

/** A variable that is declared, as against a value that an expression makes. */
function isVariable({ places }: Site): boolean {
  return places.some(({ verdicts }) => verdicts.some(({ kind }) => kind === 'moved-to-heap'));
}
