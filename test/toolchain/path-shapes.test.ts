import { describe, expect, test } from 'vitest';
import { compareText } from '../../src/base/order.ts';
import { dirname, inside, isAbsolute, join, normalize, relative, toSlashes } from '../../src/base/posix-path.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { rewriteRules } from '../../src/toolchain/compiler-flags.ts';
import { readGoEnvironment, type GoEnvironment } from '../../src/toolchain/go-environment.ts';
import { splitQuoted } from '../../src/toolchain/go-flags.ts';
import { createFileFinder, createFileNamer, createWordsNamer } from '../../src/toolchain/name-files.ts';
import { rewritePatterns } from '../../src/toolchain/patterns.ts';
import { locateWorkspace, type Workspace } from '../../src/toolchain/workspace.ts';
import { createFakeHost } from '../support/fake-host.ts';

// Paths as macOS and Windows shape them, on whatever machine the tests run. A temporary folder of macOS lies behind a symbolic link: what is below `/var` lies below `/private`.
const behindLink = ['/private', 'var', 'f'].join('/');

interface Machine {
  readonly name: string;
  /** As the Go command says it. */
  readonly gomod: string;
  readonly goroot: string;
  readonly modcache: string;
  readonly gocache: string;
  /** … and as it is shown: slashes, no links. */
  readonly root: string;
  /** A module that `replace` points to. */
  readonly other: string;
  readonly link?: readonly [from: string, to: string];
}

const machines: readonly Machine[] = [
  {
    name: 'macOS',
    gomod: '/Users/me/src a/mod/go.mod',
    goroot: '/usr/local/go',
    modcache: '/Users/me/go/pkg/mod',
    gocache: '/Users/me/Library/Caches/go-build',
    root: '/Users/me/src a/mod',
    other: '/Users/me/src a/other',
  },
  {
    name: 'macOS, a temporary folder',
    gomod: '/var/f/mod/go.mod',
    goroot: '/opt/x/go/1.26.8/libexec',
    modcache: '/Users/me/go/pkg/mod',
    gocache: '/Users/me/Library/Caches/go-build',
    root: `${behindLink}/mod`,
    other: `${behindLink}/other`,
    link: ['/var/f', behindLink],
  },
  {
    name: 'Windows',
    gomod: 'C:\\Users\\me\\src a\\mod\\go.mod',
    goroot: 'C:\\Program Files\\Go',
    modcache: 'C:\\Users\\me\\go\\pkg\\mod',
    gocache: 'C:\\Users\\me\\AppData\\Local\\go-build',
    root: 'C:/Users/me/src a/mod',
    other: 'C:/Users/me/src a/other',
  },
  {
    name: 'Windows, another drive, its letter in lower case',
    gomod: 'd:\\mod\\go.mod',
    goroot: 'C:\\Go',
    modcache: 'D:\\go\\pkg\\mod',
    gocache: 'C:\\cache',
    root: 'd:/mod',
    other: 'E:/other',
  },
];

describe.each(machines)('$name', ({ gomod, goroot, modcache, gocache, root, other, link }) => {
  const isWindows = gomod.includes('\\');
  const host = createFakeHost({
    cwd: root,
    files: { [gomod]: 'module ex.com/m\n\nreplace ex.com/o => ../other\n' },
    answer({ args: [command] }) {
      const environment = { GOVERSION: 'go1.26.8', GOMOD: gomod, GOROOT: goroot, GOMODCACHE: modcache, GOCACHE: gocache, GOWORK: 'off' };
      if (command === 'env') return { stdout: JSON.stringify(environment) };
      if (command === 'mod') return { stdout: JSON.stringify({ Replace: [{ Old: { Path: 'ex.com/o' }, New: { Path: other } }] }) };
      return { stdout: JSON.stringify({ Path: 'ex.com/m', Dir: gomod.slice(0, -'/go.mod'.length) }) };
    },
  });
  const real = async (path: string): Promise<string> => (link && path.startsWith(link[0]) ? link[1] + path.slice(link[0].length) : path);
  const machine = { ...host, files: { ...host.files, real } };
  const locate = async (): Promise<{ workspace: Workspace; go: GoEnvironment }> => {
    const go = await readGoEnvironment(machine, { cwd: root, env: {} });
    return { go, workspace: await locateWorkspace(machine, go, { cwd: root, env: {} }) };
  };

  test('the root and the modules around it', async () => {
    const { workspace } = await locate();
    expect([workspace.root, workspace.prefix, workspace.isWork]).toEqual([root, '', false]);
    expect(workspace.modules).toEqual([
      { path: 'ex.com/m', dir: root, isMain: true },
      { path: 'ex.com/o', dir: other, isMain: false },
    ]);
  });

  test('the compiler’s rule: roots by slashes, one word of a flag', async () => {
    const { workspace } = await locate();
    const { rule } = rewriteRules(workspace, toSlashes(modcache));
    const rules = (rule ?? '').split(';').map((one) => one.split('=>'));
    const byFolder = (a: readonly string[], b: readonly string[]): number => compareText(a[0] ?? '', b[0] ?? '');
    expect(rules.slice(0, -1).toSorted(byFolder)).toEqual(
      [
        [root, '@root'],
        [other, '@m0'],
      ].toSorted(byFolder),
    );
    expect(rules.at(-1)).toEqual([toSlashes(modcache), '@mod']);
    expect(splitQuoted(`-m=2 '-trimpath=${rule}'`)).toEqual(['-m=2', `-trimpath=${rule}`]);
  });

  test('files are shown alike, and found again', async () => {
    const { workspace, go } = await locate();
    const name = createFileNamer(workspace, go);
    const find = createFileFinder(workspace, go);
    const back = (path: string): string => (isWindows ? path.replaceAll('/', '\\') : path);
    const lower = root.charAt(0).toLowerCase() + root.slice(1);
    for (const raw of [`${root}/p/x.go`, `${lower}/p/x.go`, '@root/p/x.go', './p/x.go', 'p/x.go']) expect(name(back(raw))).toBe('p/x.go');
    expect(name(back(`${toSlashes(goroot)}/src/fmt/print.go`))).toBe('$GOROOT/src/fmt/print.go');
    expect(name(back(`${toSlashes(modcache)}/ex.com/b@v1.0.0/b.go`))).toBe('$GOMODCACHE/ex.com/b@v1.0.0/b.go');
    expect(name(back(`${toSlashes(gocache)}/ab/x-d`))).toBe('_testmain.go');
    for (const shown of ['p/x.go', '$GOROOT/src/fmt/print.go', '$GOMODCACHE/ex.com/b@v1.0.0/b.go'])
      expect(name(find(shown) ?? '')).toBe(shown);
    const outside = name(back('@m0/z.go'));
    expect(outside).toBe(other.startsWith('E:') ? 'E:/other/z.go' : '../other/z.go');
    expect(find(outside)).toBe(other.startsWith('E:') ? undefined : `${other}/z.go`);
    expect(find('../nobodys/z.go')).toBeUndefined();
  });

  test('patterns mean the same from the root', async () => {
    const { workspace } = await locate();
    const at = (cwd: string, ...patterns: string[]): string[] => rewritePatterns(patterns, workspace, cwd);
    expect(at(`${root}/sub`, './...', '.', '..', 'fmt', 'main.go')).toEqual(['./sub/...', './sub', '.', 'fmt', './sub/main.go']);
    expect(at(root, `${root}/p/...`)).toEqual(['./p/...']);
    expect(at(root, other)).toEqual([other.startsWith('E:') ? 'E:/other' : '../other']);
    if (isWindows) expect(at(`${root}/sub`, '.\\...', '..\\x', `${root.replaceAll('/', '\\')}\\y`)).toEqual(['./sub/...', './x', './y']);
  });

  test('words of the Go command hold no folder of the machine', async () => {
    const { workspace, go } = await locate();
    const plain = createWordsNamer(workspace, go);
    const separator = isWindows ? '\\' : '/';
    expect(plain(`${workspace.root}/p/x.go:1:2: no`)).toBe('p/x.go:1:2: no');
    expect(plain(`open ${modcache}${separator}x.go: no`)).toBe('open $GOMODCACHE/x.go: no');
    expect(plain(`stat ${goroot}${separator}src: no`)).toBe('stat $GOROOT/src: no');
  });
});

test('drives: no way leads from one to another, and letters have no case', () => {
  expect(relative('C:/a', 'D:/b')).toBe('D:/b');
  expect(relative('c:/a/b', 'C:/a/d')).toBe('../d');
  expect(inside('c:/a', 'C:/a/b')).toBe('b');
  expect(inside('C:/a', 'c:/a')).toBe('');
  expect(inside('C:/a', 'D:/a/b')).toBeUndefined();
  expect([dirname('C:/a'), dirname('C:/'), dirname('/a'), dirname('/'), dirname('a')]).toEqual(['C:/', 'C:/', '/', '/', '.']);
  expect([normalize('C:/a/../b'), join('C:/a', '../b'), isAbsolute('C:/a'), isAbsolute('C:')]).toEqual(['C:/b', 'C:/b', true, false]);
});

test('the search for a configuration ends at a drive', async () => {
  const host = createFakeHost({ cwd: 'C:/w/a', files: { './go.mod': 'module no', './stackward.jsonc': '{"top": 1}' } });
  expect(await loadConfig(host, 'C:/w/a')).toBeUndefined();
});
