import { dirname, resolveFrom } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import type { Asked } from './parse.ts';

/** Throws UserError `file-unwritable` before anything is built where `--output` can never be written. */
export async function checkOutput(asked: Asked, host: Host): Promise<void> {
  const file = asked.texts.get('output');
  if (file === undefined) return;
  const target = resolveFrom(host.cwd, file);
  if (file === '' || (await host.files.kind(target)) === 'folder')
    throw new UserError('file-unwritable', { file: file || target, reason: 'EISDIR' });
  for (let folder = dirname(target); folder !== dirname(folder); folder = dirname(folder)) {
    const kind = await host.files.kind(folder);
    if (kind === 'folder') return;
    if (kind === 'file') throw new UserError('file-unwritable', { file, reason: 'ENOTDIR' });
  }
}
