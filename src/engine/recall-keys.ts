import { digest } from './digest.ts';
import type { Plan } from './gather.ts';

/** Names where and with what something is built, all but the packages: what a compiled variant says depends on no more of it. */
export function placeKeyOf({ go, workspace, deps, notRewritten }: Plan): string {
  return digest(JSON.stringify([go, workspace, deps.length > 0, notRewritten]));
}

/** Names one command: what its report depends on besides what Go says. `stackward` is the version that the report names. */
export function commandKeyOf({ go, workspace, args, settings, patterns, deps, userFlags, notRewritten }: Plan, stackward: string): string {
  return digest(JSON.stringify([stackward, go, workspace, args, settings, patterns, deps, userFlags, notRewritten]));
}
