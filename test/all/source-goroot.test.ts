import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compareAll } from '../source/oracle.ts';

const goroot = spawnSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).stdout.trim();

/**
 * What the scanner names otherwise than go/parser: methods that the parser accepts and the type checker rejects, with two receivers
 * or with one that is no named type. Their spans are equal.
 */
const knownGaps = [
  { file: 'src/internal/types/testdata/check/decls2/decls2a.go', names: ['T3._', '(*T3)._', '?.m', 'int.m'] },
  { file: 'test/fixedbugs/bug217.go', names: ['b.x', 'd.x'] },
];

test('every function, loop, name and directive of GOROOT/src and GOROOT/test is that of go/parser', async () => {
  const covered = await compareAll([path.join(goroot, 'src'), path.join(goroot, 'test')]);
  const isKnown = (difference: string): boolean =>
    knownGaps.some((gap) => difference.startsWith(`${path.join(goroot, gap.file)}: `) && gap.names.some((name) => difference.includes(`"name":"${name}"`)));
  expect(covered.differences.filter((each) => !isKnown(each))).toEqual([]);
  expect(covered.files).toBeGreaterThan(9_000);
  expect(covered.functions).toBeGreaterThan(120_000);
  expect(covered.literals).toBeGreaterThan(15_000);
  expect(covered.loops).toBeGreaterThan(40_000);
  console.log(`go/parser accepts ${covered.files} files: ${covered.functions} functions (${covered.literals} literals), ${covered.loops} loops, ${covered.directives} directives; it rejects ${covered.rejected}`);
});
