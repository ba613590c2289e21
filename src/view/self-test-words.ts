import type { Comparison } from '../model/comparison.ts';
import { verdictWords } from './comparison-words.ts';
import { count, grouped } from './numbers.ts';

interface Step {
  readonly comparison: Comparison;
  readonly errors: number;
}

/** What `gate --self-test` found: a line for what was planted, one for what was moved, where nothing is an error, and what to think of it. */
export function selfTestLines({
  packages,
  silent,
  planted,
  moved,
}: {
  readonly packages: readonly string[];
  readonly silent: readonly string[];
  readonly planted: Step;
  readonly moved: Step;
}): string[] {
  const [first = ''] = packages;
  const where = packages.length === 1 ? first : count(packages.length, 'package');
  return [
    `planted in a copy of ${where}: ${stepWords(planted)}`,
    `the same, moved and renamed: ${stepWords(moved)}`,
    ...(silent.length > 0 && silent.length < packages.length ? [`nothing is an error in ${listed(silent)}`] : []),
    verdict(planted, moved),
  ];
}

function stepWords({ comparison: { states, policy, baseline }, errors }: Step): string {
  const by = [...(policy === undefined ? [] : [policy]), ...(baseline ? [baseline.file] : [])].join(' and ');
  return `${verdictWords(states)}, ${count(errors, 'error')}${by === '' ? '' : ` by ${by}`}`;
}

function verdict(planted: Step, moved: Step): string {
  if (planted.errors === 0) {
    const { baseline, policy } = planted.comparison;
    const why = baseline?.incomparable
      ? `${baseline.file} is of another build, so no place is judged: \`stackward baseline rebase\` mends it`
      : policy === undefined
        ? 'look at its packages and flags'
        : `its policy, ${policy}, makes no new allocation an error`;
    return `this gate does not go red: ${why}`;
  }
  return moved.errors === 0
    ? 'this gate goes red when it should, and only then'
    : 'this gate objects to code that only moved: please report it with `go version`';
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${shown} and ${grouped(paths.length - 3)} more` : shown;
}
