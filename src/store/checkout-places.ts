import { createHash } from 'node:crypto';
import { UserError } from '../base/user-error.ts';
import type { FileLock, Host } from '../host/host.ts';

/** A place for one revision's files: nobody else uses it until it is given back. */
export interface CheckoutPlace {
  /** The files, and what git knows of them. */
  readonly folder: string;
  readonly index: string;
  /** The commit whose files are there; undefined where that is not known: a new place, or one whose filling did not come to its end. */
  readonly holds: string | undefined;
  /** To be called before the files change. */
  begin(): Promise<void>;
  /** … and when they are those of a commit. */
  done(commit: string): Promise<void>;
  release(): Promise<void>;
}

/** So many revisions of one repository may be looked at at once. */
const places = 12;
/** A place that nobody used for so long is removed. */
const unusedMs = 14 * 24 * 3_600_000;

/**
 * Takes a place for a revision of the repository that `repository` names, below `folder`, the user's folder for caches. Its path stays the same from run to
 * run, since Go's build cache knows a module by its path: the place that holds `commit` already is taken first, else the first that nobody
 * uses. Throws UserError `checkouts-busy`, `file-unwritable`.
 */
export async function takeCheckoutPlace(host: Host, folder: string, repository: string, commit: string): Promise<CheckoutPlace> {
  const all = `${folder}/checkouts`;
  const own = `${all}/${createHash('sha256').update(repository).digest('hex').slice(0, 16)}`;
  await host.files.makeFolder(own, { isPrivate: true });
  // A cache inside of a repository (GitLab keeps no other) must not look like new files of it.
  if ((await host.files.kind(`${all}/.gitignore`)) === 'none') await host.files.write(`${all}/.gitignore`, new TextEncoder().encode('*\n'));
  const numbers = Array.from({ length: places }, (_, index) => index);
  const holds = new Map<number, string>();
  for (const name of (await host.files.list(own)) ?? []) {
    const state = /^\d+$/.test(name) ? await readState(host, `${own}/${name}`) : undefined;
    if (state !== undefined) holds.set(Number(name), state);
  }
  for (const number of numbers.toSorted((a, b) => Number(holds.get(b) === commit) - Number(holds.get(a) === commit) || a - b)) {
    const place = `${own}/${number}`;
    await host.files.makeFolder(place, { isPrivate: true });
    const lock = await host.files.lock(`${place}/lock`);
    if (lock) return hold(host, place, lock);
  }
  throw new UserError('checkouts-busy', { folder: own });
}

async function hold(host: Host, place: string, lock: FileLock): Promise<CheckoutPlace> {
  // Another process may have changed it before the lock was taken.
  const holds = await readState(host, place);
  const folder = `${place}/files`;
  if (holds === undefined) for (const part of ['files', 'index']) await host.files.remove(`${place}/${part}`);
  return {
    folder,
    index: `${place}/index`,
    holds,
    begin: () => host.files.remove(`${place}/state`),
    done: (commit) => host.files.write(`${place}/state`, new TextEncoder().encode(`${commit}\n`)),
    async release() {
      await host.files.touch(`${place}/state`);
      await lock.release();
    },
  };
}

/** Removes places that nobody used for a fortnight, or all that nobody uses now; gives the number of removed ones. */
export async function removeCheckouts(host: Host, folder: string, which: 'unused' | 'all'): Promise<number> {
  const all = `${folder}/checkouts`;
  let removed = 0;
  let kept = 0;
  for (const repository of (await host.files.list(all)) ?? []) {
    if (!/^[0-9a-f]{16}$/.test(repository)) continue;
    const names = ((await host.files.list(`${all}/${repository}`)) ?? []).filter((name) => /^\d+$/.test(name));
    let left = names.length;
    for (const name of names) {
      const place = `${all}/${repository}/${name}`;
      if (which === 'unused' && !(await isUnused(host, place))) continue;
      const lock = await host.files.lock(`${place}/lock`);
      if (!lock) continue;
      await host.files.remove(place);
      await lock.release();
      removed++;
      left--;
    }
    if (left === 0) await host.files.remove(`${all}/${repository}`);
    kept += left;
  }
  if (which === 'all' && kept === 0) await host.files.remove(all);
  return removed;
}

async function isUnused(host: Host, place: string): Promise<boolean> {
  const state = await host.files.stat(`${place}/state`);
  if (!state) return false;
  return host.date().getTime() - state.modified > unusedMs;
}

async function readState(host: Host, place: string): Promise<string | undefined> {
  const bytes = await host.files.readIfThere(`${place}/state`, 1 << 10).catch(() => undefined);
  const text = bytes && new TextDecoder().decode(bytes).trim();
  return text === undefined || text === '' ? undefined : text;
}
