import { readBuildCommand } from '../../toolchain/build-command.ts';
import type { Options } from '../options.ts';
import type { AskedBuild } from './compare.ts';

/** What the widely given advice adds to a build: it makes the output short, and another program. */
const advised = '-m -l';

/** `--production COMMAND`: what is shipped, what `check` builds, and what is often advised. Throws UserError `build-command`. */
export function productionBuilds(command: string, base: Options): readonly AskedBuild[] {
  const { env, settings, gcflags, goflags, packages } = readBuildCommand(command);
  // Go reads no settings of ours: of what is shipped the command and Go's own settings decide.
  const { tags: _, race: __, pgo: ___, overlay: ____, mod: _____, gcflags: ______, ...plain } = base;
  return [
    {
      label: 'as shipped',
      options: {
        ...plain,
        ...settings,
        ...(gcflags.length === 0 ? {} : { gcflags: gcflags.flatMap((value) => ofPackages(value, packages)) }),
      },
      flags: [`--production=${command}`],
      env,
      goflags,
      ...(packages.length === 0 ? {} : { shipped: packages }),
    },
    { label: 'stackward check', options: base, flags: [], claims: 'calls' },
    {
      label: `go build -gcflags='${advised}'`,
      options: { ...base, gcflags: [...(base.gcflags ?? []), '-l'] },
      flags: ['--gcflags=-l'],
      claims: 'lines',
    },
  ];
}

/** Flags without a pattern are for the packages that the command names (`go help build`), where more are looked at here. */
function ofPackages(value: string, packages: readonly string[]): readonly string[] {
  return value.trim().startsWith('-') && packages.length > 0 ? packages.map((pkg) => `${pkg}=${value.trim()}`) : [value];
}
