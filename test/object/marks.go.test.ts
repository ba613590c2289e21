import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { findGoReleases } from '../../tools/lib/go-releases.ts';
import { compareMarks } from '../support/compare-marks.ts';
import { root } from '../support/repo.ts';
import { source } from './recorded.ts';

// Packages of the installed standard library against the compiler's own listing.
const version = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).trim();
const go = findGoReleases().get(/^go(1\.\d+)/.exec(version)?.[1] ?? '');

test.skipIf(go === undefined || source.tables(version) === undefined)('lines with code, and static data whose address they take', () => {
  if (!go) return;
  const compared = compareMarks(go, root, ['strconv', 'encoding/json', 'text/template', 'errors'], {});
  expect(compared).toMatchObject({ missing: [], extra: [] });
  expect(compared.lines).toBeGreaterThan(500);
  expect(compared.references).toBeGreaterThan(100);
});
