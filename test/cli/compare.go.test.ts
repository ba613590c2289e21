import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuildComparison } from '../../src/model/build-comparison.ts';
import { buildComparisonShape } from '../../src/model/schema/build-comparison-schema.ts';
import { encodeProfile } from '../support/encode-profile.ts';
import { expectGoldenRun } from '../support/golden.ts';
import { openRepository } from '../support/git-repository.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';
import type { RunOutput } from '../support/run.ts';
import { extractTxtar, parseTxtar } from '../support/txtar.ts';

const scratch = outsideFolder('compare');
const at = (...parts: string[]): string => path.join(scratch.path, ...parts);
const folder = at('m');
afterAll(scratch.remove);

/** `Work` calls `New`, and nothing else is hot. */
function profile(program: string): Uint8Array {
  const source = readFileSync(at('m/lib/lib.go'), 'utf8').split('\n');
  const lineOf = (text: string): bigint => BigInt(source.findIndex((line) => line.includes(text)) + 1);
  const names = [`${program}/lib.New`, `${program}/lib.Work`, 'main.main'];
  const starts = [lineOf('func New'), lineOf('func Work'), 5n];
  const lines = [lineOf('&Order{'), lineOf('New(50)'), 5n];
  return encodeProfile({
    types: [
      ['samples', 'count'],
      ['cpu', 'nanoseconds'],
    ],
    samples: [{ locations: [1n, 2n, 3n], values: [100n, 1_000_000_000n], labels: [] }],
    mappings: [{ id: 1n, start: 0n, limit: 4096n, file: 'main', buildId: '' }],
    locations: names.map((_, index) => ({
      id: BigInt(index + 1),
      mapping: 1n,
      address: BigInt(index + 1),
      lines: [{ function: BigInt(index + 1), line: lines[index] ?? 0n, column: 0n }],
    })),
    functions: names.map((name, index) => ({
      id: BigInt(index + 1),
      name,
      systemName: name,
      file: 'lib.go',
      startLine: starts[index] ?? 0n,
    })),
    periodType: ['cpu', 'nanoseconds'],
    period: 10_000_000n,
  });
}

beforeAll(() => {
  extractTxtar(parseTxtar(readFileSync(path.join(root, 'test/cli/compare.txtar'), 'utf8')), folder);
  writeFileSync(at('m/cpu.pprof'), profile('example.test/compare'));
  writeFileSync(at('m/other.pprof'), profile('example.test/another'));
  writeFileSync(at('m/no.pprof'), 'no profile\n');
});

const compare = (...args: string[]): Promise<RunOutput> => runCli(['compare', '-q', ...args], { cwd: folder });

/** What differs between machines and releases and says nothing here. */
function withoutMachine(output: RunOutput): RunOutput {
  const stdout = output.stdout
    .replaceAll(/\bmallocgc(Tiny|Small)\w+/g, 'newobject') // Go 1.27: allocators by size class
    .replaceAll(/\bgo1\.[\w.]+/g, 'go1.X')
    .replaceAll(/ · \w+\/\w+$/gm, ' · os/arch');
  return { ...output, stdout };
}

async function document(...args: string[]): Promise<BuildComparison> {
  const { stdout, stderr, code } = await compare('-f', 'json', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as BuildComparison;
}

describe('what people read', () => {
  test.each([
    ['gcflags', ['--gcflags=-l', '--gcflags=-N', './lib']],
    ['race', ['--race', './lib']],
    ['tags', ['--tags=', '--tags', 'narrow', './lib']],
    ['goarch', ['--goarch', 'amd64,386', './lib']],
    ['pgo', ['--pgo', 'off,cpu.pprof', './lib']],
    ['upgrade', ['--gcflags=-l', '-f', 'markdown', './lib']],
  ])('%s', async (name, args) => {
    expectGoldenRun(
      `compare/${name}`,
      ['compare', '-q', '--width', '80', ...args],
      withoutMachine(await compare('--width', '80', ...args)),
      scratch.path,
    );
  });
});

test('the document fits its schema, and is shown again as it was', async () => {
  const found = await document('--gcflags=-l', './lib');
  const { $id: _, ...schema } = JSON.parse(readFileSync(path.join(root, 'docs/schema/compare.schema.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
  validate(found);
  expect(validate.errors ?? []).toEqual([]);
  // Unknown fields are let through but not kept: what is left out is missing in the schema.
  expect(v.parse(buildComparisonShape, found)).toEqual(found);
  writeFileSync(at('saved.json'), JSON.stringify(found));
  const shown = await runCli(['debug', 'render', at('saved.json'), '--width', '80'], { cwd: folder });
  expect(shown.stdout).toBe((await compare('--gcflags=-l', './lib', '--width', '80')).stdout);
  expect(found.pins).toMatchObject([{ function: 'Total', results: ['proven', 'violated'] }]);
});

describe('a build that cannot be made', () => {
  test.each([
    ['a platform that does not exist', ['--goarch', 'amd64,nothing'], 3, /nothing is not in this comparison/],
    ['a file that is no profile', ['--pgo', 'off,no.pprof'], 2, /no\.pprof cannot be used for PGO/],
    ['a profile of another program', ['--pgo', 'off,other.pprof'], 2, /No function in other\.pprof belongs to these packages/],
  ])('%s: the others are compared, the exit code says so', async (_, args, code, words) => {
    const output = await compare(...args, './lib');
    expect([output.code, output.stderr]).toEqual([code, '']);
    expect(output.stdout).toMatch(words);
    expect(output.stdout).toMatch(/^ {2}A {2}.*: \d+ places allocate$/m);
    expect(output.stdout).toMatch(/^ {2}B {2}.*: failed, see above$/m);
  });

  test('of none that is built the error is that of the first', async () => {
    const { code, stdout, stderr } = await runCli(['compare', '--race', '-C', at('m/nowhere')], { cwd: folder });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('nowhere');
  });
});

test('revisions are built beside the working tree, each with its own go.mod; lines that moved are the same place', async () => {
  extractTxtar(parseTxtar(readFileSync(path.join(root, 'test/cli/compare.txtar'), 'utf8')), at('rev'));
  const repository = openRepository(at('rev'));
  repository.git('init', '-q', '-b', 'main');
  const first = repository.commit('one');
  const lib = readFileSync(at('rev/lib/lib.go'), 'utf8');
  repository.write({
    'go.mod': 'module example.test/compare\n\ngo 1.23\n',
    'lib/lib.go':
      lib
        .replace('type Order', '// Order is new here.\ntype Order')
        .replace('return Three()', 'return *new(int) + len(*keep(n3)) + Three()') +
      '\nvar n3 = 3\n\nfunc keep(n int) *[]int { s := make([]int, n); return &s }\n',
  });
  const env = { ...process.env, STACKWARD_CACHE: at('cache') };
  const { stdout, stderr, code } = await runCli(['compare', '-q', '--rev', 'HEAD', './lib', '-f', 'json'], { cwd: at('rev'), env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { builds, rows, same, causes } = JSON.parse(stdout) as BuildComparison;
  expect(builds.map(({ label, revision }) => [label, revision])).toEqual([
    ['HEAD', first],
    ['working tree', undefined],
  ]);
  expect(causes).toEqual([{ from: 0, to: 1, cause: { kind: 'go-line', name: 'go', from: '1.22', to: '1.23' } }]);
  expect(rows.every(({ steps }) => steps.every(({ kinds }) => kinds.includes('gained')))).toBe(true);
  expect(rows.map(({ site }) => site.function)).toEqual(expect.arrayContaining(['keep']));
  expect(same).toBeGreaterThan(2);
});
