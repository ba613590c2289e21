import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { reportSchema } from '../../src/model/schema/report-schema.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';
import { extractTxtar, parseTxtar } from '../support/txtar.ts';

const scratch = outsideFolder('builds');
const folder = path.join(scratch.path, 'm');
afterAll(scratch.remove);
beforeAll(() => extractTxtar(parseTxtar(readFileSync(path.join(root, 'test/cli/builds.txtar'), 'utf8')), folder));

const schema = JSON.parse(readFileSync(path.join(root, 'docs/schema/report.schema.json'), 'utf8')) as Record<string, unknown>;

// Without progress: what is needed of std for another target may have to be compiled first.
async function report(...args: string[]): Promise<Report> {
  const { stdout, stderr, code } = await runCli(['check', '-q', '-f', 'json', ...args], { cwd: folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Report;
}
const text = async (...args: string[]): Promise<string> => (await runCli(['check', '-q', ...args], { cwd: folder })).stdout;

function expectToFitSchema(document: Report): void {
  const { $id: _, ...plain } = schema;
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(plain);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  // Unknown fields are let through but not kept: what is left out is missing in the schema.
  expect(v.parse(reportSchema, document)).toEqual(document);
}

describe('several builds in one report', () => {
  // Other systems: test/all/builds.test.ts. Each target compiles what it needs of std.
  const flags = ['--goarch', 'amd64,386'];

  test('each written place once; what each build alone says can be read from it', async () => {
    const merged = await report(...flags);
    expectToFitSchema(merged);
    expect(new Set(merged.sites.map(({ id }) => id)).size).toBe(merged.sites.length);
    expect(merged.counts.sites).toBe(merged.sites.length);
    for (const { label, counts, ...build } of merged.builds ?? []) {
      const alone = await report('--goos', build.goos, '--goarch', build.goarch);
      expect([label, build, counts]).toEqual([build.goarch, alone.build, alone.counts]);
      const told = merged.sites.flatMap(({ id, outcome, at, places, in: entries }) => {
        if (!entries) return [`${at.file}:${at.line} ${id} ${outcome} ${places.length}`];
        const own = entries.find((entry) => entry.build === label);
        return own ? [`${at.file}:${at.line} ${own.id ?? id} ${own.outcome} ${own.copies}`] : [];
      });
      expect(told.toSorted()).toEqual(
        alone.sites.map(({ id, outcome, at, places }) => `${at.file}:${at.line} ${id} ${outcome} ${places.length}`).toSorted(),
      );
    }
    const inOf = (name: string): unknown => merged.sites.find((site) => site.at.file === name)?.in?.map(({ build }) => build);
    expect([inOf('system_amd64.go'), inOf('system_386.go')]).toEqual([['amd64'], ['386']]);
    const sizes = merged.sites.find((site) => site.function === 'Always')?.in?.map(({ type }) => type?.size);
    expect(sizes).toEqual([8, 4]);
  });

  test('the list says where a site allocates, a query finds it, the table has a column for each build', async () => {
    const shown = await text('--tags=', '--tags', 'narrow', '--goarch', 'amd64');
    expect(shown).toMatch(/· 2 builds: without tags, -tags=narrow\n/);
    expect(shown).toMatch(/Wide\n.*object int, 8 B · always.* · only without tags\n/);
    expect(shown).toMatch(/Always\n.*object builds\.Node, 8 B · always · also inlined into 1 function\n/);
    expect(shown).toMatch(/ +without tags +-tags=narrow +in any\n/);
    const found = await text('--tags=', '--tags', 'narrow', '--goarch', 'amd64', '--where', 'build:"without tags" -build:-tags=narrow');
    expect(found).toContain('1 of ');
    expect(found).toContain('Wide');
  });

  test('a build that cannot be made ends the command with the words of Go', async () => {
    const { code, stderr, stdout } = await runCli(['check', '--goos', 'linux', '--goarch', 'amd64,nothing'], { cwd: folder });
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('linux/nothing');
  });

  test.each([
    [['check', '-f', 'json', '--facts'], '--facts'],
    [['check', '--callees'], '--callees'],
    [['explain', 'p.go:14'], 'stackward explain'],
    [['debug', 'gather', '-o', 'b'], 'stackward debug gather'],
  ])('%j is of one build', async (argv, what) => {
    const { code, stderr } = await runCli([...argv, '--goarch', 'amd64,arm64'], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringContaining(`\`${what}\` takes one build, and several were asked for: amd64, arm64.`)]);
  });
});

describe('sites in dependencies', () => {
  test('the packages of the closure that match are read, their sites are their own', async () => {
    const plain = await report();
    const { packages, sites, build, counts } = await report('--deps', 'example.test/dep/...', '--deps', 'strconv');
    expect(build.deps).toEqual(['example.test/dep/...', 'strconv']);
    expect(packages.map(({ path: name, module, dependency }) => [name, module, dependency])).toEqual([
      ['example.test/builds', 'example.test/builds', undefined],
      ['example.test/builds/sub', 'example.test/builds', undefined],
      ['example.test/dep', 'example.test/dep', true],
      ['example.test/dep/inner', 'example.test/dep', true],
      ['strconv', 'std', true],
    ]);
    const placed = (pkg: string): string[] =>
      sites
        .filter((site) => site.package === pkg && site.outcome === 'allocates')
        .map(({ at, function: name }) => `${at.file}:${at.line} ${name}`);
    expect(placed('example.test/dep')).toEqual(['vendor/example.test/dep/dep.go:8 Keep']);
    expect(placed('example.test/dep/inner')).toEqual(['vendor/example.test/dep/inner/inner.go:5 New']);
    expect(placed('strconv')).toContainEqual(expect.stringMatching(/^\$GOROOT\/src\/strconv\/\w+\.go:\d+ \w+/));
    expect(counts.packages).toBe(5);
    // The copy in dep is one of the place in inner: both are of the module that is compiled there. The one in the user's package is the user's.
    const inner = sites.find((site) => site.package === 'example.test/dep/inner');
    expect(inner?.places.map((place) => place.package)).toEqual(['example.test/dep', 'example.test/dep/inner']);
    const own = ({ sites: all }: Report): unknown =>
      all.filter((site) => site.package.startsWith('example.test/builds')).map(({ rank: _, ...site }) => site);
    expect(own({ ...plain, sites })).toEqual(own(plain));
  });

  test('other packages of the module: the same as if they were named, but for the mark', async () => {
    const asked = await report('./sub', '--deps', './...');
    const named = await report('./sub', '.');
    expect(asked.packages.map(({ dependency, ...pkg }) => [pkg, dependency])).toEqual(
      named.packages.map((pkg) => [pkg, pkg.path === 'example.test/builds' ? true : undefined]),
    );
    expect(asked.sites).toEqual(named.sites);
  });

  test('the header says what was compiled again; a pattern that meets nothing is said', async () => {
    const shown = await text('--deps', 'example.test/dep/...', '--deps', 'example.test/nothing');
    expect(shown).toContain(' · 2 packages of dependencies compiled again (--deps example.test/dep/... example.test/nothing)\n');
    expect(shown).toContain('no dependency of these packages matches --deps example.test/nothing.');
  });

  test('compiler flags that hold for a dependency hold in its analysis', async () => {
    const copies = async (...flags: string[]): Promise<number | undefined> =>
      (await report('--deps', 'example.test/dep/...', ...flags)).sites.find((site) => site.package === 'example.test/dep/inner')?.places
        .length;
    expect([await copies(), await copies('--gcflags', 'example.test/dep=-l'), await copies('--gcflags', 'all=-l')]).toEqual([2, 1, 1]);
  });

  test('a bundle of them gives the same report without Go', async () => {
    const bundle = path.join(scratch.path, 'bundle');
    const flags = ['--deps', 'example.test/dep/...', '--deps', 'strconv'];
    await runCli(['debug', 'gather', '-q', '-o', bundle, ...flags], { cwd: folder });
    const { stdout } = await runCli(['debug', 'analyze', '-f', 'json', bundle], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual(await report(...flags));
  });

  test('explain follows a chain into them, and says how where it does not', async () => {
    const explain = async (...args: string[]): Promise<string> => (await runCli(['explain', 'p.go:24', ...args], { cwd: folder })).stdout;
    expect(await explain()).toContain('`--deps example.test/dep` follows it');
    expect(await explain('--deps', 'example.test/dep')).toMatch(/vendor\/example\.test\/dep\/dep\.go:8 +`Keep` receives it as `p`/);
  });
});

describe('calls to functions outside the module', () => {
  test('with the way to the allocator, by places', async () => {
    const document = await report('--callees');
    expectToFitSchema(document);
    const { calls, counts } = document.callees ?? { calls: [], counts: undefined };
    expect(calls.map(({ at, written, judgement }) => [at.line, written.name, judgement])).toEqual([
      [22, 'strconv.Itoa', 'allocates'],
      [24, 'example.test/dep.Keep', 'allocates'],
    ]);
    expect(calls[1]?.path).toEqual(['example.test/dep.Keep', expect.stringMatching(/^runtime\./)]);
    expect(counts?.places).toMatchObject({ allocates: 2, may: 0 });
  });

  test('in the list, as far as the query means where they are written', async () => {
    const shown = await text('--callees', '--where', 'func:Title size>1');
    expect(shown).toContain('2 calls to functions outside the module lead to an allocation, 0 may');
    expect(shown).toMatch(/1\. `strconv\.Itoa` leads to an allocation: .*\n +p\.go:22\n/);
    expect(shown).not.toContain('`dep.Keep`');
  });

  test('dependencies that are read too are outside all the same', async () => {
    const plain = await report('--callees');
    expect((await report('--callees', '--deps', 'example.test/dep/...')).callees?.calls.map(({ at }) => at)).toEqual(
      plain.callees?.calls.map(({ at }) => at),
    );
  });
});
