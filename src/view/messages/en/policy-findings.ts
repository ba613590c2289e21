import type { FindingCodes, MoreAmount } from '../../../model/finding.ts';
import { count, grouped } from '../../numbers.ts';
import type { Messages } from '../message.ts';

type PolicyCode =
  | 'new-untested'
  | 'rule-not-judged'
  | 'unwanted-site'
  | 'over-budget'
  | 'benchmark-over-budget'
  | 'worse-benchmark'
  | 'rule-unmatched'
  | 'waiver-expired'
  | 'waiver-unused'
  | 'acceptance-expired';

/** What rules of the policy and baselines object to. */
export const policyFindings: Messages<Pick<FindingCodes, PolicyCode>> = {
  'unwanted-site': ({ type, subject, what, where, reason }) => ({
    what: `${subject ?? type ?? what} allocates, and the policy wants nothing here that matches \`${where}\`${because(reason)}`,
  }),
  'over-budget': ({ name, where, sites, budget, reason }) => ({
    what: `budget ${name === where ? `\`${where}\`` : name}: ${count(sites, 'site')} ${sites === 1 ? 'allocates' : 'allocate'}, at most ${grouped(budget)} may${because(reason)}`,
    next: `\`stackward check --where '${where}'\` lists them.`,
  }),
  'benchmark-over-budget': ({ name, benchmark, unit, measured, budget, places, reason }) => ({
    what: `budget ${name === benchmark ? name : `${name}: ${benchmark}`}: ${amountWords(measured, unit)}, at most ${grouped(budget)} may be${because(reason)}`,
    ...(places > 0 ? {} : { next: '`stackward bench` says where they come from.' }),
  }),
  'worse-benchmark': ({ benchmark, also, places, reason, ...first }) => ({
    what: `${benchmark}: ${[first, ...(also ? [also] : [])].map(moreWords).join('; ')}${because(reason)}`,
    ...(places > 0 ? {} : { next: '`stackward bench --compare` says where the difference comes from.' }),
  }),
  'new-untested': ({ fresh, untested, percent, sites, reason }) => ({
    what: `${grouped(untested)} of ${count(fresh, 'new allocation')} ${untested === 1 ? 'is' : 'are'} not executed by tests (${grouped(Math.floor((untested * 100) / fresh))} %); from ${grouped(sites)} and ${percent} % on they are told${because(reason)}`,
    next: 'Test the code that is new; `stackward check --cover FILE` says of each site whether it was executed.',
  }),
  'rule-not-judged': ({ rule, needs }) => ({
    what: `\`${rule}\` was not judged: ${needed[needs] ?? needs}`,
    next: notJudgedNext[needs] ?? 'Measure it.',
  }),
  'rule-unmatched': ({ rule, pattern, of }) =>
    of === 'benchmark'
      ? {
          what: `no benchmark that was measured is \`${pattern}\`, so this entry of \`${rule}\` judges nothing`,
          next: 'Measure it, mend the name, or take the entry out.',
        }
      : {
          what: `no package matches \`pkg:${pattern}\`, so this entry of \`${rule}\` judges nothing`,
          next: 'Mend the pattern, or take the entry out; `go list ./...` names the packages.',
        },
  'waiver-expired': ({ selector, reason, until, findings: waived }) => ({
    what: `the waiver of \`${selector}\` ended on ${until} (${reason})`,
    next:
      waived === 0
        ? 'Nothing needs it any more: take it out.'
        : `${count(waived, 'finding')} it let be ${waived === 1 ? 'stands' : 'stand'} again: mend ${waived === 1 ? 'it' : 'them'}, or give the waiver a later \`until\`.`,
  }),
  'waiver-unused': ({ selector, reason }) => ({
    what: `the waiver of \`${selector}\` means no site and no finding (${reason})`,
    next: 'Take it out, or mend what it selects.',
  }),
  'acceptance-expired': ({ type, subject, what, reason, until }) => ({
    what: `${subject ?? type ?? what} was accepted until ${until} (${reason})`,
    next: 'Mend it, or accept it once more: `stackward baseline accept ID --reason … --until DATE`.',
  }),
};

const needed: Readonly<Record<string, string>> = {
  coverage: 'no coverage profile says anything of what is new',
  benchmarks: 'no benchmarks were measured',
};
const notJudgedNext: Readonly<Record<string, string>> = {
  coverage: 'Give one of this code: go test -coverpkg=./... -coverprofile=cover.out ./... and --cover cover.out.',
  benchmarks: 'Run them: `stackward gate --bench .`, or give results of this code: --bench-result FILE.',
};

/** `3 allocs/op, 2 in the base (p=0.002 n=6)` */
function moreWords({ unit, before, after, runs, p }: MoreAmount): string {
  const [one, other] = runs;
  return `${amountWords(after, unit)}, ${amountNumber(before)} in the base (${p === undefined ? '' : `p=${p.toFixed(3)} `}n=${one === other ? one : runs.join('+')})`;
}

/** `3 allocs/op`; a median of an even number of runs may have half an object. */
function amountWords(value: number, unit: string): string {
  return `${amountNumber(value)} ${unit}`;
}

function amountNumber(value: number): string {
  return Number.isInteger(value) ? grouped(value) : value.toFixed(1);
}

function because(reason: string | undefined): string {
  return reason === undefined ? '' : ` (${reason})`;
}
