import { changes } from '../../model/change.ts';
import { compareText } from '../../base/order.ts';
import { safeText } from '../../view/safe-text.ts';
import type { Judged } from './judged.ts';

type Labels = Readonly<Record<string, string>>;

/** OpenMetrics text: counts for dashboards, no time stamps. `stackward_complete` is 0 where the counts do not speak for everything. */
export function* renderOpenmetrics({ by: command, build, findings, problems, exit, report, comparison }: Judged): Iterable<string> {
  if (build) {
    const { stackward, go, goos, goarch } = build;
    yield head('stackward_build', 'info', 'What was built and with what.');
    yield sample('stackward_build_info', { version: stackward, go, goos, goarch, command }, 1);
  }
  yield head('stackward_complete', 'gauge', 'Whether everything could be read and judged: 0 where packages failed or evidence is missing.');
  yield sample('stackward_complete', {}, exit < 2 ? 1 : 0);
  yield head('stackward_findings', 'gauge', 'What pins, policy or comparison object to.');
  yield* counted(
    'stackward_findings',
    findings.map(({ package: pkg = '', code, severity, state = '', known }) => ({
      package: pkg,
      rule: code,
      severity,
      state,
      known: known?.by ?? '',
    })),
  );
  yield head('stackward_problems', 'gauge', 'What could not be done or known.');
  yield* counted(
    'stackward_problems',
    problems.map(({ code, effect }) => ({ code, effect })),
  );
  if (report) {
    yield head('stackward_sites', 'gauge', 'Written places where heap memory may be allocated.');
    yield* counted(
      'stackward_sites',
      report.sites.map(({ package: pkg, outcome }) => ({ package: pkg, outcome })),
    );
  }
  if (comparison) {
    yield head('stackward_comparable', 'gauge', 'Whether the two builds could be judged against each other.');
    yield sample('stackward_comparable', {}, comparison.incomparable === undefined ? 1 : 0);
    yield head('stackward_places', 'gauge', 'Places by how they stand to those before.');
    for (const state of changes) yield sample('stackward_places', { state }, comparison.states[state]);
  }
  yield '# EOF\n';
}

function head(name: string, type: 'gauge' | 'info', help: string): string {
  return `# TYPE ${name} ${type}\n# HELP ${name} ${help}\n`;
}

/** One sample for each set of labels, with how often it came. */
function* counted(name: string, all: readonly Labels[]): Iterable<string> {
  const counts = new Map<string, number>();
  for (const labels of all) {
    const text = labelText(labels);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  for (const [text, count] of [...counts].toSorted(([a], [b]) => compareText(a, b))) yield `${name}${text} ${count}\n`;
}

function sample(name: string, labels: Labels, value: number): string {
  return `${name}${labelText(labels)} ${value}\n`;
}

function labelText(labels: Labels): string {
  const words = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return words.length === 0 ? '' : `{${words.join(',')}}`;
}

function escaped(value: string): string {
  return safeText(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
