import type { FunctionLines, JoinOptions, LooseVerdict } from './unit-join.ts';

/** Lines whose code has to be looked at to settle what the join leaves open: those of the functions around such verdicts, by file. */
export function listOpenLines(
  loose: readonly LooseVerdict[],
  { functionLines }: Pick<JoinOptions, 'functionLines'>,
): Map<string, Set<number>> {
  const wanted = new Map<string, Set<number>>();
  const taken = new Set<FunctionLines>();
  for (const one of loose) {
    const { file, line, column } = one.verdict;
    if (one.is !== 'unsettled' || line === 0) continue;
    const span = functionLines(file, line, column);
    if (span && taken.has(span)) continue;
    if (span) taken.add(span);
    const lines = wanted.get(file) ?? new Set<number>();
    wanted.set(file, lines);
    for (let at = span?.line ?? line; at <= (span?.endLine ?? line); at++) lines.add(at);
  }
  return wanted;
}
