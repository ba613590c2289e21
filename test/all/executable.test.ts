/** Linked programs of six releases on six platforms against Go's own tools. Prints its figures. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BinaryResult } from '../../src/model/binary.ts';
import type { ExecutableFacts } from '../../src/model/executable.ts';
import { allocatorsOf } from '../../src/model/tables/index.ts';
import { parseBuildInfo } from '../../src/toolchain/read-build-info.ts';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';
import type { GoRelease } from '../../tools/lib/go-releases.ts';
import { readBranches, readSymbols, readVersion } from '../object/executable/linked-oracle.ts';
import { buildProgram, programFiles, smallFiles, writeProgram } from '../object/executable/program.ts';
import { functionsOf, readAll } from '../object/executable/read.ts';
import { root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

const releases = findGoReleases();
const folder = mkdtempSync(path.join(tmpdir(), 'stackward-executable-'));
const source = path.join(folder, 'app');
/** Without net/http: std is compiled anew for each platform and each kind of build. */
const small = path.join(folder, 'small');

beforeAll(() => {
  writeProgram(source, programFiles);
  writeProgram(small, smallFiles);
});
afterAll(() => rmSync(folder, { recursive: true }));

function environment(go: GoRelease, goos: string, goarch: string, cgo = '0'): NodeJS.ProcessEnv {
  const PATH = `${path.join(go.goroot, 'bin')}${path.delimiter}${process.env.PATH}`;
  return { ...process.env, PATH, GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off', CGO_ENABLED: cgo, GOOS: goos, GOARCH: goarch };
}

/** Symbols of the linker, of C and of the system that stand in no function table. */
function isOfLinker(name: string, isC: boolean): boolean {
  return /^(?:runtime\.e?text|go:.*|_?go\.buildid|_rt0_\w+|type:.*)$/.test(name) || isC;
}

/** The symbol table has `.` for `·` in ELF and Mach-O, and in Mach-O a `_` before each. */
function isNamed(symbols: ReturnType<typeof readSymbols>, address: number, name: string): boolean {
  const plain = (text: string): string => text.replaceAll('·', '.');
  return (symbols.get(address) ?? []).some((one) => plain(one) === plain(name) || plain(one) === `_${plain(name)}`);
}

/** What the reader must say of a program, as Go's tools say it. */
async function compareWithTools(file: string, env: NodeJS.ProcessEnv, hasC = false): Promise<string> {
  const facts = readAll(readFileSync(file), file);
  // Names and entries of functions.
  const symbols = readSymbols(file, env);
  const functions = functionsOf(file);
  expect([...functions].filter(([address, name]) => !isNamed(symbols, address, name))).toEqual([]);
  const missing = [...symbols].filter(([address, names]) => !functions.has(address) && !names.every((name) => isOfLinker(name, hasC)));
  expect(missing).toEqual([]);
  // Calls, by address and line.
  const rules = allocatorsOf(facts.build.go);
  const isAllocator = (name: string): boolean => rules.get(name.replace(/\+0-tramp\d+$/, ''))?.effect === 'allocates';
  const branches = (await readBranches(file, env, isAllocator)).filter(({ holder }) => !isAllocator(holder));
  const shown = facts.calls.map(
    (call) => `${call.pc.toString(16)} ${path.posix.basename(call.file.replaceAll('\\', '/'))}:${call.line} ${call.allocator}`,
  );
  expect(shown).toEqual(
    branches
      .filter(({ isCall }) => isCall)
      .map((call) => `${call.pc.toString(16)} ${call.position} ${call.callee.replace(/\+0-tramp\d+$/, '')}`),
  );
  expect(branches.filter(({ isCall }) => !isCall)).toEqual([]);
  // How it was built.
  const said = readVersion(file, env);
  const { go, package: main, settings } = parseBuildInfo(said) ?? {};
  expect({ go: facts.build.go, main: facts.build.path, settings: facts.build.settings }).toEqual({ go, main, settings });
  return `${functions.size} functions, ${shown.length} calls`;
}

/** All but the size of the file, which names and settings of the build differ in. */
function comparable({ build: { go, path: main }, functions, inlined, calls, otherCalls, functionCount }: ExecutableFacts): object {
  const withoutPc = calls.map(({ function: name, file, line, allocator, inline }) => ({ name, file, line, allocator, inline }));
  return { go, main, functions, inlined, calls: withoutPc, otherCalls, functionCount };
}

describe.each(['1.22', '1.23', '1.24', '1.25', '1.26', '1.27'])('Go %s', (release) => {
  const go = needGoRelease(releases, release);

  test.each([
    ['linux', 'amd64'],
    ['linux', 'arm64'],
    ['windows', 'amd64'],
    ['windows', 'arm64'],
    ['darwin', 'amd64'],
    ['darwin', 'arm64'],
  ])('%s/%s', async (goos, goarch) => {
    const env = environment(go, goos, goarch);
    const file = buildProgram(source, path.join(folder, `${release}-${goos}-${goarch}`), env);
    const figures = await compareWithTools(file, env);
    console.log(`${go.version} ${goos}/${goarch}: ${figures}`);
    const stripped = buildProgram(source, `${file}-stripped`, env, ['-ldflags=-s -w']);
    const bytes = readFileSync(stripped);
    expect(comparable(readAll(bytes))).toEqual(comparable(readAll(readFileSync(file))));
    expect(readAll(bytes).symbols).toBe(false);
    expect(readAll(readFileSync(file)).symbols).toBe(true);
  });

  test.each([
    ['a position-independent program', '0', ['-buildmode=pie'], 'amd64'],
    ['a position-independent program for arm64', '0', ['-buildmode=pie'], 'arm64'],
    ['linked by the C linker', '1', ['-ldflags=-linkmode=external'], 'amd64'],
    ['… position-independent', '1', ['-buildmode=pie', '-ldflags=-linkmode=external'], 'amd64'],
    ['branches to what lies far', '0', ['-ldflags=-debugtramp=2'], 'arm64'],
    ['the race detector', '1', ['-race'], 'amd64'],
    ['settings in quotes', '0', ['-trimpath', '-tags=a,b', '-ldflags=-X "main.version=a b"'], 'amd64'],
  ])('%s', async (name, cgo, flags, goarch) => {
    const env = environment(go, 'linux', goarch, cgo);
    const file = buildProgram(small, path.join(folder, `${release}-special`), env, flags);
    console.log(`${go.version} ${name}: ${await compareWithTools(file, env, cgo === '1')}`);
  });
});

describe.each(['1.22', '1.26', '1.27'])('Go %s', (release) => {
  const go = needGoRelease(releases, release);

  test.each(['386', 'arm', 'riscv64', 'ppc64le', 's390x', 'loong64', 'mips64', 'mipsle'])('functions alone: linux/%s', (goarch) => {
    const env = environment(go, 'linux', goarch);
    const file = buildProgram(small, path.join(folder, `${release}-${goarch}`), env);
    const facts = readAll(readFileSync(file), file);
    expect(facts).toMatchObject({ goarch, callsKnown: false, calls: [] });
    const symbols = readSymbols(file, env);
    expect([...functionsOf(file)].filter(([address, name]) => !isNamed(symbols, address, name))).toEqual([]);
    const line = 1 + (smallFiles['main.go'] ?? '').split('\n').findIndex((text) => text.startsWith('func build('));
    expect(facts.functions.find((one) => one.name === 'main.build')?.line).toBe(line);
    rmSync(file);
  });
});

describe('sites of examples/shop in a program of it', () => {
  const module = path.join(root, 'examples/shop');

  test.each([
    ['built as here', []],
    ['without inlining', ['-gcflags=-l']],
    ['with the race detector', ['-race']],
  ])('%s: a site is there where objdump has a call on its line', async (name, flags) => {
    const env = { ...process.env, GOFLAGS: '', GOWORK: 'off' };
    const file = path.join(folder, 'shop');
    const built = spawnSync('go', ['build', '-buildvcs=false', ...flags, '-o', file, './cmd/shop'], { cwd: module, env, encoding: 'utf8' });
    expect(built.stderr).toBe('');
    const run = await runCli(['compare', '--binary', file, '-f', 'json'], { cwd: module, env });
    const { sites, standing, extra } = JSON.parse(run.stdout) as BinaryResult;
    const rules = allocatorsOf(readAll(readFileSync(file), file).build.go);
    const branches = await readBranches(file, env, (callee) => rules.get(callee)?.effect === 'allocates');
    const there = new Map<string, Set<string>>();
    for (const { position, callee, holder } of branches)
      if (/^(?:main|example\.com\/shop)\b/.test(holder))
        there.set(position, (there.get(position) ?? new Set()).add(rules.get(callee)?.what ?? ''));
    let compared = 0;
    const wrong = sites.filter((site, index) => {
      // Where a callee of another module was inlined, objdump prints the line of that.
      const isWrittenThere = site.places.every(({ inline }) => inline[0]?.line === site.at.line && inline[0].file === site.at.file);
      if (!isWrittenThere) return false;
      compared++;
      const found = there.get(`${path.posix.basename(site.at.file)}:${site.at.line}`);
      const kinds = site.places.flatMap(({ calls }) => calls.map(({ allocator }) => rules.get(allocator)?.what ?? ''));
      const isThere = kinds.some((kind) => found?.has(kind));
      return isThere !== (standing[index]?.state === 'present');
    });
    console.log(
      `examples/shop ${name}: ${compared} of ${sites.length} sites compared, ${standing.filter(({ state }) => state === 'present').length} there, ${extra.length} calls at no site`,
    );
    expect(wrong.map(({ at, what }) => `${at.file}:${at.line} ${what}`)).toEqual([]);
    expect(compared).toBeGreaterThan(100);
  });
});
