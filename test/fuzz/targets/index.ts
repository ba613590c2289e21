import type { FuzzTarget } from '../target.ts';
import * as archives from './archives.ts';
import * as benchmarks from './benchmarks.ts';
import * as compiler from './compiler.ts';
import * as documents from './documents.ts';
import * as executables from './executables.ts';
import * as git from './git.ts';
import * as profiles from './profiles.ts';
import * as sources from './sources.ts';
import * as toolchain from './toolchain.ts';
import * as words from './words.ts';

const groups = { compiler, archives, profiles, benchmarks, sources, toolchain, git, documents, words, executables };

/** Every reader of outside bytes. `docs/limits.md` has a row for each, and a test finds readers that none of these reaches. */
export const fuzzTargets: readonly FuzzTarget[] = Object.values(groups).flatMap((group) => group.fuzzTargets);

/** The module that exports a target: a worker loads it alone. Throws where there is no such target. */
export function moduleOf(name: string): string {
  for (const [group, { fuzzTargets: targets }] of Object.entries(groups))
    if (targets.some((target) => target.name === name)) return new URL(`${group}.ts`, import.meta.url).href;
  throw new Error(`no target ${name}; there are: ${fuzzTargets.map((target) => target.name).join(', ')}`);
}
