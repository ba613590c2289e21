import { describe, expect, test } from 'vitest';
import { createSession } from '../../src/engine/session.ts';
import { exitCode } from '../../src/model/exit-code.ts';
import type { Report } from '../../src/model/report.ts';
import { releaseTables, type ReleaseTables } from '../../src/model/tables/index.ts';
import { createWorld, json, listed } from '../fuzz/world.ts';
import { goAnswers } from '../support/go-answers.ts';
import { need, needRecording } from '../object/recorded.ts';

// A whole run on releases that no table is for: their numbers are read from the sources in their GOROOT. The archives are those of known releases
// with another name in their headers, and the sources say what the known tables say, so the result must be the same.

/** The archive as a toolchain of this name would have written it. */
function renamed(archive: Buffer, from: string, to: string): Buffer {
  const members: Buffer[] = [];
  for (let at = 8; at < archive.length;) {
    const size = Number(archive.toString('latin1', at + 48, at + 58));
    const data = Buffer.from(archive.toString('latin1', at + 60, at + 60 + size).replaceAll(` ${from} `, ` ${to} `), 'latin1');
    const head = Buffer.from(archive.subarray(at, at + 60));
    head.write(String(data.length).padEnd(10), 48, 'latin1');
    members.push(head, data, Buffer.alloc(data.length & 1, 10));
    at += 60 + size + (size & 1);
  }
  return Buffer.concat([archive.subarray(0, 8), ...members]);
}

/** Three files of a GOROOT, in the form that Go 1.22 to 1.27 give them. */
function sourcesOf({ builtins, relocations, symbolKinds }: ReleaseTables): Record<string, Uint8Array> {
  const constants = (type: string, first: string, names: readonly string[]): string =>
    `package objabi\n\ntype ${type} uint8\n\nconst (\n${names.map((name, n) => `\t${name}${n === 0 ? ` ${type} = ${first}` : ''}\n\n\t// Next.\n`).join('')})\n`;
  const builtin = builtins.map((name) => `\t{"${name}", 1},\n`).join('');
  const texts = {
    'goobj/builtinlist.go': `package goobj\n\nvar builtins = [...]struct {\n\tname string\n\tabi  int\n}{\n${builtin}}\n`,
    'objabi/reloctype.go': constants('RelocType', '1 + iota', relocations.slice(1)),
    'objabi/symkind.go': constants('SymKind', 'iota', symbolKinds),
  };
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]));
}

async function analyse(release: string, version: string, goarch = 'amd64'): Promise<Report> {
  const recording = needRecording(`go${release}-linux-${goarch}`);
  const tables = releaseTables(release);
  if (!tables) throw new Error(`no tables of ${release}`);
  const archive = renamed(need(recording, 'shapes'), recording.expected.go, version);
  const host = createWorld({
    env: json({ ...goAnswers, GOVERSION: version, GOARCH: goarch }),
    list: json({ ...listed, ImportPath: 'ex.com/probe/shapes', Name: 'shapes', GoFiles: ['shapes.go'] }),
    text: Buffer.from('# ex.com/probe/shapes\n'),
    tables: sourcesOf(tables),
    archive,
  });
  return (await createSession(host, {}, '0.0.0').run()).report;
}

/** What does not depend on the name of the release. */
function found({ sites, counts }: Report): unknown {
  return { sites, counts };
}

describe('releases that are not known: the tables are read from GOROOT, and it is said', () => {
  test.each([
    ['go1.28.1', 'amd64'],
    ['go1.28rc1', 'amd64'],
    ['go1.28-custom', 'arm64'],
    ['devel go1.28-abcdef Thu Nov 26 10:00:00 2026 +0000', 'amd64'],
    ['go1.28-devel_0a1b2c Thu Nov 26 10:00:00 2026', '386'],
    ['go1.29.3 X:nodwarf5', 'riscv64'],
    ['devel go1.27-abcdef Thu Nov 26 10:00:00 2026 +0000', 'amd64'],
  ])('%s on %s', async (version, goarch) => {
    const [known, unknown] = [
      await analyse('1.27', needRecording(`go1.27-linux-${goarch}`).expected.go, goarch),
      await analyse('1.27', version, goarch),
    ];
    expect(known.sites.length).toBeGreaterThan(20);
    expect(known.problems).toEqual([]);
    expect(found(unknown)).toEqual(found(known));
    expect(unknown.build.go).toBe(/^(devel )?\S+/.exec(version)?.[0]);
    expect(unknown.problems).toEqual([{ code: 'go-newer-than-known', args: { go: version, newest: 'go1.27' }, effect: 'notice' }]);
    expect(exitCode(unknown)).toBe(exitCode(known));
  });
});

describe('other names of known releases: their own tables hold', () => {
  test.each([
    ['1.26', 'go1.26.8 X:nodwarf5'],
    ['1.26', 'go1.26-custom'],
    ['1.26', 'go1.26.8-vendor.3'],
    ['1.27', 'go1.27rc2'],
    ['1.24', 'go1.24.13 X:nocoverageredesign'],
    ['1.22', 'go1.22.12'],
  ])('%s: %s', async (release, version) => {
    const [known, other] = [await analyse(release, needRecording(`go${release}-linux-amd64`).expected.go), await analyse(release, version)];
    expect(found(other)).toEqual(found(known));
    expect(known.sites.length).toBeGreaterThan(20);
    expect(other.problems).toEqual([]);
  });
});

test('an unknown release whose sources are not there, or have another form, is told', async () => {
  const env = json({ ...goAnswers, GOVERSION: 'go1.28.1' });
  const run = (tables: Record<string, Uint8Array>): Promise<unknown> => createSession(createWorld({ env, tables }), {}, '0.0.0').run();
  const failure = { code: 'release-sources' };
  await expect(run({})).rejects.toMatchObject(failure);
  const known = releaseTables('1.27');
  const sources = known ? sourcesOf(known) : {};
  await expect(run({ ...sources, 'objabi/symkind.go': Buffer.from('package objabi\n') })).rejects.toMatchObject(failure);
});

test.each(['go1.21.13', 'go1.4', 'go0.9'])('%s is too old', async (version) => {
  const host = createWorld({ env: json({ ...goAnswers, GOVERSION: version }) });
  await expect(createSession(host, {}, '0.0.0').run()).rejects.toMatchObject({ code: 'go-too-old', args: { version } });
});
