import type { ProblemCodes } from '../../../model/codes.ts';
import { benchmarkFault, failedWords, unitConflict } from '../../benchmark-words.ts';
import { count } from '../../numbers.ts';
import { firstOf } from '../first-of.ts';
import type { Messages } from '../message.ts';

type BenchmarkCode = Extract<keyof ProblemCodes, `benchmark-${string}`>;

/** What benchmark text lacks. */
export const benchmarkProblems: Messages<Pick<ProblemCodes, BenchmarkCode>> = {
  'benchmark-faults': ({ label, count: lines, first }) => ({
    what: `${label}: ${count(lines, 'line')} ${lines === 1 ? 'begins' : 'begin'} as a result and cannot be read, so what ${lines === 1 ? 'it says' : 'they say'} is missing:${first
      .slice(0, faultsShown)
      .map((fault) => `\n    ${benchmarkFault(label, fault)}`)
      .join('')}${lines > faultsShown ? `\n    … (${count(lines - faultsShown, 'more line')})` : ''}`,
    next: 'Benchmarks that print to standard output break their own lines: let them use b.Log.',
  }),
  'benchmark-failed': ({ label, outcomes }) => ({
    what: `${label}: ${firstOf(outcomes.map(failedWords))}. What has no result is not compared.`,
    next: 'Mend what fails and run again; what the test said stands there below these lines.',
  }),
  'benchmark-skipped': ({ label, outcomes }) => ({ what: `${label}: ${firstOf(outcomes.map(({ name }) => name))} skipped.` }),
  'benchmark-unit-conflict': (conflict) => ({ what: unitConflict(conflict) }),
  'benchmark-only-in': ({ label, names }) => ({ what: `only in ${label}: ${firstOf(names)}.` }),
  'benchmark-units-only-in': ({ label, units }) => ({
    what: `only ${label} reports ${firstOf(units)}.`,
    ...(units.includes('allocs/op') ? { next: 'Run both with -benchmem.' } : {}),
  }),
  'benchmark-apart': ({ keys, names }) => ({
    what: `${count(names.length, 'benchmark')} in both ${names.length === 1 ? 'is' : 'are'} not compared, because ${firstOf(keys)} ${keys.length === 1 ? 'differs' : 'differ'}: ${firstOf(names)}.`,
    next: `Compare all the same with --ignore ${keys.join(',')}.`,
  }),
  'benchmark-toolchains-differ': ({ one, other }) => ({
    what: `the two were built by different releases of Go (${one}, ${other}), so the difference is not of the code alone.`,
    next: 'Choose one release for both with --go.',
  }),
  'benchmark-nothing-compared': () => ({ what: 'no benchmark is in both, so nothing is compared.' }),
};

const faultsShown = 5;
