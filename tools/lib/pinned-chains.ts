import { createChains, type Chains } from '../../src/engine/explain-chains.ts';
import { snapshotEvidence } from '../../src/engine/explain-evidence.ts';
import { createSession } from '../../src/engine/session.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import type { Chain, ChainEnd, ChainStep } from '../../src/model/chains.ts';
import type { Report } from '../../src/model/report.ts';
import type { PinnedSite } from './pinned-causes.ts';

/** The chain of a pinned site as a person judged it, with the module's own text only. */
export interface PinnedChain extends Pick<PinnedSite, 'module' | 'go' | 'file' | 'line' | 'function' | 'what' | 'of' | 'nth'> {
  /** What is right, as {@link showStep} writes it. */
  readonly steps: readonly string[];
  readonly end: ChainEnd;
  /** Why what is said instead is wrong, or what has to be known to find it right. */
  readonly note?: string;
}

/** `passed ast/block.go:505 fmt.Printf`: what happens, where, and what it goes into or who is called. */
export function showStep({ code, at, into, callee, parameter, subject, function: name }: ChainStep): string {
  const where = at === undefined ? '' : ` ${at.file}:${at.line}`;
  const what = code === 'received' ? `${name} ${parameter ?? subject ?? ''}`.trim() : (callee ?? into ?? subject);
  return `${code}${where}${what === undefined ? '' : ` ${what}`}`;
}

/** A module's report with the chains of its sites: without its tests, and without the text of what it depends on. */
export async function readChains(folder: string): Promise<{ readonly report: Report; readonly chains: Chains }> {
  const host = createNodeHost();
  const session = createSession(host, { cwd: folder, patterns: ['./...'], keepExplanations: true }, 'pins');
  try {
    const snapshot = await session.run();
    return { report: snapshot.report, chains: createChains(snapshotEvidence(host, snapshot, folder)) };
  } finally {
    session.close();
  }
}

/** The site of a pin with its chain, as the first draft of a {@link PinnedChain}. */
export function draftChain({ outcome: _outcome, cause: _cause, note: _note, ...site }: PinnedSite, chain: Chain): PinnedChain {
  return { ...site, steps: chain.steps.map(showStep), end: chain.end };
}
