import path from 'node:path';
import { describe, test } from 'vitest';
import { knownReleases } from '../../src/model/tables/index.ts';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';
import { checkDifferences, checkSameNames } from '../source/compiler-names-probe.ts';

const releases = findGoReleases();

describe.each(knownReleases)('Go %s', (release) => {
  const go = path.join(needGoRelease(releases, release).goroot, 'bin', 'go');
  test('names are those of the compiler', () => checkSameNames(go));
  test('where the compiler names otherwise is known', () => checkDifferences(go));
});
