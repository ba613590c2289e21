import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { root } from './support/repo.ts';
import { run } from './support/run.ts';

// What a repository must not know: where somebody's home is, where work is done on a machine, which registry it installs from.
const folders = /(?<![\w.$@~<>/-])\/(?:home|root|Users|tmp|private|var|work|mnt|opt|nix)\/[\w.@-]+[^\s"'`)\]]*|[A-Za-z]:\\+Users\\+\w+/g;
const registries = /\b(?:registry\.[\w-]+\.\w+|proxy\.golang\.org|[\w.-]*(?:artifactory|nexus|jfrog)[\w.-]*\.\w+)\b/gi;

/** Made-up paths for documents and for tests of readers, which must take every shape: names of one letter, and a few words. */
const allowed = /^(\/\w+\/|[A-Z]:\\+Users\\+)(\w|me|ada|go-build\d*|bundle)([^\w-].*)?$/;

async function trackedFiles(): Promise<string[]> {
  const { code, stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  expect(code).toBe(0);
  return stdout.split('\0').filter((name) => name !== '');
}

function findPaths(text: string): string[] {
  const found = [...text.matchAll(folders), ...text.matchAll(registries)].map(([match]) => match);
  if (root.lastIndexOf(path.sep) > 0 && text.includes(root)) found.push(root); // a root such as /app says nothing
  return [...new Set(found)].filter((match) => !allowed.test(match));
}

/** The file's text; that of the content where it is compressed. Archives are bytes, of which the ASCII parts are what matters. */
function readText(file: string): string {
  const bytes = readFileSync(path.join(root, file));
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('latin1');
}

test('no file names a folder of a machine or a registry', async () => {
  const found = (await trackedFiles())
    .filter((file) => file !== 'test/no-machine-paths.test.ts')
    .flatMap((file) => findPaths(readText(file)).map((match) => `${file}: ${match}`));
  expect(found).toEqual([]);
});

test('such paths are found, made-up ones are not', () => {
  const bad = ['/home/jane/src', '/Users/jane/x.go', '/root/go/pkg', '/tmp/stackward-1', '/work/project/src', 'C:\\Users\\jane'];
  for (const one of bad) expect(findPaths(`a "${one}" b`)).toEqual([one]);
  if (root.lastIndexOf(path.sep) > 0) expect(findPaths(`x${root}`)).toContain(root);
  expect(findPaths('https://registry.example.com/x')).toEqual(['registry.example.com']);
  for (const one of [
    '/usr/bin/env',
    '$GOROOT/src/a.go',
    '/home/me/a',
    '/tmp/x',
    '/work/a/sub',
    'a/tmp/file',
    '@root/tmp/x',
    '</root/node>',
  ]) {
    expect(findPaths(one)).toEqual([]);
  }
});
