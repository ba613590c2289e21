import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './support/repo.ts';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly resolved?: string;
}

const lockfile = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
const packages = Object.entries((JSON.parse(lockfile) as { packages: Record<string, Locked> }).packages).filter(([name]) => name !== '');

const allowed = ['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0'];
/** Development only, never shipped: permissive too, but rarer. */
const allowedInDevelopment = ['BlueOak-1.0.0'];
/** Development only, never shipped: copyleft per file, unmodified. lightningcss comes with vitest's vite. */
const mozilla = /^node_modules\/(axe-core|lightningcss(-.+)?)$/;

/** `A OR B` leaves the choice, `A AND B` asks for both. */
function fits(expression: string, list: readonly string[]): boolean {
  return expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => list.includes(one)));
}

test('run-time dependencies have a permissive licence', () => {
  const shipped = packages.filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true);
  expect(shipped.length).toBeGreaterThan(0);
  expect(shipped.filter(([, { license }]) => !fits(license ?? 'none', allowed))).toEqual([]);
});

test('development dependencies have a licence that was looked at', () => {
  const list = [...allowed, ...allowedInDevelopment];
  const others = packages.filter(([name, { license }]) => !fits(license ?? 'none', list) && !(license === 'MPL-2.0' && mozilla.test(name)));
  expect(others).toEqual([]);
});

test('choices and conjunctions of licences are read as such', () => {
  expect([fits('(MIT OR GPL-3.0)', allowed), fits('MIT AND GPL-3.0', allowed), fits('none', allowed)]).toEqual([true, false, false]);
});

test('the lockfile names no server', () => {
  expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  expect(lockfile).not.toMatch(/https?:\/\/[^"]*\.tgz/);
});

test('each direct dependency is pinned exactly and stands in docs/dependencies.md with that version', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const text = readFileSync(path.join(root, 'docs/dependencies.md'), 'utf8');
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    expect(text, 'docs/dependencies.md').toContain(
      `| ${name} | ${version} | ${packages.find(([path]) => path === `node_modules/${name}`)?.[1].license} |`,
    );
  }
});
