import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nodeFiles } from '../src/host/node-files.ts';
import { createScratch } from '../src/host/scratch.ts';
import { readModule } from './support/architecture/read-module.ts';
import { root } from './support/repo.ts';
import { isWindows } from './support/system.ts';

// What docs/security.md promises.

const sources = new Map(
  ['src', 'bin', 'web'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[cm]?[jt]sx?$/.test(name))
      .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
      .map((name) => [name, readFileSync(path.join(root, name), 'utf8')] as const),
  ),
);

/** Ways to have a text executed: by a shell, or as code. */
const forbidden: readonly (readonly [what: string, form: RegExp])[] = [
  ['a shell', /\bshell\s*:/],
  ['a shell', /\b(?:execSync|execFile|execFileSync|spawnSync|fork)\b/],
  ['a shell', /(?<![.\w])exec\(/],
  ['a shell', /['"`](?:\/bin\/)?(?:sh|bash|cmd(?:\.exe)?|powershell(?:\.exe)?)['"`]\s*,\s*\[/],
  // A report is foreign text: the page has text nodes only.
  [
    'text as markup',
    /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|srcdoc|createContextualFragment)\b|\bdocument\.write/,
  ],
  ['text as code', /\beval\(|\bnew Function\(|\bvm\b.*\brunIn/],
];
/** The one file that starts programs. */
const starts = 'src/host/run-process.ts';

function findings(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([file, text]) => [
    ...forbidden.flatMap(([what, form]) => (form.test(text) ? [`${file}: ${what} (${form.source})`] : [])),
    ...readModule(file, text)
      .imports.filter(({ specifier }) => /^(?:node:)?(?:child_process|cluster|vm|worker_threads)$/.test(specifier) && file !== starts)
      .map(({ specifier }) => `${file}: imports ${specifier}`),
  ]);
}

test('no shell is used, no text is executed, and one file alone starts programs', () => {
  expect(sources.size).toBeGreaterThan(200);
  expect(findings(sources)).toEqual([]);
});

test.each([
  ["spawn('go', args, { shell: true })", 1],
  ["import { spawn } from 'node:child_process';", 1],
  ['execSync(`go ${name}`)', 1],
  ["exec('go')", 1],
  ["spawn('sh', ['-c', text])", 1],
  ['eval(text)', 1],
  ['element.innerHTML = text', 1],
  ['const found = /a/.exec(text);', 0],
  ["const shells = ['bash', 'zsh'];", 0],
])('such code is found: %s', (text, count) => {
  expect(findings(new Map([['src/engine/planted.ts', text]]))).toHaveLength(count);
});

test('the programs that are started are those of docs/security.md', () => {
  const commands = [...sources].flatMap(([file, text]) =>
    [...text.matchAll(/\bcommand: '(\w+)'|\bspawn\('(\w+)'/g)].map(([, a, b]) => [file, a ?? b]),
  );
  expect(new Set(commands.map(([, command]) => command))).toEqual(new Set(['go', 'git', 'taskkill']));
});

// Windows has no such bits: a user's temporary folder and caches are private by their place.
test.skipIf(isWindows)('files that we write and folders for temporary ones are for their owner alone', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stackward-private-'));
  try {
    const file = path.join(folder, 'a/b.json');
    await nodeFiles.write(file, Buffer.from('{}'));
    await nodeFiles.makeFolder(path.join(folder, 'cache'), { isPrivate: true });
    const scratch = createScratch(folder);
    const mode = (name: string): number => statSync(name).mode & 0o777;
    expect([mode(file), mode(path.join(folder, 'cache')), mode(scratch?.path ?? '')]).toEqual([0o600, 0o700, 0o700]);
    await scratch?.remove();
    expect(readdirSync(folder).toSorted()).toEqual(['a', 'cache']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

interface Locked {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

test('nothing runs when the package is installed, nor any of what it needs', () => {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(root, name), 'utf8'));
  const { scripts } = read('package.json') as { scripts: Record<string, string> };
  expect(Object.keys(scripts).filter((name) => /^(?:pre|post)?(?:install|prepare)$|^(?:pre|post)prepare$|^uninstall$/.test(name))).toEqual(
    [],
  );
  const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
  const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
  expect(scripted.filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true)).toEqual([]);
  // For development: esbuild's only looks whether its binary is there. fsevents is macOS's own watching of files.
  expect(scripted.map(([name]) => name).filter((name) => !/^node_modules\/(?:.*\/)?(?:esbuild|fsevents)$/.test(name))).toEqual([]);
});
