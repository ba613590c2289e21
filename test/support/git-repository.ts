import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A real repository in a temporary folder, the same on every machine: no settings of the user or the system reach it. */
export interface GitRepository {
  readonly folder: string;
  git(...args: string[]): string;
  write(files: Readonly<Record<string, string | undefined>>): void;
  /** Writes files, takes up all that changed, and gives the hash of the commit. */
  commit(message: string, files?: Readonly<Record<string, string | undefined>>): string;
}

export const gitEnv: NodeJS.ProcessEnv = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
  // Submodules and clones of tests lie beside each other.
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'protocol.file.allow',
  GIT_CONFIG_VALUE_0: 'always',
};

export function openRepository(folder: string): GitRepository {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, env: gitEnv, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const write: GitRepository['write'] = (files) => {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(folder, name);
      if (text === undefined) rmSync(file, { recursive: true, force: true });
      else {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
  };
  return {
    folder,
    git,
    write,
    commit(message, files = {}) {
      write(files);
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD');
    },
  };
}

export function makeRepository(folder: string): GitRepository {
  mkdirSync(folder, { recursive: true });
  const repository = openRepository(folder);
  repository.git('init', '-q', '-b', 'main');
  return repository;
}

/** A temporary folder without symbolic links in its path. */
export function temporaryFolder(name: string): string {
  return realpathSync(mkdtempSync(path.join(tmpdir(), `stackward-${name}-`)));
}
