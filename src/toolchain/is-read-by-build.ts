import { basename } from '../base/posix-path.ts';

/** Endings that cmd/go gives to a compiler (go/build `fileListForExt`, Go 1.22 to 1.27), and profiles. */
const endings = new Set('.go .c .cc .cpp .cxx .m .h .hh .hpp .hxx .f .F .for .f90 .s .S .sx .swig .swigcxx .syso .pgo'.split(' '));
const names = new Set(['go.mod', 'go.sum', 'go.work', 'go.work.sum', 'modules.txt', '.gitmodules']);

/**
 * Whether a change of a file can change where a build allocates. Files that `//go:embed` takes up change what a program holds, not what it allocates; files of tests count where
 * tests are built.
 */
export function isReadByBuild(path: string, { tests }: { readonly tests: boolean }): boolean {
  const name = basename(path);
  if (names.has(name)) return true;
  if (name.endsWith('_test.go')) return tests;
  const ending = /\.[^.]*$/.exec(name)?.[0];
  return ending !== undefined && endings.has(ending);
}
