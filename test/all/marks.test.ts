/** Lines with code and the static data they refer to, of two published modules, against the compiler's own listing under each Go release. */
import { expect, test } from 'vitest';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';
import { compareMarks } from '../support/compare-marks.ts';
import { copyModule } from '../support/real-module.ts';

const releases = findGoReleases();
const cells = ['github.com/spf13/cobra@v1.10.2', 'go.uber.org/zap@v1.28.0'].flatMap((module) =>
  ['1.22', '1.23', '1.24', '1.25', '1.26', '1.27'].flatMap((release) =>
    ['amd64', 'arm64', '386'].map((goarch) => ({ module, release, goarch })),
  ),
);

test.each(cells)('$module, Go $release $goarch', ({ module, release, goarch }) => {
  const compared = compareMarks(needGoRelease(releases, release), copyModule(module), ['./...'], { GOARCH: goarch, GOOS: 'linux' });
  console.log(`${module} ${release} ${goarch}: ${compared.lines} lines with code, ${compared.references} references to static data`);
  expect(compared).toMatchObject({ missing: [], extra: [] });
  expect(compared.lines).toBeGreaterThan(1000);
});
