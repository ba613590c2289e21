import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { readReleaseTables, releaseOf, releaseTables } from '../../src/model/tables/index.ts';
import { readReleaseSources } from './go-sources.ts';

it('the tables are those of the installed Go', () => {
  const [version = '', goroot = ''] = execFileSync('go', ['env', 'GOVERSION', 'GOROOT'], { encoding: 'utf8' }).split('\n');
  const release = releaseOf(version) ?? version;
  const read = readReleaseTables(release, readReleaseSources(goroot));
  expect(read?.builtins.length).toBeGreaterThan(200);
  // A newer Go than the newest known one has no tables; its own sources are then read (above).
  if (releaseOf(version) !== undefined) expect(releaseTables(version)).toEqual(read);
});
