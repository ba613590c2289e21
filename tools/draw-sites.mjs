/**
 * Draws sites by chance from modules that nothing here was developed on, and prints each with its source and the compiler's own words, so
 * that outcome and cause can be judged by hand:
 *
 *     node --import tsx tools/draw-sites.mjs [--seed N] [--count N] [--json] [MODULE@VERSION ...]
 *
 * `--json` prints drafts for test/pinned/causes.json: what the report says, to be corrected where it is wrong.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { drawStratified, seededRandom } from './lib/draw.ts';
import { copyModule } from './lib/open-modules.ts';
import { draftPin } from './lib/pinned-causes.ts';
import { checkPinnedModule, pinnedModules } from './lib/pinned-modules.ts';
import { root } from './lib/root.ts';

const { values, positionals } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

const modules = (positionals.length > 0 ? positionals : pinnedModules).map((name) => {
  const [module = '', version = ''] = name.split('@');
  const folder = copyModule({ path: module, version }, path.join(root, '.cache', 'draw'));
  return { name, folder, report: checkPinnedModule(folder) };
});
const all = modules.flatMap((module) =>
  module.report.sites.filter((site) => !/^[$<]/.test(site.at.file)).map((site) => ({ module, site })),
);
const drawn = drawStratified(all, ({ site }) => `${site.what} ${site.outcome}`, Number(values.count), seededRandom(Number(values.seed)));
if (values.json) {
  process.stdout.write(
    `${JSON.stringify(
      drawn.map(({ module, site }) => draftPin(module.name, module.report, site)),
      undefined,
      1,
    )}\n`,
  );
} else {
  const texts = new Map(modules.map((module) => [module, compilerText(module.folder)]));
  process.stdout.write(`# ${drawn.length} of ${all.length} sites, seed ${values.seed}\n`);
  for (const [index, { module, site }] of drawn.entries()) process.stdout.write(describe(index + 1, module, site, texts.get(module)));
}

/** What the compiler prints, line by line, under plain file names. */
function compilerText(folder) {
  const env = { ...process.env, GOWORK: 'off', GOFLAGS: '' };
  const args = ['list', '-e', '-export', '-f', '{{.Name}}', '-gcflags=-m=2', './...'];
  const { stderr } = spawnSync('go', args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 30 });
  return stderr.split('\n').map((line) => line.replace(/^\.\//, ''));
}

/** Lines at the position of the site's first place, with the explanations that stand before them. */
function linesOf(text, site) {
  const at = site.places[0]?.inline.at(-1) ?? site.at;
  const heads = text.filter((line) => line.startsWith(`${at.file}:${at.line}:`) || line.startsWith(`${at.file}:${at.line} `));
  return [...new Set(heads)].filter((line) => !/: (can inline|inlining call|cannot inline)/.test(line));
}

function describe(number, module, site, text) {
  const lines = readFileSync(path.join(module.folder, site.at.file), 'utf8').split('\n');
  const first = Math.max(0, site.at.line - 4);
  const excerpt = lines
    .slice(first, first + 6)
    .map((line, index) => `${first + index + 1 === site.at.line ? '>' : ' '} ${first + index + 1} ${line}`);
  const { code, args, at } = site.cause;
  const detail = site.said ?? site.paper ?? site.why ?? site.into;
  const calls = site.places.flatMap((place) => place.calls.map((call) => call.allocator));
  return [
    `\n## ${number}. ${module.name} ${site.at.file}:${site.at.line}${site.at.column === undefined ? '' : `:${site.at.column}`} ${site.function}\n`,
    `- ${site.outcome} (${detail}), ${site.what} ${site.type?.name ?? ''} \`${site.subject ?? ''}\`, when ${site.when.join(' or ') || '–'}, calls ${[...new Set(calls)].join(', ') || 'none'}`,
    `- cause: **${code}** ${JSON.stringify(args)}${at === undefined ? '' : ` at ${at.file}:${at.line}`}\n`,
    '```go',
    ...excerpt,
    '```\n',
    '```',
    ...linesOf(text, site).slice(0, 30),
    '```\n',
  ].join('\n');
}
