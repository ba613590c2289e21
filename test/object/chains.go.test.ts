import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Frame } from '../../src/model/facts.ts';
import { nameForeign, readForeignNames } from '../../src/object/foreign-names.ts';
import { partsOf } from '../../src/object/parts.ts';
import { readArchive } from '../../src/object/read-archive.ts';
import { findGoReleases } from '../../tools/lib/go-releases.ts';
import { listProbeArchives } from './describe-archives.ts';
import { copyProbes } from './probe-module.ts';
import { source } from './recorded.ts';

// The runtime knows the inlined functions of a stack too. A program with a memory profile of every allocation prints its stacks: above the
// frames of the runtime stands one of our chains, whole and in order.
const probes = copyProbes('chains');
afterAll(probes.remove);

const [version = '', goos = '', goarch = ''] = execFileSync('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], { encoding: 'utf8' }).split('\n');
const go = findGoReleases().get(/^go(1\.\d+)/.exec(version)?.[1] ?? '');

it.skipIf(go === undefined || source.tables(version) === undefined)('each stack of an allocation begins with a chain that was read', () => {
  if (go === undefined) return;
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-buildvcs=false', GOWORK: 'off', CGO_ENABLED: '0' };
  const printed = execFileSync('go', ['run', './app'], { cwd: probes.path, env, encoding: 'utf8' });
  const archives = listProbeArchives(go, probes.path, { goos, goarch });
  const chains = new Set<string>();
  for (const [name, file] of archives) {
    const read = readArchive(readFileSync(file), { ...source, nameFile: (raw) => path.posix.basename(raw), package: name });
    const names = new Map(
      read.foreign.map((wanted) => {
        const other = archives.get(wanted.package);
        return [wanted.package, other === undefined ? undefined : readForeignNames(partsOf(readFileSync(other)), wanted)];
      }),
    );
    for (const { inline } of nameForeign(read, (pkg, index) => names.get(pkg)?.get(index)).calls) chains.add(inline.map(show).join('\t'));
  }
  const stacks = printed
    .split('\n')
    .map((line) => line.trim().split('\t').map(plain))
    .map((frames) => frames.slice(frames.findIndex((frame) => /^(main|ex\.com)[./]/.test(frame))))
    // What the runtime does on its own begins in it; what std does is in archives that were not read.
    .filter((frames) => frames.length > 1);
  const owned = stacks.filter(([first]) => /^(main|ex\.com\/probe\/\w+)\./.test(first ?? ''));
  const lost = owned.filter((frames) => !frames.some((_, n) => chains.has(frames.slice(0, n + 1).join('\t'))));
  expect(lost).toEqual([]);
  expect(owned.length).toBeGreaterThan(60);
  // Some of them are inlined more than once over.
  expect([...chains].filter((chain) => chain.split('\t').length > 2).length).toBeGreaterThan(2);
});

function show({ function: name, file, line }: Frame): string {
  return `${name.replace(/\[.*\]/, '[...]')} ${file}:${line}`;
}

/** The runtime prints an instance as `F[...]`. */
function plain(frame: string): string {
  return frame.replace(/\[.*\]/, '[...]');
}
