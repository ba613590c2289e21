import { UserError } from '../base/user-error.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';

/** `stackward compare`: a linked program against the sites of its module. */
export async function compare(asked: Asked, io: Io): Promise<number> {
  const file = asked.texts.get('binary');
  if (file === undefined) throw new UserError('missing-argument', { argument: '--binary FILE', command: asked.command });
  return (await import('./compare-binary.ts')).compareBinary(asked, file, io);
}
