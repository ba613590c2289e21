import { expect, it } from 'vitest';
import { knownReleases, readReleaseTables, releaseTables } from '../../src/model/tables/index.ts';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';
import { readReleaseSources } from '../tables/go-sources.ts';

const releases = findGoReleases();

it.each(knownReleases)('the tables of Go %s are those of its sources', (release) => {
  const { goroot } = needGoRelease(releases, release);
  expect(releaseTables(release)).toEqual(readReleaseTables(release, readReleaseSources(goroot)));
});
