import { createGenerations, type Generations } from '../base/generations.ts';
import type { ArchiveEdges, CallSiteFact } from '../model/facts.ts';

/** What was read of archives, by file: files of the build cache are named by their content. */
export interface CalleesMemory {
  readonly edges: Generations<ArchiveEdges>;
  readonly calls: Generations<readonly CallSiteFact[]>;
  /** Forgets what was not used since the turn before. */
  turn(): void;
  clear(): void;
}

export function createCalleesMemory(): CalleesMemory {
  const edges = createGenerations<ArchiveEdges>();
  const calls = createGenerations<readonly CallSiteFact[]>();
  return {
    edges,
    calls,
    turn() {
      edges.turn();
      calls.turn();
    },
    clear() {
      edges.clear();
      calls.clear();
    },
  };
}
