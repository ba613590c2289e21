import type { BenchmarkDifference, BenchmarkTable } from '../model/benchmark-comparison.ts';

/** `changed`: it is not known which is the better. `none`: no difference that can be told. */
export type ChangeIs = 'better' | 'worse' | 'changed' | 'none';

/** What a change means in the table's unit. */
export function changeIs({ better }: Pick<BenchmarkTable, 'better'>, change: BenchmarkDifference['change']): ChangeIs {
  if (change === 'unclear' || change === 0) return 'none';
  if (better === undefined) return 'changed';
  return (change === 'from-zero' || change > 0) === (better === 'higher') ? 'better' : 'worse';
}
