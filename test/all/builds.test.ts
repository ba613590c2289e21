/** Several builds and dependencies of published modules: what one report of them says is what reports of each say. Prints its figures. */
import { expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import type { Site } from '../../src/model/site.ts';
import { copyModule } from '../support/real-module.ts';
import { runCli } from '../support/run-cli.ts';

async function report(folder: string, ...args: string[]): Promise<Report> {
  const { stdout, stderr, code } = await runCli(['check', '-q', '-f', 'json', ...args, './...'], { cwd: folder, timeout: 1_200_000 });
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Report;
}

const row = ({ id, outcome, at, type, places }: Site): string =>
  [at.file, at.line, id, outcome, type?.name, type?.size, places.length].join(' ');

test.each([
  ['github.com/prometheus/client_golang@v1.25.0', ['--goarch', 'amd64,arm64'], ['--goos', 'linux']],
  ['github.com/spf13/cobra@v1.10.2', ['--goos', 'linux,windows', '--goarch', 'amd64,386'], []],
])('%s %j', async (module, several, more) => {
  const folder = copyModule(module);
  const merged = await report(folder, ...several, ...more);
  expect(new Set(merged.sites.map(({ id }) => id)).size).toBe(merged.sites.length);
  for (const { label, counts, ...build } of merged.builds ?? []) {
    const alone = await report(folder, '--goos', build.goos, '--goarch', build.goarch);
    expect([build, counts]).toEqual([alone.build, alone.counts]);
    const told = merged.sites.flatMap((site) => {
      if (!site.in) return [row(site)];
      const own = site.in.find((entry) => entry.build === label);
      const { at } = site;
      return own ? [[at.file, at.line, own.id ?? site.id, own.outcome, own.type?.name, own.type?.size, own.copies].join(' ')] : [];
    });
    expect(told.toSorted()).toEqual(alone.sites.map(row).toSorted());
  }
  const apart = merged.sites.filter((site) => site.in).length;
  console.log(
    `${module}: ${merged.builds?.map(({ label, counts }) => `${label} ${counts.sites}`).join(', ')}; ${merged.sites.length} sites, ${apart} not the same in all`,
  );
});

test('chi with net/http: the module’s own sites are as without it, those of net/http are settled', async () => {
  const folder = copyModule('github.com/go-chi/chi/v5@v5.2.3');
  const plain = await report(folder);
  const deep = await report(folder, '--deps', 'net/http');
  expect(deep.packages.filter(({ dependency }) => dependency).map(({ path, module, state }) => [path, module, state])).toEqual([
    ['net/http', 'std', 'ok'],
  ]);
  const own = ({ sites }: Report): string[] =>
    sites.filter((site) => site.package.startsWith('github.com/go-chi/')).map(({ rank: _, ...site }) => JSON.stringify(site));
  expect(own(deep)).toEqual(own(plain));
  const theirs = deep.sites.filter((site) => site.package === 'net/http');
  expect(theirs.every((site) => /^(\$GOROOT\/src\/net\/http\/|<)/.test(site.at.file))).toBe(true);
  expect(theirs.length).toBeGreaterThan(1000);
  expect(deep.counts.outcomes.unsettled).toBeLessThanOrEqual(deep.counts.join.heapVerdicts / 100);
  console.log(`chi: ${plain.sites.length} sites; with net/http ${deep.sites.length}, ${deep.counts.outcomes.unsettled} unsettled`);
});

test('zap with its dependencies in the module cache', async () => {
  const folder = copyModule('go.uber.org/zap@v1.28.0');
  const { packages, sites, counts } = await report(folder, '--deps', 'go.uber.org/multierr', '--deps', 'gopkg.in/...');
  const asked = packages.filter(({ dependency }) => dependency).map(({ path }) => path);
  expect(asked).toContain('go.uber.org/multierr');
  const own = sites.filter((site) => site.package === 'go.uber.org/multierr');
  expect(own.length).toBeGreaterThan(5);
  for (const { at } of own) expect(at.file).toMatch(/^(\$GOMODCACHE\/go\.uber\.org\/multierr@v[\d.]+\/|<)/);
  expect(counts.outcomes.unsettled).toBeLessThanOrEqual(counts.join.heapVerdicts / 100);
  console.log(`zap: ${asked.join(', ')}; ${own.length} sites in multierr`);
});
