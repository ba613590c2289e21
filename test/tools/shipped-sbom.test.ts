import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { keepShipped, shippedPackages, type Lockfile, type Spdx } from '../../tools/lib/shipped-sbom.ts';
import { root } from '../support/repo.ts';

const one = (name: string, versionInfo: string): Spdx['packages'][number] => ({ SPDXID: `SPDXRef-${name}`, name, versionInfo });
const related = (from: string, to: string): Spdx['relationships'][number] => ({
  spdxElementId: `SPDXRef-${from}`,
  relatedSpdxElement: `SPDXRef-${to}`,
});

const lockfile: Lockfile = {
  packages: {
    '': { dependencies: { used: '1.0.0' } },
    'node_modules/used': { version: '1.0.0', dependencies: { '@s/inner': '2.0.0', outer: '1.1.0' } },
    'node_modules/used/node_modules/@s/inner': { version: '2.0.0', dependencies: { outer: '1.1.0' } },
    'node_modules/@s/inner': { version: '1.0.0' },
    'node_modules/outer': { version: '1.1.0' },
    'node_modules/tool': { version: '3.0.0' },
  },
};
const document: Spdx = {
  packages: [one('own', '0.1.0'), one('used', '1.0.0'), one('@s/inner', '2.0.0'), one('outer', '1.1.0'), one('tool', '3.0.0')],
  relationships: [
    related('DOCUMENT', 'own'),
    related('used', 'own'),
    related('@s/inner', 'used'),
    related('used', 'tool'),
    related('tool', 'own'),
  ],
};

test('what users install stays, with what it has to do with each other', () => {
  const { packages, relationships } = keepShipped(document, lockfile);
  expect(packages.map(({ name }) => name)).toEqual(['own', 'used', '@s/inner', 'outer']);
  expect(relationships).toEqual(document.relationships.slice(0, 3));
});

test('a shipped package that npm left out is told, and one that the lockfile lacks', () => {
  const partial = { ...document, packages: document.packages.filter(({ name }) => name !== 'used') };
  expect(() => keepShipped(partial, lockfile)).toThrow('the document lacks used@1.0.0');
  expect(() => shippedPackages({ packages: { '': { dependencies: { none: '1.0.0' } } } })).toThrow('the lockfile lacks none');
});

test('what is asked for at run time is shipped, what is needed for development is not', () => {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(root, name), 'utf8'));
  const manifest = read('package.json') as { dependencies: Record<string, string>; devDependencies: Record<string, string> };
  const shipped = [...shippedPackages(read('package-lock.json') as Lockfile)];
  expect(shipped).toEqual(expect.arrayContaining(Object.entries(manifest.dependencies).map(([name, version]) => `${name}@${version}`)));
  expect(shipped.filter((name) => name.replace(/@[^@]*$/, '') in manifest.devDependencies)).toEqual([]);
});
