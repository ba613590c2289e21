import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compareAll } from './oracle.ts';

const goroot = spawnSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).stdout.trim();

/** Small and middling packages of all kinds: generics, assembly stubs, tests, generated tables, deep nesting. */
const packages = [
  'archive/zip',
  'bufio',
  'bytes',
  'cmd/gofmt',
  'cmp',
  'compress/flate',
  'container',
  'context',
  'crypto/sha256',
  'database/sql',
  'encoding/json',
  'errors',
  'expvar',
  'fmt',
  'go/ast',
  'go/parser',
  'go/scanner',
  'go/types',
  'hash',
  'html/template',
  'io',
  'iter',
  'log',
  'maps',
  'math/big',
  'net/http',
  'os/exec',
  'path',
  'reflect',
  'regexp',
  'runtime',
  'slices',
  'sort',
  'strconv',
  'strings',
  'sync',
  'testing',
  'text',
  'time',
  'unicode',
];

test('functions, loops, names, directives and marks are those of go/parser in forty packages of std', async () => {
  const covered = await compareAll(packages.map((each) => path.join(goroot, 'src', each)));
  expect(covered.differences).toEqual([]);
  // That this compared something: sizes of Go 1.22, the oldest release, rounded down.
  expect(covered.files).toBeGreaterThan(1_500);
  expect(covered.functions).toBeGreaterThan(29_000);
  expect(covered.literals).toBeGreaterThan(4_000);
  expect(covered.loops).toBeGreaterThan(8_000);
  expect(covered.directives).toBeGreaterThan(3_000);
});
