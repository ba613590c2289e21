import { compareSides } from '../../analysis/difference/compare-sides.ts';
import { listIncomparable } from '../../analysis/difference/comparable.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { comparisonSchemaName, type Comparison } from '../../model/comparison.ts';
import { documentSchemas } from '../../model/document.ts';
import type { Problem, Report } from '../../model/report.ts';
import { readDocument } from '../../store/read-document.ts';
import { bundleEvidence, type Evidence } from '../explain-evidence.ts';
import { explainPlaces } from './explain-places.ts';
import { findingsOf } from './findings-of.ts';
import { comparedSide, makeSideFacts, type SideFacts } from './side-facts.ts';

/** A saved report, or a bundle with its evidence. */
interface Saved {
  readonly label: string;
  readonly facts: SideFacts;
  /** Of a bundle. */
  readonly evidence?: Evidence;
}

/** A comparison with the reports that it is of. */
export interface DiffedSaved {
  readonly comparison: Comparison;
  readonly base: Report;
  readonly head: Report;
}

/**
 * Compares two saved results, bundles or reports, without a build. A bundle has the sources that sites cite and the explanations; of reports alone identities decide. Throws
 * those of reading, and `document-foreign` where a document is none of a build.
 */
export async function diffSaved(host: Host, paths: readonly [string, string], shown: readonly [string, string]): Promise<DiffedSaved> {
  const base = await open(host, paths[0], shown[0]);
  const head = await open(host, paths[1], shown[1]);
  const incomparable = listIncomparable(base.facts.report.build, head.facts.report.build);
  const problems = [...problemsOf(base.facts.report, 'base'), ...problemsOf(head.facts.report, 'head')];
  const reports = { base: base.facts.report, head: head.facts.report };
  const common = {
    schema: comparisonSchemaName,
    base: { label: base.label, build: base.facts.report.build, counts: base.facts.report.counts },
    head: { label: head.label, build: head.facts.report.build, counts: head.facts.report.counts },
    causes: [],
    problems,
  } as const;
  if (incomparable.length > 0 || problems.some(({ effect }) => effect === 'failed')) {
    const states = { new: 0, worse: 0, fixed: 0, moved: 0, 'other-reason': 0, unchanged: 0 };
    return {
      ...reports,
      comparison: { ...common, ...(incomparable.length > 0 ? { incomparable } : {}), places: [], states, findings: [] },
    };
  }
  const { places, states, map } = compareSides(comparedSide(base.facts), comparedSide(head.facts));
  const { evidence } = head;
  const explained = evidence ? await explainPlaces(places, { evidence, map, causes: [], inlined: head.facts.inlined }) : places;
  return { ...reports, comparison: { ...common, places: explained, states, findings: findingsOf(explained) } };
}

async function open(host: Host, path: string, shown: string): Promise<Saved> {
  if ((await host.files.kind(path)) === 'folder') {
    const evidence = await bundleEvidence(host, path);
    const { report, units } = evidence;
    const sources = new Map<string, Uint8Array>();
    for (const file of new Set(report.packages.flatMap((pkg) => pkg.files))) {
      const source = await evidence.source(file);
      if (source) sources.set(file, source.bytes);
    }
    return { label: shown, facts: makeSideFacts({ report, units }, (file) => sources.get(file)), evidence };
  }
  const saved = await readDocument(host, path, shown);
  if (saved.kind !== 'report')
    throw new UserError('document-foreign', { file: shown, found: documentSchemas[saved.kind], known: documentSchemas.report });
  return { label: shown, facts: makeSideFacts({ report: saved.document, units: [] }, () => undefined) };
}

/** What keeps a side from being judged; notices of two builds say nothing of their difference. */
function problemsOf({ problems }: Report, side: 'base' | 'head'): Problem[] {
  return problems.filter(({ effect }) => effect !== 'notice').map((problem): Problem => ({ ...problem, in: [side] }));
}
