import path from 'node:path';
import { describe, it } from 'vitest';
import { knownReleases } from '../../src/model/tables/index.ts';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';
import { compareTextWithProto, compareWithPprof } from '../profile/compare-profiles.ts';
import { writeProfiles } from '../profile/write-profiles.ts';
import { findPprof } from '../support/oracles/pprof.ts';

const releases = findGoReleases();

describe.each(knownReleases)('profiles of Go %s', (release) => {
  const go = path.join(needGoRelease(releases, release).goroot, 'bin', 'go');

  it('are read as its own pprof does, and both forms of one moment agree', () => {
    const written = writeProfiles(go);
    compareWithPprof(written, findPprof(go));
    compareTextWithProto(written);
  });
});
