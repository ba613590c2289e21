import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { decode } from '../run-go.ts';

/** How git is called: the same for every call of one run. */
export interface GitCall {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

/** What git answered, when it came to its own end. */
interface GitAnswer {
  readonly code: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** More than the names of any repository's files, and any Go file. */
const outputLimit = 256 << 20;

/**
 * What a hook of git sets for the repository that it runs for (`git rev-parse --local-env-vars`): the index of a commit that is being made, a folder.
 * Inherited, they would make us look into another repository, or write into the user's index. Those of objects stay: a push under way has new ones apart.
 */
const hookVariables = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_IMPLICIT_WORK_TREE',
];

/** The call for a folder: git as it answers there, in its own words, and without taking locks that are not needed (`status` would renew the index). */
export function gitCall(
  host: Pick<Host, 'env'>,
  cwd: string,
  options: { readonly signal?: AbortSignal | undefined; readonly timeoutMs?: number | undefined } = {},
): GitCall {
  const env: Record<string, string | undefined> = { ...host.env };
  for (const name of hookVariables) delete env[name];
  return {
    cwd,
    env: {
      ...env,
      LC_ALL: 'C',
      GIT_OPTIONAL_LOCKS: '0',
      // Nobody is there who could answer.
      GIT_TERMINAL_PROMPT: '0',
      // No Go file is kept there, and fetching the others would take the network.
      GIT_LFS_SKIP_SMUDGE: '1',
      PWD: cwd,
    },
    ...options,
  };
}

/** Runs `git ARGS` and gives its standard output. Throws UserError `git-failed` where it ends with another code than 0, and those of {@link askGit}. */
export async function runGit(host: Host, call: GitCall, args: readonly string[]): Promise<string> {
  return decode([await runGitBytes(host, call, args)]);
}

export async function runGitBytes(host: Host, call: GitCall, args: readonly string[]): Promise<Uint8Array> {
  const { code, stdout, stderr } = await askGit(host, call, args);
  if (code === 0) return stdout;
  throw new UserError('git-failed', { command: shownCommand(args), code, output: stderr.trim() });
}

/**
 * Runs git where a code other than 0 is an answer. Throws UserError `git-missing`, `git-ended`, `cancelled`, `git-too-much`, and
 * `repository-distrusted` where git refuses to look into a folder of somebody else.
 */
export async function askGit(host: Host, call: GitCall, args: readonly string[]): Promise<GitAnswer> {
  const out: Uint8Array[] = [];
  const err: Uint8Array[] = [];
  let bytes = 0;
  const result = await host.run({
    command: 'git',
    args,
    cwd: call.cwd,
    env: call.env,
    signal: call.signal,
    timeoutMs: call.timeoutMs,
    onStdout: (chunk) => {
      bytes += chunk.length;
      if (bytes <= outputLimit) out.push(chunk);
    },
    onStderr: (chunk) => void (err.length < 1000 && err.push(chunk)),
  });
  switch (result.how) {
    case 'exited':
      break;
    case 'missing':
      throw new UserError('git-missing', { reason: result.reason });
    case 'aborted':
      throw new UserError('cancelled');
    case 'signalled':
      throw new UserError('git-ended', { command: shownCommand(args), by: result.signal });
    case 'timed-out':
      throw new UserError('git-ended', { command: shownCommand(args), by: 'timeout' });
    default:
      return result satisfies never;
  }
  // A part of an answer must not pass for the whole.
  if (bytes > outputLimit)
    throw new UserError('git-failed', { command: shownCommand(args), code: 0, output: `more than ${outputLimit} bytes` });
  const stderr = decode(err);
  const distrusted = /detected dubious ownership in repository at '([^'\n]*)'/.exec(stderr)?.[1];
  if (distrusted !== undefined) throw new UserError('repository-distrusted', { folder: distrusted });
  return { code: result.code, stdout: concat(out), stderr };
}

/** Texts that git separates by NUL (`-z`): names are as they are, not quoted. */
export function splitNul(text: string): string[] {
  return text.split('\0').filter((part) => part !== '');
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** The subcommand, without what makes it long. */
function shownCommand(args: readonly string[]): string {
  return `git ${args
    .filter((arg) => !arg.startsWith('-'))
    .slice(0, 2)
    .join(' ')}`;
}
