import { describe, expect, it } from 'vitest';
import { findGoReleases } from '../../tools/lib/go-releases.ts';
import { checkChains } from '../analysis/chains/check-chains.ts';
import { checkPrograms } from '../analysis/causes/check-programs.ts';

const releases = [...findGoReleases()].filter(([release]) => Number(release.split('.')[1]) >= 22);

describe.each(releases)('Go %s', (_name, { version }) => {
  it.each([true, false])('gives each small program its cause (with source: %s)', (withSource) => {
    const { wanted, found } = checkPrograms(version, withSource);
    expect(found).toEqual(wanted);
  });

  it.each([true, false])('builds the same chains (with source: %s)', (withSource) => {
    const { wanted, found } = checkChains(version, withSource);
    expect(found).toEqual(wanted);
  });
});
