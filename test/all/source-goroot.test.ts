import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { knownReleases } from '../../src/model/tables/index.ts';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';
import { compareAll } from '../source/oracle.ts';

/**
 * What the scanner names otherwise than go/parser: methods that the parser accepts and the type checker rejects, with two receivers
 * or with one that is no named type. Their spans are equal.
 */
const knownGaps = [
  { file: 'src/internal/types/testdata/check/decls2/decls2a.go', names: ['T3._', '(*T3)._', '?.m', 'int.m', 'interface.m'] },
  { file: 'test/fixedbugs/bug217.go', names: ['b.x', 'd.x'] },
];

const releases = findGoReleases();

// Of a release that came as a toolchain module there is only `src`.
test.each(knownReleases)('every function, loop, name and directive of the sources of Go %s is that of go/parser', async (release) => {
  const { version, goroot } = needGoRelease(releases, release);
  const covered = await compareAll([path.join(goroot, 'src'), path.join(goroot, 'test')].filter(existsSync), goroot);
  const isKnown = (difference: string): boolean =>
    knownGaps.some(
      (gap) =>
        difference.startsWith(`${path.join(goroot, gap.file)}: `) && gap.names.some((name) => difference.includes(`"name":"${name}"`)),
    );
  expect(covered.differences.filter((each) => !isKnown(each))).toEqual([]);
  expect(covered.files).toBeGreaterThan(6_000);
  expect(covered.functions).toBeGreaterThan(90_000);
  expect(covered.literals).toBeGreaterThan(10_000);
  expect(covered.loops).toBeGreaterThan(30_000);
  const { files, functions, literals, loops, directives, rejected } = covered;
  console.log(
    `${version}: ${files} files, ${functions} functions (${literals} literals), ${loops} loops, ${directives} directives; go/parser rejects ${rejected}`,
  );
});
