/** Each known release fact bites in a program and is cited there, and is not in its twin: under the release that brought it and the one before. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuildComparison } from '../../src/model/build-comparison.ts';
import { releaseFactCodes, releaseFacts } from '../../src/model/tables/release-facts.ts';
import { knownReleases } from '../../src/model/tables/release.ts';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';
import { compared, differencesOf } from '../support/compared.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { extractTxtar, parseTxtar } from '../support/txtar.ts';

const releases = ['1.23.12', '1.24.13', '1.25.14', '1.26.8', '1.27.4'];
const archive = parseTxtar(readFileSync(path.join(root, 'test/analysis/reasons/facts.txtar'), 'utf8'));
const scratch = outsideFolder('release-facts');
let comparison: BuildComparison | undefined;

beforeAll(async () => {
  extractTxtar(archive, scratch.path);
  comparison = await compared(scratch.path, Object.fromEntries(releases.map((go) => [go, { go }])), 'sequence');
});
afterAll(() => scratch.remove());

test('what a fact names stands in the sources of its release, and not in those of the release before', () => {
  const roots = findGoReleases();
  const missing: string[] = [];
  for (const fact of releaseFactCodes) {
    const { since, sources } = releaseFacts[fact];
    const before = knownReleases[knownReleases.indexOf(since) - 1] ?? '';
    const [newer, older] = [needGoRelease(roots, since).goroot, needGoRelease(roots, before).goroot];
    const read = (goroot: string, file: string): string => {
      const name = path.join(goroot, file);
      return existsSync(name) ? readFileSync(name, 'utf8').replaceAll(/[ \t]+/g, ' ') : '';
    };
    for (const source of sources.filter((one) => one.startsWith('src/'))) {
      const [file = '', ...rest] = source.split(': ');
      const words = rest.join(': ');
      const isGone = words.endsWith(` up to ${before}`);
      const needle = words.replace(/ up to [\d.]+$/, '').replaceAll(/^"|"$/g, '');
      const has = (goroot: string): boolean => read(goroot, file) !== '' && read(goroot, file).includes(needle);
      if (has(newer) === isGone || has(older) !== isGone) missing.push(`${fact} ${source}`);
    }
  }
  expect(missing).toEqual([]);
});

test('every fact has a program and a twin', () => {
  const files = archive.files.map(({ name }) => name);
  for (const fact of releaseFactCodes) expect(files).toEqual(expect.arrayContaining([`${fact}/fact.go`, `${fact}/twin.go`]));
});

test.each(releaseFactCodes)('%s', (fact) => {
  const to = releases.findIndex((release) => release.startsWith(`${releaseFacts[fact].since}.`));
  if (!comparison || to < 1) throw new Error('not built');
  const found = differencesOf(comparison, to - 1, to);
  const said: string[] = [];
  const wanted: string[] = [];
  for (const { name, data } of archive.files.filter((file) => file.name.startsWith(`${fact}/`))) {
    for (const [at, text] of data.split('\n').entries()) {
      const marker = /\/\/ (fact|other|same)(?:: (\S+))?$/.exec(text);
      if (!marker) continue;
      const here = found.filter(({ row }) => row.site.at.file === name && row.site.at.line === at + 1);
      const reasons = here.flatMap(({ step }) => step.reasons);
      const cited = reasons.some((reason) => reason.code === 'release-fact' && reason.fact === fact);
      wanted.push(`${name}:${at + 1} ${marker[1]}`);
      const verdict = cited ? 'fact' : here.length === 0 ? 'same' : reasons.length > 0 ? 'other' : 'unexplained';
      said.push(`${name}:${at + 1} ${verdict}`);
    }
  }
  expect(said).toEqual(wanted);
});
