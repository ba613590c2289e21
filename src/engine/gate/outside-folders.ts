import { dirname, inside, join, toSlashes } from '../../base/posix-path.ts';
import type { Host } from '../../host/host.ts';
import type { Repository } from '../../toolchain/git/repository.ts';
import type { GoEnvironment } from '../../toolchain/go-environment.ts';
import { absoluteOutside, movePaths, usedFolders } from '../../toolchain/outside-paths.ts';
import { digest } from '../digest.ts';

const limit = 16 << 20;
/** The go.work of a workspace around the repository, as the checkout sees it. */
const ownWork = 'stackward-base.work';

/** What decides how a checkout finds modules beside the repository. */
export interface Surroundings {
  readonly repository: Repository;
  /** Where the user stands, below the top of the repository; '' for the top. */
  readonly prefix: string;
  readonly go: Pick<GoEnvironment, 'gowork'>;
}

/** The go.work of the working tree: below the top of the repository, around it, or none. */
export async function describeWork(host: Host, { repository, go }: Surroundings): Promise<string> {
  if (go.gowork === '') return '';
  const file = toSlashes(go.gowork);
  const within = inside(repository.top, file);
  return within ?? `around ${digest((await host.files.readIfThere(file, limit)) ?? '')}`;
}

/**
 * Lets a checkout find what lies beside the repository: folders that `replace` and `use` name by ways out of it are named absolutely, and a go.work around the repository is written anew
 * with the repository's modules in the checkout. These are as they are now on both sides: they are of no commit. Gives the value of GOWORK.
 */
export async function findOutside(host: Host, surroundings: Surroundings, checkout: string): Promise<string> {
  const { repository, prefix, go } = surroundings;
  const { top } = repository;
  const work = go.gowork === '' ? undefined : toSlashes(go.gowork);
  const text = work === undefined ? undefined : await readText(host, work);
  if (work !== undefined && text !== undefined && inside(top, work) === undefined) {
    const move = (target: string): string => {
      const within = inside(top, target);
      return within === undefined ? target : join(checkout, within || '.');
    };
    const file = join(checkout, ownWork);
    await host.files.write(file, new TextEncoder().encode(movePaths(text, dirname(work), move)));
    const sums = await host.files.readIfThere(`${work}.sum`, limit);
    if (sums) await host.files.write(`${file}.sum`, sums);
    for (const folder of usedFolders(text, dirname(work))) await rewrite(host, top, checkout, join(folder, 'go.mod'));
    return file;
  }
  if (work === undefined) {
    for (let folder = join(top, prefix || '.'); inside(top, folder) !== undefined; folder = dirname(folder)) {
      if (!(await rewrite(host, top, checkout, join(folder, 'go.mod')))) continue;
      break;
    }
    return 'off';
  }
  const within = inside(top, work) ?? '';
  await rewrite(host, top, checkout, work);
  const base = await readText(host, join(checkout, within));
  for (const folder of base === undefined ? [] : usedFolders(base, join(checkout, dirname(within)))) {
    const module = inside(checkout, folder);
    if (module !== undefined) await rewrite(host, top, checkout, join(top, join(module || '.', 'go.mod')));
  }
  return join(checkout, within);
}

/** Writes a file of the checkout anew, by the name that it has in the repository; whether it is there. With `vendor` Go holds both against each other, and nothing is looked for. */
async function rewrite(host: Host, top: string, checkout: string, file: string): Promise<boolean> {
  const within = inside(top, file);
  if (within === undefined) return false;
  const there = join(checkout, within);
  const text = await readText(host, there);
  if (text === undefined) return false;
  const moved = movePaths(text, dirname(file), absoluteOutside(top));
  const isVendored = (await host.files.kind(join(dirname(there), 'vendor/modules.txt'))) === 'file';
  if (moved !== text && !isVendored) await host.files.write(there, new TextEncoder().encode(moved));
  return true;
}

async function readText(host: Host, file: string): Promise<string | undefined> {
  const bytes = await host.files.readIfThere(file, limit);
  return bytes && new TextDecoder().decode(bytes);
}
