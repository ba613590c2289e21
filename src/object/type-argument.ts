/**
 * Which argument of an allocator names the type that it allocates, counted in words from 0. Sources: `_builtin/runtime.go` in
 * `cmd/compile/internal/typecheck`, `runtime/malloc_generated.go` (1.27: `mallocgcSmall…SC<n>(size, typ, needzero)`), Go 1.22 to 1.27. All
 * arguments before it are one word wide, so the number is also its place among the argument registers and on the stack.
 */
const places: readonly (readonly [pattern: RegExp, argument: number])[] = [
  [/^runtime\.(newobject|newarray|makeslice(64|copy)?|makemap(64)?|makechan(64)?|convT(noptr)?|mapassign(_\w+)?|moveSlice(NoCap)?)$/, 0],
  [/^runtime\.(mallocgc|mallocgc(SmallNoScan|SmallScanNoHeader|Tiny)SC\d+)$/, 1],
  [/^runtime\.growslice(NoAlias|Buf|BufNoAlias)?$/, 4],
  [/^(reflect|internal\/reflectlite)\.unsafe_New(Array)?$/, 0],
  [/^maps\.clone$/, 0],
];

/** −1 where it is not known (or there is none). */
export function typeArgumentOf(allocator: string): number {
  for (const [pattern, argument] of places) if (pattern.test(allocator)) return argument;
  return -1;
}
