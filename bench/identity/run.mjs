/**
 * How often the gate calls new what only moved: consecutive releases of open modules, each built once with the installed Go, compared site by site, and the same with a baseline
 * that is keyed by lines. `npm run bench:identity` prints each place that is new or worse; `bench/identity/checked.json` holds what a person judged of them.
 *
 *     npm run bench:identity -- [--only chi] [--list]
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compareSides } from '../../dist/analysis/difference/compare-sides.js';
import { comparedSide, makeSideFacts } from '../../dist/engine/gate/side-facts.js';
import { createSession } from '../../dist/engine/session.js';
import { createNodeHost } from '../../dist/host/node-host.js';

/** Releases in their order; small steps and large ones, and among them many that only move code. */
const modules = {
  chi: ['github.com/go-chi/chi/v5', 'v5.0.0 v5.0.1 v5.0.2 v5.0.3 v5.0.4 v5.0.5 v5.0.7 v5.0.8 v5.0.10 v5.0.11 v5.0.12 v5.1.0 v5.2.0 v5.2.1'],
  zap: ['go.uber.org/zap', 'v1.22.0 v1.23.0 v1.24.0 v1.25.0 v1.26.0 v1.27.0'],
  cobra: ['github.com/spf13/cobra', 'v1.5.0 v1.6.0 v1.6.1 v1.7.0 v1.8.0 v1.8.1 v1.9.1'],
  mux: ['github.com/gorilla/mux', 'v1.7.4 v1.8.0 v1.8.1'],
  uuid: ['github.com/google/uuid', 'v1.1.2 v1.2.0 v1.3.0 v1.3.1 v1.4.0 v1.5.0 v1.6.0'],
  pflag: ['github.com/spf13/pflag', 'v1.0.3 v1.0.5 v1.0.6 v1.0.7'],
  yaml: ['gopkg.in/yaml.v3', 'v3.0.0 v3.0.1'],
  testify: ['github.com/stretchr/testify', 'v1.8.0 v1.8.1 v1.8.2 v1.8.3 v1.8.4 v1.9.0'],
};

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const isListing = process.argv.includes('--list');
const checkedFile = new URL('checked.json', import.meta.url);
const checked = existsSync(checkedFile) ? JSON.parse(readFileSync(checkedFile, 'utf8')) : {};
const scratch = mkdtempSync(path.join(tmpdir(), 'stackward-identity-'));
const total = { pairs: 0, quiet: 0, sites: 0, judged: 0, wrong: 0, unjudged: 0, lineNew: 0 };

/** One release, built in a folder that is the same for all of its module. */
async function build(name, module, version) {
  const folder = path.join(scratch, name);
  rmSync(folder, { recursive: true, force: true });
  const download = JSON.parse(execFileSync('go', ['mod', 'download', '-json', `${module}@${version}`], { cwd: scratch, encoding: 'utf8' }));
  cpSync(download.Dir, folder, { recursive: true });
  for (const entry of ['', ...readdirSync(folder, { recursive: true })]) chmodSync(path.join(folder, entry), 0o755);
  if (!existsSync(path.join(folder, 'go.mod'))) execFileSync('go', ['mod', 'init', module], { cwd: folder, stdio: 'ignore' });
  const session = createSession(
    createNodeHost({ cwd: folder, env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off' } }),
    { patterns: ['./...'] },
    'bench',
  );
  const snapshot = await session.run();
  session.close();
  const failed = snapshot.report.problems.filter(({ effect }) => effect === 'failed');
  if (failed.length > 0) throw new Error(`${module}@${version}: ${failed[0].package} ${failed[0].args.output}`);
  return makeSideFacts(snapshot, (file) => readFileSync(path.join(folder, file)));
}

/** What a baseline that is keyed by file and line would call new: SARIF without fingerprints, most linters. */
function newByLine(base, head) {
  const keys = (facts) =>
    facts.report.sites.filter(({ outcome }) => outcome === 'allocates').map(({ at, what }) => `${at.file}:${at.line} ${what}`);
  const known = new Map();
  for (const key of keys(base)) known.set(key, (known.get(key) ?? 0) + 1);
  return keys(head).filter((key) => {
    const left = known.get(key) ?? 0;
    if (left > 0) known.set(key, left - 1);
    return left === 0;
  }).length;
}

for (const [name, [module, list]] of Object.entries(modules)) {
  if (only !== undefined && only !== name) continue;
  let before;
  let last = '';
  for (const version of list.split(' ')) {
    let facts;
    try {
      facts = await build(name, module, version);
    } catch (error) {
      console.log(`${name} ${version}: left out, ${String(error.message).split('\n')[0].slice(0, 150)}`);
      continue;
    }
    if (before) {
      const pair = `${name} ${last}..${version}`;
      const { places, states } = compareSides(comparedSide(before), comparedSide(facts));
      const objected = places.filter(({ state }) => state === 'new' || state === 'worse');
      const byLine = newByLine(before, facts);
      const sites = facts.report.sites.filter(({ outcome }) => outcome === 'allocates').length;
      total.pairs++;
      total.sites += sites;
      total.lineNew += byLine;
      if (objected.length === 0) total.quiet++;
      console.log(
        `${pair.padEnd(28)} ${String(sites).padStart(5)} sites, ${states.new} new, ${states.worse} worse, ${states.fixed} fixed, ${states.moved} moved, ${states['other-reason']} other reason; by line ${byLine} new`,
      );
      for (const { state, head, how } of objected) {
        const key = `${pair} ${head.at.file} ${head.function} ${head.what} ${head.id}`;
        const verdict = checked[pair]?.[head.id] ?? checked[pair]?.['*'];
        if (verdict === undefined) total.unjudged++;
        else {
          total.judged++;
          if (verdict.startsWith('false')) total.wrong++;
        }
        if (isListing || verdict === undefined)
          console.log(
            `    ${state} ${how?.join(' ') ?? ''} ${key.slice(pair.length + 1)} :${head.at.line} ${head.subject ?? ''} | ${verdict ?? 'not judged'}`,
          );
      }
    }
    before = facts;
    last = version;
  }
}
rmSync(scratch, { recursive: true, force: true });
console.log(
  `\n${total.pairs} pairs, ${total.quiet} of them without anything new; ${total.sites} places; judged ${total.judged} new or worse places, ${total.wrong} of them wrongly so; not judged ${total.unjudged}; by line ${total.lineNew} would be new`,
);
process.exitCode = total.judged > 0 && total.wrong / total.judged > 0.02 ? 1 : 0;
