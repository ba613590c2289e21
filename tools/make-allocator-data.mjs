/**
 * Generates `settled-data.ts` of `src/model/tables`: the functions of the runtime that code outside may call and that are no allocators,
 * for each known Go release, judged by the calls inside the runtime's archives:
 *
 *     node --import tsx tools/make-allocator-data.mjs
 *
 * Compiles std and open modules for this machine and a part of std for other platforms (some twenty minutes when the build cache holds
 * none of it). Ends with 1 and writes nothing when a function reaches `mallocgc` in a way that neither a hand-written row nor a stop
 * (lib/runtime-stops.ts) explains: then read it, and add a row to `judged-rows.ts` or `allocating-rows.ts`.
 */
import os from 'node:os';
import path from 'node:path';
import { allocatingRows } from '../src/model/tables/allocating-rows.ts';
import { judgedRows } from '../src/model/tables/judged-rows.ts';
import { isWithin, knownReleases } from '../src/model/tables/release.ts';
import { compareText } from '../src/base/order.ts';
import { findGoReleases, needGoRelease } from './lib/go-releases.ts';
import { copyModule, openModules } from './lib/open-modules.ts';
import { platforms } from './lib/platforms.ts';
import { root } from './lib/root.ts';
import { isOffered, listKnownNames } from './lib/runtime-names.ts';
import { portablePackages, sanitizedPackages, surveyRuntime } from './lib/survey-runtime.ts';
import { writeTable } from './lib/write-table.ts';

const found = findGoReleases();
const releases = knownReleases.map((release) => needGoRelease(found, release));
const known = new Set(releases.flatMap(listKnownNames));
const unexplained = new Set();
const settled = [];
const seen = [];

for (const [index, release] of releases.entries()) {
  const name = knownReleases[index];
  const rows = [...allocatingRows, ...judgedRows].filter((row) => isWithin(name, row.from, row.to));
  const judgedByHand = new Set(rows.flatMap((row) => row.names));
  const reasons = new Map();
  for (const platform of platforms) {
    process.stderr.write(`${release.version} ${platform.goos}/${platform.goarch} ${platform.flag ?? ''}\n`);
    const isFirst = platform === platforms[0];
    const patterns = platform.flag === undefined ? portablePackages : sanitizedPackages;
    const survey = surveyRuntime(release, isFirst ? buildsInFull(name, platform) : [{ cwd: os.tmpdir(), ...platform, patterns }]);
    if (isFirst) seen.push([...survey.called.keys()].sort(compareText));
    for (const symbol of survey.graph.defined) {
      if (judgedByHand.has(symbol) || !(survey.called.has(symbol) || known.has(symbol) || isOffered(symbol))) continue;
      const judgement = survey.graph.judge(symbol);
      if (judgement.path !== undefined) {
        unexplained.add(symbol);
        process.stderr.write(`no row explains ${symbol}: ${judgement.path.join(' > ')}\n`);
      }
      reasons.set(symbol, new Set([...(reasons.get(symbol) ?? []), ...judgement.reasons]));
    }
  }
  settled.push([...reasons].map(([symbol, codes]) => [symbol, ...[...codes].sort(compareText)].join(' ')).sort(compareText));
}

if (unexplained.size > 0) {
  process.stderr.write(`nothing written: ${unexplained.size} functions lack a row\n`);
  process.exit(1);
}
const versions = releases.map((release) => release.version).join(', ');
writeTable('settled-data.ts', 'node --import tsx tools/make-allocator-data.mjs', `the archives of\n// ${versions}`, {
  settled: { comment: 'Symbols, each with the codes of uncounted-reasons.ts that hold for it.', lists: settled },
  seen: { comment: 'Symbols of the runtime that std and six open modules call (linux/amd64).', lists: seen },
});

function buildsInFull(name, platform) {
  const modules = openModules.filter((module) => knownReleases.indexOf(module.oldest) <= knownReleases.indexOf(name));
  return [
    { cwd: os.tmpdir(), ...platform, patterns: ['std'] },
    ...modules.map((module) => ({ cwd: copyModule(module, path.join(root, '.cache/open-modules')), ...platform, patterns: ['./...'] })),
  ];
}
