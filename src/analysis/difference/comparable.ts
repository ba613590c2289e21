import type { Incomparable } from '../../model/comparison.ts';
import type { Build } from '../../model/report.ts';

/**
 * What of two builds differs and decides where something allocates: then a difference says nothing of the code. Empty when they can be judged against each
 * other. What the module itself sets is not among it: its go line, its dependencies, where it lies. Profiles count by their content, whatever the name of their file.
 */
export function listIncomparable(base: ComparedBuild, head: ComparedBuild): readonly Incomparable[] {
  return whats.flatMap((what) => {
    const [one, other] = [valueOf(what, base), valueOf(what, head)];
    return one === other ? [] : [{ what, base: one, head: other }];
  });
}

/** What a baseline has to keep of the build that it was made from. */
export type ComparedBuild = Pick<
  Build,
  'go' | 'goos' | 'goarch' | 'experiment' | 'tags' | 'gcflags' | 'goflags' | 'race' | 'cgo' | 'tests' | 'deps' | 'pgo'
>;

const whats = ['go', 'goos', 'goarch', 'experiment', 'tags', 'gcflags', 'goflags', 'race', 'cgo', 'tests', 'deps', 'pgo'] as const;

function valueOf(what: (typeof whats)[number], build: ComparedBuild): string {
  switch (what) {
    case 'race':
    case 'cgo':
    case 'tests':
      return build[what] ? 'on' : 'off';
    case 'tags':
    case 'goflags':
    case 'deps':
      return (build[what] ?? []).toSorted().join(' ');
    case 'pgo':
      return build.pgo
        .map(({ package: pkg = '', digest = '' }) => [pkg, digest].filter(Boolean).join(' '))
        .toSorted()
        .join(', ');
    default:
      return build[what];
  }
}
