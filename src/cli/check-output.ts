import { dirname, resolveFrom } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import { outputsOf, refuseOneFile } from './outputs.ts';
import type { Asked } from './parse.ts';

/** Before anything is built: throws UserError `file-unwritable` where a file of the result can never be written, `formats-together` where one is meant twice. */
export async function checkOutput(asked: Asked, host: Host): Promise<void> {
  const outputs = outputsOf(asked);
  refuseOneFile(outputs, host.cwd);
  for (const { file } of outputs) if (file !== undefined) await checkFile(file, host);
}

async function checkFile(file: string, host: Host): Promise<void> {
  const target = resolveFrom(host.cwd, file);
  if (file === '' || (await host.files.kind(target)) === 'folder')
    throw new UserError('file-unwritable', { file: file || target, reason: 'EISDIR' });
  for (let folder = dirname(target); folder !== dirname(folder); folder = dirname(folder)) {
    const kind = await host.files.kind(folder);
    if (kind === 'folder') return;
    if (kind === 'file') throw new UserError('file-unwritable', { file, reason: 'ENOTDIR' });
  }
}
