import type { Leftover } from './truth-attribute.ts';
import type { Evidence } from './truth-evidence.ts';
import type { Judged } from './truth-judge.ts';
import type { Claim, Summary } from './truth-summary.ts';

const untoldReasons = {
  'inlined-branch': 'the call stands in inlined code of another module, whose branches its coverage does not count',
  'copy-without-call': 'the function is also inlined where the value stays on the stack, and coverage does not tell the copies apart',
  'hidden-by-profile': 'runtime/pprof leaves its frame out',
  'one-of': 'shares its frames and its size with another site, and not all of them were seen',
  'several-blocks': 'blocks of which one was executed and one was not share its line',
  'no-block': 'no block of coverage holds it',
} as const;

/** Figures and remaining cases of one module, as lines of text. */
export function renderTruth(
  name: string,
  evidence: Evidence,
  found: { readonly summary: Summary; readonly leftovers: readonly Leftover[]; readonly matched: number },
): string[] {
  const { summary, leftovers, matched } = found;
  const skipped = evidence.tests.flatMap((test) => test.skipped);
  const failed = evidence.tests.flatMap((test) => test.failed);
  const lineOf = (one: Judged): string => caseOf(one, evidence);
  return [
    `${name}, ${evidence.report.build.go}: ${evidence.tests.length} packages with tests, ${matched} sampled calls on sites, ${leftovers.length} on none`,
    ...(failed.length === 0 ? [] : [`  failed all the same: ${failed.join(', ')}`]),
    ...(skipped.length === 0 ? [] : [`  left out, since they end the run: ${skipped.join(', ')}`]),
    `  allocates always: ${rate(summary.allocates)} without objects (${summary.byTiny} seen only with a block for each tiny object)`,
    `    ${summary.byWhat.map((row) => `${row.what} ${row.wrong} of ${row.judged}`).join(', ')}`,
    ...summary.allocates.wrong.map(lineOf),
    `  paper: ${rate(summary.paper)} with objects`,
    ...summary.paper.wrong.map(lineOf),
    `  executed, nothing claimed: ${summary.others.map((row) => `${row.name} ${row.shown} of ${row.executed} seen`).join(', ')}`,
    ...(summary.untold.length === 0 ? [] : ['  cannot be told:']),
    ...Object.entries(untoldReasons).flatMap(([reason, words]) => {
      const members = summary.untold.filter((one) => (one.excuse ?? one.ran) === reason);
      return members.length === 0 ? [] : [`   ${members.length} × ${words}`, ...members.map(lineOf)];
    }),
    ...(summary.disagreeing.length === 0 ? [] : ['  seen, though coverage says not executed:', ...summary.disagreeing.map(lineOf)]),
    ...(leftovers.length === 0
      ? []
      : ['  sampled calls on no site (what they call, sizes of the objects):', ...leftovers.map(leftoverLine)]),
  ];
}

function rate({ judged, wrong }: Claim): string {
  const percent = judged === 0 ? '–' : `${((100 * wrong.length) / judged).toFixed(1)} %`;
  return `${wrong.length} of ${judged} executed (${percent})`;
}

function caseOf({ site, against }: Judged, { linesOf }: Evidence): string {
  const source = (linesOf(site.at.file)[site.at.line - 1] ?? '').trim();
  const column = site.at.column === undefined ? '' : `:${site.at.column}`;
  const why = site.outcome === 'paper' ? ` ${site.paper}` : '';
  const seen = against === undefined ? '' : `, seen: ${leftoverLine(against).trim()}`;
  return `      ${site.at.file}:${site.at.line}${column} ${site.function}: ${site.what} ${site.type?.name ?? site.subject ?? ''}${why}${seen} | ${source}`;
}

function leftoverLine({ frames, call }: Leftover): string {
  const at = frames.map(({ file, line }) => `${file}:${line}`).join(' in ');
  const objects = [...call.objects].map(([size, count]) => `${count} × ${size} B`).join(', ');
  return `      ${at} ${frames.at(-1)?.function ?? ''}: ${call.callee ?? 'no direct call'}, ${objects}`;
}
