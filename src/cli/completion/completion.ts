import { UserError } from '../../base/user-error.ts';
import { shells, type Shell } from '../commands.ts';
import type { Io } from '../io.ts';
import type { Asked } from '../parse.ts';
import { bashScript } from './bash-script.ts';
import { fishScript } from './fish-script.ts';
import { zshScript } from './zsh-script.ts';

const scripts: Readonly<Record<Shell, () => string>> = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** `stackward completion bash|zsh|fish`: a script that is made from the table of flags and asks nothing when it runs. */
export async function completion(asked: Asked, io: Io): Promise<number> {
  const [word, extra] = asked.arguments;
  if (extra !== undefined) throw new UserError('unexpected-argument', { argument: extra, command: asked.command });
  const shell = shells.find((one) => one === word);
  if (word !== undefined && shell === undefined) throw new UserError('unexpected-argument', { argument: word, command: asked.command });
  if (shell === undefined) throw new UserError('missing-argument', { argument: 'one of bash, zsh, fish', command: asked.command });
  await io.stdout.write(scripts[shell]());
  return 0;
}
