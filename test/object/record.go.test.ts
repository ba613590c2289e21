import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findGoReleases } from '../../tools/lib/go-releases.ts';
import type { GoRelease } from '../../tools/lib/go-releases.ts';
import { readArchive } from '../../src/object/read-archive.ts';
import { describeArchives, listProbeArchives } from './describe-archives.ts';
import { copyProbes } from './probe-module.ts';
import { readArchiveRecordings, readRecorded, source } from './recorded.ts';

// The installed Go makes the archives again. What its tools say of them, and what we read, is what was recorded of its release: a new
// release, or a patch that changes code, shows up here. Mended by `node --import tsx tools/record-archives.mjs`.
const probes = copyProbes('record-archives');
afterAll(probes.remove);

const [version = '', goroot = '', goos = '', goarch = ''] = execFileSync('go', ['env', 'GOVERSION', 'GOROOT', 'GOOS', 'GOARCH'], {
  encoding: 'utf8',
}).split('\n');
const go: GoRelease = findGoReleases().get(/^go(1\.\d+)/.exec(version)?.[1] ?? '') ?? { version, goroot };
const recordings = readArchiveRecordings().filter((one) => go.version.startsWith(`go${one.release}.`));
const recorded = recordings.find((one) => one.goos === goos && one.goarch === goarch) ?? recordings[0];

it.skipIf(recorded === undefined)('the installed release still makes what was recorded of it', () => {
  if (recorded === undefined) return;
  const target = { goos: recorded.goos, goarch: recorded.goarch };
  const archives = listProbeArchives(go, probes.path, target);
  const described = describeArchives(go, probes.path, target, archives);
  expect({ ...described, go: '' }).toEqual({ ...recorded.expected, go: '' });
  for (const [name, file] of archives) {
    const fresh = readArchive(readFileSync(file), { ...source, nameFile: (raw) => raw, package: name });
    const old = readRecorded(recorded, path.basename(name));
    expect(fresh.calls).toEqual(old.calls);
    expect({ ...fresh.counts, bytes: 0 }).toEqual({ ...old.counts, bytes: 0 });
  }
});
