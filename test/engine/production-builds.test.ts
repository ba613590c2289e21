import { expect, test } from 'vitest';
import { productionBuilds } from '../../src/engine/compare/production-builds.ts';

test('of what is shipped the command decides; its compiler flags are for the packages that it names', () => {
  const [shipped, check, advised] = productionBuilds(
    `CGO_ENABLED=0 go build -tags=netgo -gcflags=-l -gcflags=all=-N -cover ./cmd/a ./cmd/b`,
    {
      tags: 'ours',
      gcflags: ['-N'],
      go: '1.26',
    },
  );
  expect(shipped).toMatchObject({
    options: { tags: 'netgo', go: '1.26', gcflags: ['./cmd/a=-l', './cmd/b=-l', 'all=-N'] },
    env: { CGO_ENABLED: '0' },
    goflags: ['-cover'],
    shipped: ['./cmd/a', './cmd/b'],
  });
  expect(check).toMatchObject({ options: { tags: 'ours', gcflags: ['-N'] }, claims: 'calls' });
  expect(advised).toMatchObject({ options: { tags: 'ours', gcflags: ['-N', '-l'] }, claims: 'lines' });
  expect(productionBuilds('-gcflags=-l', {})[0]).toMatchObject({ options: { gcflags: ['-l'] } });
});
