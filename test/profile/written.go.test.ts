import { beforeAll, expect, it } from 'vitest';
import { totalsOf } from '../../src/model/profile-values.ts';
import { subtractProfile } from '../../src/profile/merge-profiles.ts';
import { readPprof } from '../../src/profile/read-pprof.ts';
import { findPprof, topOf, totalsByFunction, runPprof, withFiles } from '../support/oracles/pprof.ts';
import { compareTextWithProto, compareWithPprof } from './compare-profiles.ts';
import { writeProfiles } from './write-profiles.ts';
import type { WrittenProfiles } from './write-profiles.ts';

let written: WrittenProfiles;
let pprof: string;
beforeAll(() => {
  written = writeProfiles();
  pprof = findPprof();
});

it('profiles of the installed Go: as `pprof -raw` and `-top` for all values', () => compareWithPprof(written, pprof));

it('heap?debug=1 says the same as the other form', () => compareTextWithProto(written));

it('a later profile without an earlier one: as `pprof -base`', () => {
  const difference = subtractProfile(readPprof(written.heap, 'heap'), readPprof(written.before, 'before'));
  withFiles([written.heap, written.before], ([heap, before]) => {
    const to = `${heap}.difference`;
    runPprof(pprof, ['-proto', `-output=${to}`, `-base=${before}`, heap!]);
    for (const [index, { type }] of difference.types.entries()) {
      const ours = [...totalsByFunction(difference, index)].filter(([, { flat, cum }]) => flat !== 0n || cum !== 0n);
      expect(new Map(ours)).toEqual(topOf(pprof, to, type));
    }
  });
  expect(totalsOf(difference)[0]).toBeGreaterThan(0n);
});
