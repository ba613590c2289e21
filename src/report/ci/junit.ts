import type { FindingCode } from '../../model/finding.ts';
import { findingRow } from '../../view/finding-table.ts';
import { showPosition } from '../../view/positions.ts';
import { verdictWords } from '../../view/verdict-words.ts';
import { entryLines, problemLinesOf } from './entry-text.ts';
import type { Entry } from './entries.ts';
import { incomparableWords, type Judged } from './judged.ts';
import { repositoryPlace } from './repository-place.ts';
import { xmlAttribute, xmlText } from './xml-text.ts';

/** One test case: what it is about names it, never a line, so that its history goes on when lines move. */
interface Case {
  readonly name: string;
  readonly how: 'passed' | 'failure' | 'error' | 'skipped';
  readonly message: string;
  readonly lines: readonly string[];
}

/**
 * JUnit XML as Jenkins and GitLab read it: a suite for each package, in it a case for each rule that found something, and one that says whether the
 * package was built; a suite for the run, so that what concerns no package is seen. Errors fail a case; warnings and notes are its output.
 */
export function* renderJunit(judged: Judged): Iterable<string> {
  const suites = suitesOf(judged);
  const all = [...suites.values()].flat();
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="stackward ${judged.by}" ${counts(all)}>\n`;
  for (const [name, cases] of suites) {
    yield `  <testsuite name="${xmlAttribute(name)}" ${counts(cases)} skipped="${cases.filter(({ how }) => how === 'skipped').length}">\n`;
    for (const one of cases) yield* renderCase(name, one);
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}

function counts(cases: readonly Case[]): string {
  const of = (how: Case['how']): number => cases.filter((one) => one.how === how).length;
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}"`;
}

function* renderCase(suite: string, { name, how, message, lines }: Case): Iterable<string> {
  const head = `    <testcase classname="${xmlAttribute(suite)}" name="${xmlAttribute(name)}"`;
  const text = lines.map(xmlText).join('\n');
  if (how !== 'passed') yield `${head}>\n      <${how} message="${xmlAttribute(message)}">${text}</${how}>\n    </testcase>\n`;
  else if (text !== '') yield `${head}>\n      <system-out>${text}</system-out>\n    </testcase>\n`;
  else yield `${head}/>\n`;
}

function suitesOf(judged: Judged): Map<string, readonly Case[]> {
  const { by: command, entries, problems, packages } = judged;
  const names = [
    ...packages.map(({ path }) => path),
    ...entries.map((entry) => entry.package),
    ...problems.map((problem) => problem.package),
  ];
  const byPackage = new Map<string | undefined, Entry[]>();
  for (const entry of entries) {
    const of = byPackage.get(entry.package);
    if (of) of.push(entry);
    else byPackage.set(entry.package, [entry]);
  }
  const suites = new Map<string, readonly Case[]>([[`stackward ${command}`, [runCase(judged), ...ruleCases(undefined)]]]);
  for (const name of [...new Set(names)].filter((one) => one !== undefined).toSorted())
    suites.set(name, [...(command === 'check' ? [buildCase(judged, name)] : []), ...ruleCases(name)]);
  return suites;

  function ruleCases(pkg: string | undefined): Case[] {
    const groups = new Map<string, Entry[]>();
    for (const entry of byPackage.get(pkg) ?? []) {
      const name = caseName(entry);
      const of = groups.get(name);
      if (of) of.push(entry);
      else groups.set(name, [entry]);
    }
    return [...groups].map(([name, of]) => ruleCase(name, of, judged));
  }
}

function caseName({ rule, of, function: name }: Entry): string {
  const isOfFunction = of === 'finding' && findingRow(rule as FindingCode).caseOf === 'function' && name !== undefined;
  return isOfFunction ? `${rule} ${name}` : rule;
}

function ruleCase(name: string, entries: readonly Entry[], judged: Judged): Case {
  const open = entries.filter(({ known }) => known === undefined);
  const isFailed = open.some(({ severity }) => severity === 'error');
  const lines = (open.length > 0 ? open : entries).flatMap((entry) => {
    const place = repositoryPlace(judged.build, entry.at);
    const [first = '', ...rest] = entryLines(entry, place);
    return [`${entry.severity}: ${showPosition(place, (file) => file)}: ${first}`, ...rest.map((line) => `    ${line}`)];
  });
  const message = verdictWords({ findings: entries, problems: [] });
  return { name, how: isFailed ? 'failure' : open.length === 0 ? 'skipped' : 'passed', message, lines };
}

/** Whether a package was built: without it a package that is not known would be one without findings. */
function buildCase({ problems, packages }: Judged, name: string): Case {
  const own = problems.filter((problem) => problem.package === name);
  const isBroken = own.some(({ effect }) => effect !== 'notice') || packages.some(({ path, state }) => path === name && state === 'failed');
  return problemCase('is built', own, isBroken);
}

function runCase(judged: Judged): Case {
  const { by: command, problems } = judged;
  // A comparison has no suite for each package that was built: all its problems stand here.
  const own = command !== 'check' ? problems : problems.filter((problem) => problem.package === undefined);
  const incomparable = incomparableWords(judged);
  if (incomparable !== undefined && judged.exit < 2) return { name: 'is complete', how: 'skipped', message: incomparable, lines: [] };
  return problemCase(
    'is complete',
    own,
    own.some(({ effect }) => effect !== 'notice'),
  );
}

function problemCase(name: string, problems: Judged['problems'], isBroken: boolean): Case {
  const lines = problems.flatMap((problem) => problemLinesOf(problem));
  return { name, how: isBroken ? 'error' : 'passed', message: verdictWords({ findings: [], problems }), lines };
}
