import type { FindingCode } from '../model/finding.ts';
import { rowOf } from './row-of.ts';

/** What is told of a kind of finding, whichever place it is about: the rules that formats for machines name are described with it. */
export interface FindingRow {
  /** A few words. */
  readonly title: string;
  /** What it objects to, in a sentence or two. */
  readonly meaning: string;
  /** What to do, the easiest first. */
  readonly help: string;
  /** What has a history of its own where results are kept as test cases: a rule in a package, unless each function has one (pins). */
  readonly caseOf?: 'function';
}

/** A code without a row does not compile. */
const findingTable: Readonly<Record<FindingCode, FindingRow>> = {
  'new-allocation': {
    title: 'New heap allocation',
    meaning:
      'A place in the code allocates on the heap and has no counterpart before the change. What was only moved or renamed is not new.',
    help: 'Ask `stackward explain` about the place: it says how the value comes to the heap and what would keep it off. Where the allocation is wanted, accept it with a reason.',
  },
  'worse-allocation': {
    title: 'Heap allocation that costs more than before',
    meaning:
      'A place that was there before the change now allocates where it did not, takes a larger block, stands in a loop, or allocates always.',
    help: 'Ask `stackward explain` about the place. Where the cost is wanted, accept it with a reason.',
  },
};

/** Of a code that a later version brought: the code itself. */
export function findingRow(code: FindingCode): FindingRow {
  return (
    rowOf(findingTable, code) ?? { title: code, meaning: `A finding of a newer version of stackward: ${code}.`, help: 'Update stackward.' }
  );
}
