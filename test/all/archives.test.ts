/** Archives of std on many releases and architectures against objdump and the compiler's listings. Prints its figures. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ArchiveFacts, CallFact } from '../../src/model/facts.ts';
import { allocatorsOf } from '../../src/model/tables/index.ts';
import { nameForeign, readForeignNames } from '../../src/object/foreign-names.ts';
import { readArchive } from '../../src/object/read-archive.ts';
import { partsOf } from '../../src/object/parts.ts';
import { readTypes } from '../../src/object/read-types.ts';
import { packageOfType, sizeByName } from '../../src/object/type-names.ts';
import { pointerSizeOf } from '../../src/object/architectures.ts';
import { listArchives } from '../../tools/lib/go-archives.ts';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';
import type { GoRelease } from '../../tools/lib/go-releases.ts';
import { argumentsOf, compareCalls } from '../object/compare-calls.ts';
import type { Comparison } from '../object/compare-calls.ts';
import { findListedCalls } from '../object/listing-oracle.ts';
import { findOracleCalls, objdumpKnows, readObjdump, runObjdump } from '../object/objdump-oracle.ts';
import { source } from '../object/recorded.ts';
import { root } from '../support/repo.ts';

const releases = findGoReleases();
const packages = ['fmt', 'reflect', 'encoding/json', 'go/types', 'text/template', 'time', 'strconv'];

function read(name: string, file: string): ReturnType<typeof readArchive> {
  return readArchive(readFileSync(file), { ...source, nameFile: (raw) => raw, package: name });
}

function environment(go: GoRelease, goos: string, goarch: string): NodeJS.ProcessEnv {
  const PATH = `${path.join(go.goroot, 'bin')}${path.delimiter}${process.env.PATH}`;
  return { ...process.env, PATH, GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off', CGO_ENABLED: '0', GOOS: goos, GOARCH: goarch };
}

function figures(what: string, all: readonly Comparison[]): void {
  const sum = (count: (one: Comparison) => number): number => all.reduce((total, one) => total + count(one), 0);
  console.log(
    `${what}: ${sum((one) => one.calls)} calls, types ${sum((one) => one.same)} same, ${sum((one) => one.wrong.length)} wrong, ` +
      `${sum((one) => one.unknown)} unknown to both, ${sum((one) => one.unconfirmed.length)} known here only`,
  );
}

describe.each(['1.22', '1.23', '1.24', '1.25', '1.26', '1.27'])('Go %s against objdump', (release) => {
  test.each(['amd64', 'arm64', '386', 'arm', 'riscv64'])('%s', (goarch) => {
    const go = needGoRelease(releases, release);
    if (!objdumpKnows(goarch, go.version)) return;
    const archives = listArchives(go, packages, { cwd: root, goos: 'linux', goarch });
    const rules = allocatorsOf(release);
    const all = packages.map((name) => {
      const file = archives.get(name) ?? '';
      const calls = findOracleCalls(readObjdump(runObjdump(file, environment(go, 'linux', goarch))), argumentsOf(rules), goarch);
      return compareCalls(calls, read(name, file), rules);
    });
    figures(`${go.version} ${goarch}`, all);
    for (const compared of all) expect(compared).toMatchObject({ missing: [], extra: [], wrong: [], unconfirmed: [], missed: [] });
  });
});

describe.each([
  ['js', 'wasm'],
  ['linux', 'amd64'],
  ['linux', 'arm64'],
  ['linux', 'riscv64'],
  ['linux', 'loong64'],
  ['linux', 'ppc64le'],
  ['linux', 's390x'],
  ['linux', 'mips64le'],
  ['linux', 'mipsle'],
])('the compiler’s listing for %s/%s', (goos, goarch) => {
  const go = needGoRelease(releases, '1.26');
  const names = ['fmt', 'encoding/json', 'text/template'];
  const rules = allocatorsOf('1.26');

  test.each([
    ['innermost', '-S', (facts: ArchiveFacts) => facts],
    ['outermost', '-S=2', outermost],
  ])('%s positions', (_end, flag, view) => {
    const archives = listArchives(go, names, { cwd: root, goos, goarch });
    const all = names.map((name) => {
      const args = ['build', `-gcflags=${flag}`, name];
      const done = spawnSync('go', args, { cwd: root, env: environment(go, goos, goarch), encoding: 'utf8', maxBuffer: 2 ** 30 });
      if (done.status !== 0) throw new Error(done.stderr.slice(-2000));
      return compareCalls(findListedCalls(done.stderr, argumentsOf(rules), goarch), view(read(name, archives.get(name) ?? '')), rules);
    });
    figures(`${go.version} ${goarch} ${flag}`, all);
    for (const compared of all) expect(compared).toMatchObject({ missing: [], extra: [], wrong: [], missed: [] });
  });
});

/** The facts with the outermost position in place of the innermost. */
function outermost(facts: ArchiveFacts): ArchiveFacts {
  const turn = (call: CallFact): CallFact => ({ ...call, file: call.inline.at(-1)?.file ?? '', line: call.inline.at(-1)?.line ?? 0 });
  return { ...facts, calls: facts.calls.map(turn) };
}

describe('names and sizes over the whole of net/http’s dependencies', () => {
  test.each(['amd64', '386'])('%s', (goarch) => {
    const go = needGoRelease(releases, '1.26');
    const archives = listArchives(go, ['net/http'], { cwd: root, goos: 'linux', goarch });
    const pointerSize = pointerSizeOf(goarch);
    const types = new Map(
      [...archives].map(([name, file]) => [name, new Map(readTypes(partsOf(readFileSync(file))).map((type) => [type.name, type]))]),
    );
    let frames = 0;
    let sized = 0;
    for (const [name, file] of archives) {
      const facts = read(name, file);
      const names = new Map(
        facts.foreign.map((wanted) => [
          wanted.package,
          readForeignNames(partsOf(readFileSync(archives.get(wanted.package) ?? '')), wanted),
        ]),
      );
      for (const { inline, type } of nameForeign(facts, (pkg, index) => names.get(pkg)?.get(index)).calls) {
        for (const frame of inline) {
          frames++;
          expect(frame.function).not.toMatch(/\.#\d+$/);
        }
        if (type === undefined) continue;
        const byName = sizeByName(type, pointerSize);
        const defined = types.get(packageOfType(type, name) ?? name)?.get(type);
        expect([name, type, byName ?? defined]).not.toEqual([name, type, undefined]);
        if (byName && defined) expect(byName).toEqual(defined);
        sized++;
      }
    }
    console.log(`${goarch}: ${archives.size} archives, ${frames} frames named, ${sized} types with a size`);
  });
});
