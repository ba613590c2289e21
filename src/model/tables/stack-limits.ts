import { isWithin, newestKnown, releaseOf } from './release.ts';

/**
 * Bytes above which a value is on the heap whatever becomes of it; the limit itself still fits. A `variable` is declared (`var x T`, `x := T{…}`), a `value` made
 * by an expression (`new(T)`, `&T{…}`, `make` of a constant length). cmd/compile/internal/ir/cfg.go, `MaxStackVarSize` and `MaxImplicitStackVarSize`:
 * 10 MiB and 64 KiB in 1.22.12 and 1.23.12, 128 KiB and 64 KiB in 1.24.13, 1.25.14, 1.26.8 and 1.27.4.
 */
export function stackLimit(release: string, of: 'variable' | 'value'): number {
  if (of === 'value') return 64 << 10;
  return isWithin(releaseOf(release) ?? newestKnown, '1.24') ? 128 << 10 : 10 << 20;
}
