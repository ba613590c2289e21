/**
 * How often the gate calls new what is not: consecutive releases of open modules, each built once with the installed Go, compared site by site, and the same with a baseline
 * that is keyed by lines. `bench/identity/checked.json` holds what a person made of each new or worse place, by looking at the lines of both releases: `addition`; `instead` of
 * another allocation, which is gone (one new, one fixed); `false`: the base allocated the same. What is not judged counts as false, and so does a new place whose line stands as
 * often in the base, unless it was judged.
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

/** Releases that were looked at when the matching was done, counted apart: how often it is wrong where nobody mended it by what was seen. */
const unseen = {
  toml: ['github.com/BurntSushi/toml', 'v1.2.0 v1.2.1 v1.3.0 v1.3.2'],
  mapstructure: ['github.com/mitchellh/mapstructure', 'v1.4.1 v1.4.2 v1.4.3 v1.5.0'],
  websocket: ['github.com/gorilla/websocket', 'v1.4.1 v1.4.2 v1.5.0'],
  httprouter: ['github.com/julienschmidt/httprouter', 'v1.2.0 v1.3.0'],
  gjson: ['github.com/tidwall/gjson', 'v1.12.1 v1.13.0 v1.14.0 v1.14.2'],
  semver: ['github.com/Masterminds/semver/v3', 'v3.1.1 v3.2.0 v3.2.1 v3.3.0'],
};

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const isListing = process.argv.includes('--list');
const checkedFile = new URL('checked.json', import.meta.url);
const checked = existsSync(checkedFile) ? JSON.parse(readFileSync(checkedFile, 'utf8')) : {};
const scratch = mkdtempSync(path.join(tmpdir(), 'stackward-identity-'));

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
  const texts = new Map();
  const facts = makeSideFacts(snapshot, (file) => {
    const bytes = readFileSync(path.join(folder, file));
    texts.set(file, bytes.toString());
    return bytes;
  });
  return { facts, texts };
}

/** What a baseline that is keyed by file and line would call new: SARIF without fingerprints, most linters. */
function newByLine(base, head) {
  const sites = ({ report }) => report.sites.filter(({ outcome }) => outcome === 'allocates');
  const keyOf = ({ at, what }) => `${at.file}:${at.line} ${what}`;
  const known = new Map();
  for (const key of sites(base).map(keyOf)) known.set(key, (known.get(key) ?? 0) + 1);
  return sites(head).filter((site) => {
    const key = keyOf(site);
    const left = known.get(key) ?? 0;
    if (left > 0) known.set(key, left - 1);
    return left === 0;
  });
}

/** What a person made of a place; ` :LINE` behind it tells one of several of a function from the others. */
function judgementOf(pair, key, line) {
  return (
    checked[pair]?.find(({ places }) => places.includes(`${key} :${line}`)) ?? checked[pair]?.find(({ places }) => places.includes(key))
  );
}

/** How often each line of the sources stands in them, without blanks: a judge that shares nothing with the matching. */
function countLines(texts) {
  const counts = new Map();
  for (const text of texts.values())
    for (const line of text.split('\n')) {
      const key = line.replaceAll(/\s+/g, '');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return counts;
}

/** Whether a place that is called new stands on a line that the base has as often: then it may only have moved, or its line was always there. */
function isSuspect({ head }, base, texts) {
  const line = texts.get(head.at.file)?.split('\n')[head.at.line - 1]?.replaceAll(/\s+/g, '');
  return line !== undefined && (countLines(base).get(line) ?? 0) >= (countLines(texts).get(line) ?? 0);
}

/** Compares each release with the one before it, and counts. */
async function compareReleases(modules) {
  const total = { pairs: 0, quiet: 0, sites: 0, objected: 0, instead: 0, false: 0, unjudged: 0, lineNew: 0, lineFalse: 0 };
  for (const [name, [module, list]] of Object.entries(modules)) {
    if (only !== undefined && only !== name) continue;
    let before;
    let last = '';
    for (const version of list.split(' ')) {
      let facts;
      let texts;
      try {
        ({ facts, texts } = await build(name, module, version));
      } catch (error) {
        console.log(`${name} ${version}: left out, ${String(error.message).split('\n')[0].slice(0, 150)}`);
        continue;
      }
      if (before) {
        const pair = `${name} ${last}..${version}`;
        const { places, states } = compareSides(comparedSide(before.facts), comparedSide(facts));
        const objected = places.filter(({ state }) => state === 'new' || state === 'worse');
        const byLine = newByLine(before.facts, facts);
        const sites = facts.report.sites.filter(({ outcome }) => outcome === 'allocates').length;
        total.pairs++;
        total.sites += sites;
        total.lineNew += byLine.length;
        if (objected.length === 0) total.quiet++;
        console.log(
          `${pair.padEnd(28)} ${String(sites).padStart(5)} sites, ${states.new} new, ${states.worse} worse, ${states.fixed} fixed, ${states.moved} moved, ${states['other-reason']} other reason; by line ${byLine.length} new`,
        );
        const additions = new Set();
        for (const place of objected) {
          const { state, head, how } = place;
          const key = `${head.at.file} ${head.function} ${head.what}`;
          const { verdict, why } = judgementOf(pair, key, head.at.line) ?? { verdict: 'unjudged', why: 'not judged' };
          const isOdd = verdict === 'unjudged' && state === 'new' && isSuspect(place, before.texts, texts);
          total.objected++;
          if (verdict === 'addition' || verdict === 'instead') additions.add(head);
          if (verdict !== 'addition') total[verdict]++;
          if (isListing || verdict === 'unjudged' || verdict === 'false')
            console.log(
              `    ${state} ${how?.join(' ') ?? ''} ${key} :${head.at.line} ${head.subject ?? ''} | ${verdict}: ${why}${isOdd ? '; its line was there before' : ''}`,
            );
        }
        total.lineFalse += byLine.filter((site) => !additions.has(site)).length;
      }
      before = { facts, texts };
      last = version;
    }
  }
  return total;
}

/** Prints what was counted; gives whether more than 2 % of what is called new or worse is not. */
function isWrong(name, total) {
  const percent = (part, whole) => `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;
  const wrong = total.false + total.unjudged;
  console.log(
    `\n${name}: ${total.pairs} pairs, ${total.quiet} of them without anything new; ${total.sites} places; ${total.objected} new or worse, ${wrong} wrongly so (${percent(wrong, total.objected)}; ${total.unjudged} not judged), ${total.instead} instead of another; by line ${total.lineNew} would be new, ${total.lineFalse} wrongly so (${percent(total.lineFalse, total.lineNew)})\n`,
  );
  return wrong > total.objected * 0.02;
}

const results = [isWrong('first modules', await compareReleases(modules)), isWrong('unseen modules', await compareReleases(unseen))];
rmSync(scratch, { recursive: true, force: true });
process.exitCode = results.includes(true) ? 1 : 0;
