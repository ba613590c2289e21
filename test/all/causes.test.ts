import { describe, expect, it } from 'vitest';
import { findGoReleases } from '../../tools/lib/go-releases.ts';
import { checkPrograms } from '../analysis/causes/check-programs.ts';

const releases = [...findGoReleases()];

describe.each(releases)('Go %s', (_name, { version }) => {
  it.each([true, false])('gives each small program its cause (with source: %s)', (withSource) => {
    const { wanted, found } = checkPrograms(version, withSource);
    expect(found).toEqual(wanted);
  });
});
