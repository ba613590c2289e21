import { UserError } from '../../base/user-error.ts';
import { resolveFrom } from '../../base/posix-path.ts';
import type { Host } from '../../host/host.ts';
import type { Profile } from '../../model/profile.ts';
import { packageOfSymbol } from '../../object/package-of-symbol.ts';
import { profileLimit } from '../../profile/inflate.ts';
import { readProfile } from '../../profile/read-profile.ts';
import type { Options } from '../options.ts';
import type { Snapshot } from '../session.ts';

/** What names functions in a profile for PGO. */
export type PgoFunctions = readonly { readonly name: string; readonly line: number }[];

/** Its preprocessed form (cmd/internal/pgo/serialize.go, from Go 1.23 on): pairs of lines with the names of caller and callee, then their offset and weight. */
const preprocessed = 'GO PREPROFILE V1\n';

/**
 * The functions of the profile that a build is given with `--pgo`; undefined where it is given none. Go itself says nothing of a file that no main package needs. Throws UserError
 * `file-unreadable`, `file-too-large`, `pgo-unusable`, `pgo-not-cpu`.
 */
export async function readPgoProfile(host: Host, { pgo, cwd }: Options): Promise<PgoFunctions | undefined> {
  if (pgo === undefined || pgo === 'auto' || pgo === 'off') return undefined;
  const bytes = await host.files.read(resolveFrom(resolveFrom(host.cwd, cwd ?? host.cwd), pgo), profileLimit);
  if (new TextDecoder().decode(bytes.subarray(0, preprocessed.length)) === preprocessed) {
    const lines = new TextDecoder().decode(bytes).split('\n').slice(1);
    return [...new Set(lines.filter((_, index) => index % 3 < 2))].map((name) => ({ name, line: 0 }));
  }
  const profile = usable(bytes, pgo);
  // cmd/internal/pgo/pprof.go takes these two and no other.
  const fits = profile.types.some(
    ({ type, unit }) => (type === 'samples' && unit === 'count') || (type === 'cpu' && unit === 'nanoseconds'),
  );
  if (!fits) throw new UserError('pgo-not-cpu', { file: pgo, types: profile.types.map(({ type, unit }) => `${type}/${unit}`).join(', ') });
  const { functions, strings } = profile;
  return Array.from({ length: functions.count }, (_, row) => ({
    name: strings[functions.names[row] ?? 0] ?? '',
    line: functions.startLines.near[row] ?? 0,
  }));
}

function usable(bytes: Uint8Array, file: string): Profile {
  try {
    return readProfile(bytes, file).profile;
  } catch (error) {
    if (error instanceof UserError) throw new UserError('pgo-unusable', { file, code: error.code, args: error.args }, { cause: error });
    throw error;
  }
}

/**
 * Throws UserError `pgo-other-program` where no function of a profile is one of the packages that were built. Each program has a `main.main`: one of package main counts where it begins on
 * the line that the profile says.
 */
export function refuseOtherProgram(functions: PgoFunctions, file: string, { report, sources }: Pick<Snapshot, 'report' | 'sources'>): void {
  const paths = new Set(report.packages.map(({ path }) => path));
  const mains = new Set(report.packages.filter(({ name }) => name === 'main').flatMap(({ files }) => files));
  const declared = new Set(
    sources.filter((source) => mains.has(source.file)).flatMap((source) => source.functions.map(({ name, line }) => `${name}\0${line}`)),
  );
  const isOwn = functions.some(({ name, line }) => {
    const pkg = packageOfSymbol(name, 'main');
    if (pkg !== 'main') return paths.has(pkg);
    const own = name.replace(/^main\./, '');
    return declared.has(`${own}\0${line}`) || (line === 0 && own !== 'main' && [...declared].some((one) => one.startsWith(`${own}\0`)));
  });
  if (functions.length > 0 && !isOwn) throw new UserError('pgo-other-program', { file });
}
