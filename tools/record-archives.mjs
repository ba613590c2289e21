/**
 * Records the archives of the programs of `test/recordings/archive-probes`, and what Go's own tools say of them:
 *
 *     node --import tsx tools/record-archives.mjs [1.26 …]
 *
 * One folder for each release and target, `test/recordings/go<release>-<os>-<arch>/archives/`: `<package>.a.gz`, and `expected.json` made
 * of `go tool objdump` and the compiler's listings, never of our reader. Nothing in them names a folder of this machine. A release that is
 * not on this machine is an error; nothing is downloaded.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { knownReleases } from '../src/model/tables/release.ts';
import { describeArchives, listProbeArchives, probeTargets } from '../test/object/describe-archives.ts';
import { findGoReleases, needGoRelease } from './lib/go-releases.ts';

const recordings = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../test/recordings');
const asked = process.argv.slice(2);
const found = findGoReleases();
const root = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), 'stackward-archives-'))), 'probe');
try {
  cpSync(path.join(recordings, 'archive-probes'), root, { recursive: true });
  writeFileSync(path.join(root, 'go.mod'), 'module ex.com/probe\n\ngo 1.22\n');
  for (const release of asked.length > 0 ? asked : knownReleases) {
    const go = needGoRelease(found, release);
    for (const target of probeTargets(release)) record(go, release, target);
  }
} finally {
  rmSync(path.dirname(root), { recursive: true, force: true });
}

function record(go, release, target) {
  const folder = path.join(recordings, `go${release}-${target.goos}-${target.goarch}`, 'archives');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const archives = listProbeArchives(go, root, target);
  for (const [name, file] of archives)
    writeFileSync(path.join(folder, `${path.basename(name)}.a.gz`), gzipSync(readFileSync(file), { level: 9 }));
  writeFileSync(path.join(folder, 'expected.json'), `${JSON.stringify(describeArchives(go, root, target, archives), undefined, 1)}\n`);
}
