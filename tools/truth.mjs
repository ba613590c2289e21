/**
 * Holds what the report says against what tests of other people's modules do: what is said to allocate always must be in a heap
 * profile when it is executed, what is said to be paper must not. Both error rates, and each case that remains:
 *
 *     node --import tsx tools/truth.mjs [--short] [MODULE@VERSION ...]
 *
 * Takes minutes the first time; what Go built and measured is kept in `.cache/truth` and used again.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { copyModule } from './lib/open-modules.ts';
import { root } from './lib/root.ts';
import { gatherEvidence } from './lib/truth-evidence.ts';
import { judge } from './lib/truth-judge.ts';
import { truthModules } from './lib/truth-modules.ts';
import { renderTruth } from './lib/truth-render.ts';
import { summarise } from './lib/truth-summary.ts';

const { values, positionals } = parseArgs({ options: { short: { type: 'boolean', default: false } }, allowPositionals: true });
const total = { allocates: [0, 0], paper: [0, 0] };
for (const name of positionals.length > 0 ? positionals : truthModules) {
  const [module = '', version = ''] = name.split('@');
  const store = path.join(root, '.cache', 'truth');
  const folder = copyModule({ path: module, version }, store);
  const evidence = gatherEvidence(folder, `${folder}.go`, values);
  const { judged, leftovers, matched } = judge(evidence);
  const summary = summarise(judged);
  process.stdout.write(`${renderTruth(name, evidence, { summary, leftovers, matched }).join('\n')}\n`);
  for (const claim of ['allocates', 'paper']) {
    total[claim][0] += summary[claim].wrong.length;
    total[claim][1] += summary[claim].judged;
  }
}
const rate = ([wrong, judged]) => `${wrong} of ${judged} (${((100 * wrong) / Math.max(judged, 1)).toFixed(2)} %)`;
process.stdout.write(`all: allocates always, without objects: ${rate(total.allocates)}; paper, with objects: ${rate(total.paper)}\n`);
