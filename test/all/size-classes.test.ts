import { describe, expect, it } from 'vitest';
import { chargedSize, knownReleases } from '../../src/model/tables/index.ts';
import { entriesOf } from '../../src/model/tables/release.ts';
import { sizeClasses } from '../../src/model/tables/size-class-data.ts';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';
import { readSizeClasses } from '../../tools/lib/read-size-classes.ts';
import { measureSizes } from '../tables/measure-sizes.ts';

const releases = findGoReleases();
// Programs of these run on one machine.
const architectures = process.arch === 'x64' && process.platform === 'linux' ? ['amd64', '386'] : [undefined];

describe.each(knownReleases)('Go %s', (release) => {
  const { goroot } = needGoRelease(releases, release);

  it('the size classes are those of its sources', () => expect(entriesOf(sizeClasses, release)).toEqual(readSizeClasses(goroot)));

  it.each(architectures)('charges what is measured, GOARCH %s', (goarch) => {
    const measured = measureSizes(goroot, goarch);
    expect(measured.length).toBeGreaterThan(100);
    expect(measured.map((one) => ({ ...one, charged: chargedSize(release, one.bytes, one.hasPointers, one.pointerSize) }))).toEqual(
      measured,
    );
  });
});
