import { UserError } from '../base/user-error.ts';
import { dirname, resolveFrom } from '../base/posix-path.ts';
import type { Host } from '../host/host.ts';
import type { ProfiledBinary } from '../model/cost.ts';
import type { Profile } from '../model/profile.ts';
import { readBuildId } from '../profile/read-build-id.ts';
import { readBuildInfo } from '../toolchain/read-build-info.ts';

/**
 * Holds profiles against the program that is said to have written them: by the build id, where both have one. Throws UserError `profile-other-binary`, `binary-not-go`,
 * `file-unreadable`, and those of the Go command.
 */
export async function matchBinary(
  host: Host,
  name: string,
  profiles: readonly { readonly name: string; readonly profile: Pick<Profile, 'mappings'> }[],
  signal?: AbortSignal,
): Promise<{ readonly binary: ProfiledBinary; readonly lacks?: 'profile' | 'binary' }> {
  const path = resolveFrom(host.cwd, name);
  const kind = await host.files.kind(path);
  const file = host.files.openNow(path);
  if (!file || kind !== 'file')
    throw new UserError('file-unreadable', { file: name, reason: kind === 'folder' ? 'EISDIR' : kind === 'none' ? 'ENOENT' : 'EACCES' });
  let id: string | undefined;
  try {
    id = readBuildId((at, length) => (at >= 0 && at < file.size ? file.read(at, length) : new Uint8Array(0)));
  } finally {
    file.close();
  }
  // The program itself comes first.
  const ids = profiles.map(({ name: of, profile }) => ({ of, id: profile.mappings[0]?.buildId ?? '' }));
  const other = ids.find((one) => id !== undefined && one.id !== '' && one.id !== id);
  if (other) throw new UserError('profile-other-binary', { file: other.of, binary: name, profileId: other.id, binaryId: id });
  const { go, package: pkg, settings } = await readBuildInfo(host, { cwd: dirname(path), env: host.env, signal }, path, name);
  const lacks = id === undefined ? 'binary' : ids.some((one) => one.id === '') ? 'profile' : undefined;
  return {
    binary: {
      file: name,
      ...(lacks === undefined && id !== undefined ? { buildId: id } : {}),
      go,
      ...(pkg === undefined ? {} : { package: pkg }),
      settings,
    },
    ...(lacks === undefined ? {} : { lacks }),
  };
}
