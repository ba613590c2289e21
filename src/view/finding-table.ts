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

const acceptIt = 'Where it is wanted, accept it with a reason: `//stackward:allow REASON` at the line, or an entry of the baseline.';
const mendDirective = 'Mend the comment: one that is not read judges nothing.';

/** A code without a row does not compile. */
const findingTable: Readonly<Record<FindingCode, FindingRow>> = {
  'new-allocation': {
    title: 'New heap allocation',
    meaning:
      'A place in the code allocates on the heap and has no counterpart before the change. What was only moved or renamed is not new.',
    help: `Ask \`stackward explain\` about the place: it says how the value comes to the heap and what would keep it off. ${acceptIt}`,
  },
  'worse-allocation': {
    title: 'Heap allocation that costs more than before',
    meaning:
      'A place that was there before the change now allocates where it did not, takes a larger block, stands in a loop, or allocates always.',
    help: `Ask \`stackward explain\` about the place. ${acceptIt}`,
  },
  'unwanted-site': {
    title: 'Heap allocation that the policy does not want',
    meaning: 'A place allocates on the heap, and an entry of `sites` in the policy matches it.',
    help: `Ask \`stackward explain\` about the place, or narrow the query of the entry. ${acceptIt}`,
  },
  'over-budget': {
    title: 'More allocating places than the budget grants',
    meaning: 'More places match a `budget` of the policy than it allows.',
    help: 'List them with `stackward check --where` and the query of the budget; remove some, or raise the number.',
  },
  'benchmark-over-budget': {
    title: 'Benchmark that allocates more than its budget',
    meaning: 'One operation of a benchmark allocates more than a `budget` of the policy grants.',
    help: 'Ask `stackward bench` where it allocates; remove some, or raise the number.',
  },
  'worse-benchmark': {
    title: 'Benchmark that allocates more than before',
    meaning: 'One operation of a benchmark allocates more than in the base, and `worse-benchmark` of the policy objects to it.',
    help: 'Look at the lines that are named, or let `stackward bench --compare` say where the difference comes from.',
  },
  'new-untested': {
    title: 'New allocations that no test executes',
    meaning: 'Of the allocations that a change brings, more are not executed by tests than `new-untested` of the policy grants.',
    help: 'Test the code that is new, or raise the numbers.',
  },
  'rule-not-judged': {
    title: 'Policy rule that could not be judged',
    meaning: 'A rule of the policy needs a measurement that was not given.',
    help: 'Give it: `new-untested` needs a coverage profile, with --cover; a `budget` of benchmarks needs their results, with --bench-result or `gate --bench`.',
  },
  'rule-unmatched': {
    title: 'Policy entry that judges nothing',
    meaning:
      'A package pattern in an entry of the policy matches no package, or the name of a benchmark none that was measured, so the entry can never object.',
    help: 'Mend the pattern, or take the entry out.',
  },
  'waiver-expired': {
    title: 'Waiver whose last day is over',
    meaning: 'A waiver of the policy ended; what it let be counts again.',
    help: 'Mend what it let be, or give the waiver a later day.',
  },
  'waiver-unused': {
    title: 'Waiver that nothing needs',
    meaning: 'A waiver of the policy means no site and no finding.',
    help: 'Take it out.',
  },
  'acceptance-expired': {
    title: 'Accepted allocation whose last day is over',
    meaning: 'A place was accepted in the baseline until a day that is over; it counts as new again.',
    help: 'Mend it, or accept it once more with a later day.',
  },
  'noalloc-violated': {
    title: 'Function pinned as noalloc that allocates',
    meaning: 'A path of calls leads from a function that must not allocate to one that does. The path is shown.',
    help: 'Change a step of the path so that it does not allocate, or accept a line of it: `//stackward:allow REASON`.',
    caseOf: 'function',
  },
  'noalloc-unknown': {
    title: 'Function pinned as noalloc that calls something unknown',
    meaning:
      'Nothing that is known allocates, but some calls lead to where the object code does not say: interface methods and function values.',
    help: 'Call a concrete function, or say that what is behind them does not allocate: `//stackward:noalloc assume=NAME`.',
    caseOf: 'function',
  },
  'pin-unproven': {
    title: 'Pin without code to judge',
    meaning: 'A pinned function has no compiled Go code: its body is not Go, or nothing instantiates it.',
    help: 'Pin the functions that call it, or name a package that uses it.',
    caseOf: 'function',
  },
  'pin-unsupported': {
    title: 'Pin that this architecture cannot prove',
    meaning: 'The object code of the architecture leaves no mark for calls of function values.',
    help: 'Check the pin for another architecture, for instance --goarch=amd64.',
    caseOf: 'function',
  },
  'noescape-violated': {
    title: 'Variable pinned as noescape that escapes',
    meaning: 'A parameter or variable that must stay on the stack does not.',
    help: 'Ask `stackward explain` about the place: it shows the way to the heap.',
    caseOf: 'function',
  },
  'noescape-unknown-name': {
    title: 'Pin of a variable that is not there',
    meaning: '`//stackward:noescape` names no parameter or variable of its function.',
    help: mendDirective,
    caseOf: 'function',
  },
  'inline-violated': {
    title: 'Function pinned as inline that cannot be inlined',
    meaning: 'The compiler does not inline a function that must be inlinable.',
    help: 'Make it cheaper: move what is rare into a function of its own.',
    caseOf: 'function',
  },
  'line-escapes': {
    title: 'Line pinned as noescape on which something escapes',
    meaning: 'Something on a line with a noescape comment is put on the heap.',
    help: 'Ask `stackward explain` about the line.',
  },
  'call-not-inlined': {
    title: 'Call pinned as inlined that is not',
    meaning: 'A call that must be inlined is made.',
    help: 'Make the callee cheaper, or take the pin away.',
  },
  'bounds-not-checked': {
    title: 'Pin of bounds checks, which are not looked at',
    meaning: 'A `bce` comment is understood and not judged.',
    help: 'Leave it to gcassert.',
  },
  'assume-unused': {
    title: 'Assumption that accepts nothing',
    meaning: 'A name behind `assume=` is that of no unknown call of the function.',
    help: 'Take the name out, or mend it.',
    caseOf: 'function',
  },
  'allow-unused': {
    title: 'Acceptance that nothing needs',
    meaning: 'Nothing on the line, or in the function, allocates that `//stackward:allow` accepts.',
    help: 'Remove the comment.',
  },
  'directive-unknown': {
    title: 'Directive that does not exist',
    meaning: 'A `//stackward:` comment has a name that is none of noalloc, noescape, inline and allow.',
    help: mendDirective,
  },
  'directive-spaced': {
    title: 'Directive that is not read: a space before its name',
    meaning: 'Like those of Go, a directive has no space behind `//`.',
    help: mendDirective,
  },
  'directive-arguments': {
    title: 'Directive with arguments it does not take',
    meaning: 'A directive lacks what it needs, or has what it does not know.',
    help: mendDirective,
  },
  'directive-misplaced': {
    title: 'Directive at the wrong place',
    meaning: 'A directive stands where there is no function or no code for it.',
    help: mendDirective,
  },
};

/** Of a code that a later version brought: the code itself. */
export function findingRow(code: FindingCode): FindingRow {
  return (
    rowOf(findingTable, code) ?? { title: code, meaning: `A finding of a newer version of stackward: ${code}.`, help: 'Update stackward.' }
  );
}
