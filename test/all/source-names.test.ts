import path from 'node:path';
import { describe, test } from 'vitest';
import { findGoReleases } from '../../tools/lib/go-releases.ts';
import { checkDifferences, checkSameNames } from '../source/compiler-names-probe.ts';

describe.each([...findGoReleases().values()])('$version', ({ goroot }) => {
  const go = path.join(goroot, 'bin', 'go');
  test('names are those of the compiler', () => checkSameNames(go));
  test('where the compiler names otherwise is known', () => checkDifferences(go));
});
