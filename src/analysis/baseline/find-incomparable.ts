import { siteKeyVersion, type BaselineBuild, type BaselineHeader } from '../../model/baseline.ts';
import type { Incomparable } from '../../model/comparison.ts';

/** What differs between the build of a baseline and another one so that neither is evidence against the other; empty where they can be compared. */
export function findIncomparable(base: BaselineHeader, head: BaselineBuild): Incomparable[] {
  const differing = rows.flatMap(({ what, of }): Incomparable[] => {
    const [before, now] = [of(base.build), of(head)];
    return before === now ? [] : [{ what, base: before, head: now }];
  });
  return base.ids === siteKeyVersion ? differing : [{ what: 'key-version', base: base.ids, head: siteKeyVersion }, ...differing];
}

const rows: readonly { readonly what: Incomparable['what']; readonly of: (build: BaselineBuild) => string }[] = [
  { what: 'go', of: ({ go }) => go },
  { what: 'goos', of: ({ goos }) => goos },
  { what: 'goarch', of: ({ goarch }) => goarch },
  { what: 'experiment', of: ({ experiment }) => experiment },
  { what: 'tags', of: ({ tags }) => tags.join(',') },
  { what: 'gcflags', of: ({ gcflags }) => gcflags },
  { what: 'goflags', of: ({ goflags = [] }) => goflags.join(' ') },
  { what: 'race', of: ({ race }) => String(race) },
  { what: 'cgo', of: ({ cgo }) => String(cgo) },
  { what: 'tests', of: ({ tests }) => String(tests) },
  { what: 'pgo', of: ({ pgo }) => pgo.map(({ package: pkg = '', digest = '' }) => `${pkg}=${digest}`).join(' ') },
];
