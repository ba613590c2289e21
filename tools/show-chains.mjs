/**
 * Prints the chain of each pinned site that a flow explains, with the source of each step and the compiler's own words, so that it can be judged by
 * hand:
 *
 *     node --import tsx tools/show-chains.mjs [--json] [MODULE@VERSION ...]
 *
 * `--json` prints drafts for test/pinned/chains.json: what is said, to be corrected where it is wrong.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { copyModule } from './lib/open-modules.ts';
import { draftChain, readChains, showStep } from './lib/pinned-chains.ts';
import { findPinned } from './lib/pinned-causes.ts';
import { root } from './lib/root.ts';

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean', default: false } }, allowPositionals: true });
const pins = JSON.parse(readFileSync(path.join(root, 'test/pinned/causes.json'), 'utf8'));
const drafts = [];
let number = 0;
for (const name of new Set(pins.map((pin) => pin.module))) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const [module = '', version = ''] = name.split('@');
  const folder = copyModule({ path: module, version }, path.join(root, '.cache', 'draw'));
  const { report, chains } = await readChains(folder);
  for (const pin of pins.filter((one) => one.module === name)) {
    const site = findPinned(pin, report.sites);
    const chain = site && chains.ofSite(site);
    if (!chain) continue;
    drafts.push(draftChain(pin, chain));
    if (!values.json) process.stdout.write(describe(++number, pin, chain, folder));
  }
}
if (values.json) process.stdout.write(`${JSON.stringify(drafts, undefined, 1)}\n`);
else
  process.stdout.write(
    `\n${[...new Set(drafts.map((one) => one.end))].map((end) => `${end} ${drafts.filter((one) => one.end === end).length}`).join(', ')}\n`,
  );

function describe(index, pin, chain, folder) {
  const lines = chain.steps.map(
    (step) =>
      `  ${showStep(step)}  ⟨${step.function}⟩${step.folded > 0 ? ` +${step.folded}` : ''} ${step.expression ?? ''}\n      ${sourceOf(step.at, folder)}`,
  );
  const end = chain.unread === undefined ? chain.end : `${chain.end} (${chain.unread})`;
  return `\n## ${index}. ${pin.module} ${pin.file}:${pin.line} ${pin.function}, ${pin.what} ${pin.of ?? ''}: ${pin.cause}\n${lines.join('\n')}\n  END ${end}\n`;
}

function sourceOf(at, folder) {
  if (at === undefined || /^[$<]/.test(at.file)) return '';
  return (readFileSync(path.join(folder, at.file), 'utf8').split('\n')[at.line - 1] ?? '').trim();
}
