/** The built command on published modules, under each Go release, against readers that share no code with it. Prints its figures. */
import { describe, expect, test } from 'vitest';
import { checkModule } from '../support/check-module.ts';
import { copyModule } from '../support/real-module.ts';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';

const releases = findGoReleases();
const old = ['1.22', '1.23', '1.24', '1.25', '1.26', '1.27'];
const recent = ['1.26', '1.27'];
const cells: readonly (readonly [module: string, releases: readonly string[], architectures: readonly string[]])[] = [
  ['github.com/go-chi/chi/v5@v5.2.3', old, ['amd64', 'arm64', '386']],
  ['github.com/spf13/cobra@v1.10.2', old, ['amd64', 'arm64', '386']],
  ['go.uber.org/zap@v1.28.0', old, ['amd64', 'arm64', '386']],
  ['github.com/gin-gonic/gin@v1.12.0', recent, ['amd64']],
  ['go.etcd.io/bbolt@v1.5.0', recent, ['amd64']],
  ['github.com/prometheus/client_golang@v1.25.0', recent, ['amd64']],
  ['github.com/yuin/goldmark@v1.7.8', recent, ['amd64']],
  ['github.com/BurntSushi/toml@v1.4.0', recent, ['amd64', '386']],
  ['github.com/miekg/dns@v1.1.62', recent, ['amd64']],
  ['github.com/hashicorp/go-memdb@v1.3.4', recent, ['amd64']],
  ['github.com/samber/lo@v1.49.1', recent, ['amd64']],
];

describe.each(cells)('%s', (module, wanted, architectures) => {
  const folder = copyModule(module);
  for (const release of wanted) {
    for (const goarch of architectures) {
      // Other architectures on the oldest and newest release: what differs between releases is the same on all of them.
      if (goarch !== 'amd64' && release !== '1.22' && release !== '1.26' && release !== '1.27') continue;
      test(`Go ${release} ${goarch}`, async () => {
        const { version } = needGoRelease(releases, release);
        const figures = await checkModule(folder, { ...process.env, GOTOOLCHAIN: version, GOARCH: goarch, GOOS: 'linux' });
        console.log(
          `${module} ${version} ${goarch}: ${figures.verdicts.oracle} verdicts, ${figures.calls.oracle} calls, types ${figures.types.same} same, ` +
            `${figures.types.wrong.length} wrong, ${figures.types.unknown} unknown to both, ${figures.types.onlyOurs} known here only, ${figures.types.onlyOracle} known to objdump only`,
        );
        const { join, placed, unsettled } = figures;
        console.log(
          `${module} ${version} ${goarch}: join ${JSON.stringify(join)}${unsettled.map((line) => `\n  unsettled: ${line}`).join('')}`,
        );
        expect(join.unsettled).toBeLessThanOrEqual(join.heapVerdicts / 100);
        expect(join.heapVerdicts).toBe(
          Object.values(join.joined).reduce((sum, count) => sum + count, 0) + join.paper + join.merged + join.unsettled + join.repeated,
        );
        expect(placed.calls).toBe(placed.of);
        expect(figures.verdicts).toMatchObject({ missing: [], extra: [] });
        expect(figures.calls).toMatchObject({ missing: [], extra: [] });
        expect(figures.types.wrong).toEqual([]);
        expect(figures.problems).toEqual([]);
        expect(figures.unknownLines).toBe(0);
        expect(figures.code).toBe(0);
      });
    }
  }
});
