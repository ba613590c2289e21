import { spawnSync } from 'node:child_process';
import { findGoReleases } from '../../tools/lib/go-releases.ts';

/** The newest patch of each known release when the recordings were made. Go itself fetches a toolchain that is not there. */
const versions: Readonly<Record<string, string>> = {
  '1.22': 'go1.22.12',
  '1.23': 'go1.23.12',
  '1.24': 'go1.24.13',
  '1.25': 'go1.25.14',
  '1.26': 'go1.26.8',
  '1.27': 'go1.27.4',
};

/** Runs once before the long tests. */
export default function fetchReleases(): void {
  const there = findGoReleases();
  for (const [release, version] of Object.entries(versions)) {
    if (there.has(release)) continue;
    process.stderr.write(`fetching ${version}\n`);
    const fetched = spawnSync('go', ['version'], { env: { ...process.env, GOTOOLCHAIN: version }, encoding: 'utf8' });
    if (fetched.status !== 0) throw new Error(`${version} cannot be fetched: ${fetched.stderr}`);
  }
}
