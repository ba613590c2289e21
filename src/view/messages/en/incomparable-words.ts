import type { Incomparable } from '../../../model/comparison.ts';

const words: Readonly<Record<Incomparable['what'], string>> = {
  go: 'Go',
  goos: 'GOOS',
  goarch: 'GOARCH',
  experiment: 'GOEXPERIMENT',
  tags: 'build tags',
  gcflags: 'compiler flags',
  goflags: 'GOFLAGS',
  race: 'race detector',
  cgo: 'cgo',
  tests: 'test files',
  deps: 'dependencies that are read too',
  pgo: 'PGO profile',
  'key-version': 'version of ids',
};

/** `Go go1.25.3 there, go1.26.8 here`: each thing in which two builds differ. */
export function incomparableWords(differing: readonly Incomparable[]): string {
  return differing.map(({ what, base, head }) => `${words[what] ?? what} ${shown(base)} there, ${shown(head)} here`).join('; ');
}

function shown(value: string): string {
  return value === '' ? 'none' : value;
}
