import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createNodeHost } from '../../src/host/node-host.ts';
import { outsideFolder } from '../support/repo.ts';

const scratch = outsideFolder('watch-files');
afterAll(scratch.remove);
const at = (...parts: string[]): string => path.join(scratch.path, ...parts);

test('files are told when they are written, made, replaced or removed, in new folders too; others and after the end nothing', async () => {
  mkdirSync(at('m/.git'), { recursive: true });
  writeFileSync(at('m/a.go'), '');
  writeFileSync(at('beside.json'), '');
  const seen: string[] = [];
  const trouble: string[] = [];
  const watch = await createNodeHost().watch({
    paths: [at('m'), at('beside.json')],
    wants: (file, kind) => (kind === 'folder' ? !file.endsWith('.git') : file.endsWith('.go')),
    onChange: (file) => seen.push(path.relative(scratch.path, file)),
    onTrouble: (reason) => trouble.push(reason),
  });
  const told = async (name: string): Promise<void> => {
    for (let turn = 0; turn < 500 && !seen.includes(name); turn++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(seen).toContain(name);
    seen.length = 0;
  };
  writeFileSync(at('m/.git/x.go'), '');
  writeFileSync(at('m/notes.txt'), '');
  writeFileSync(at('m/a.go'), 'package a\n');
  await told(path.join('m', 'a.go'));
  mkdirSync(at('m/new/deep'), { recursive: true });
  writeFileSync(at('m/new/deep/b.go'), '');
  await told(path.join('m', 'new', 'deep', 'b.go'));
  writeFileSync(at('m/tmp'), 'package b\n');
  renameSync(at('m/tmp'), at('m/new/deep/b.go'));
  await told(path.join('m', 'new', 'deep', 'b.go'));
  rmSync(at('m/a.go'));
  await told(path.join('m', 'a.go'));
  writeFileSync(at('beside.json'), '{}');
  await told('beside.json');
  await watch.close();
  writeFileSync(at('m/c.go'), '');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([seen, trouble]).toEqual([[], []]);
});
