import { compareBy, compareText } from '../../base/order.ts';
import type { Chain } from '../../model/chains.ts';
import { changes, type Change } from '../../model/change.ts';
import type { Because } from '../../model/comparison.ts';
import { severities, type Finding, type Known, type Related, type Severity } from '../../model/finding.ts';
import type { Build } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import { stepWords } from '../../view/chain-words.ts';
import { becauseWords } from '../../view/comparison-words.ts';
import { findingMessage } from '../../view/messages/en/findings.ts';
import { showPosition } from '../../view/positions.ts';
import { relatedLines, relatedWords } from '../../view/related-words.ts';
import { safeText } from '../../view/safe-text.ts';
import { hiddenWords, siteCause, siteWords } from '../../view/site-words.ts';
import { repositoryNamer } from './repository-place.ts';

/** What is told at one place: a finding, or a site that was asked for. All its texts are lines that no terminal acts on. */
export interface Entry {
  /** The code of the finding; of a site that of its cause. */
  readonly rule: string;
  readonly of: 'finding' | 'site';
  readonly severity: Severity;
  /** Without lines, unique among the entries. */
  readonly id: string;
  readonly message: string;
  /** What else is to say, the next step last. */
  readonly more: readonly string[];
  readonly at: Span;
  /** Other positions but those of the flow. */
  readonly related: readonly Related[];
  /** Step by step from the place on: the way of a proof, else how the value comes to the heap. */
  readonly flow: readonly { readonly at: Span; readonly message: string }[];
  readonly package?: string;
  readonly function?: string;
  readonly state?: Change;
  readonly known?: Known;
}

/** What a document says of the site of a finding. */
export interface About {
  readonly site: Site;
  /** Its place in the order of importance. */
  readonly rank: number;
  readonly because?: Because;
  readonly chain?: Chain;
}

/** Findings in the order of their importance. `about` is by the id of the site. */
export function findingEntries(findings: readonly Finding[], about: ReadonlyMap<string, About>, build: Build | undefined): Entry[] {
  // Worked out once for each: the sort compares 25,000 findings some 350,000 times, which took as long as making the entries.
  const weighed = findings.map((finding): Weighed => {
    const known = finding.site === undefined ? undefined : about.get(finding.site);
    const grave = severities.indexOf(finding.severity) + (finding.known === undefined ? 0 : severities.length);
    const weight = grave * (changes.length + 1) + stateRank(finding.state);
    return { finding, about: known, weight, rank: finding.site === undefined ? 0 : (known?.rank ?? Infinity) };
  });
  return weighed.toSorted(byImportance).map((one) => findingEntry(one.finding, one.about, build));
}

interface Weighed {
  readonly finding: Finding;
  readonly about: About | undefined;
  /** By what is known already, severity, state. */
  readonly weight: number;
  readonly rank: number;
}

const byImportance = compareBy<Weighed>(
  (a, b) => a.weight - b.weight,
  (a, b) => compareNumber(a.rank, b.rank),
  (a, b) => compareText(a.finding.anchor.file, b.finding.anchor.file),
  (a, b) => a.finding.anchor.line - b.finding.anchor.line,
  (a, b) => compareText(a.finding.id, b.finding.id),
);

function findingEntry(finding: Finding, about: About | undefined, build: Build | undefined): Entry {
  const { code, args, severity, id, anchor, related, package: pkg, function: name, state, known } = finding;
  const { what, next } = findingMessage(code, args);
  const nameFile = repositoryNamer(build);
  const show = (span: Span): string => showPosition(span, nameFile);
  const path = related.filter((one) => one.code === 'path').map((one) => ({ at: one.at, message: relatedWords(one) }));
  return {
    rule: code,
    of: 'finding',
    severity,
    id,
    message: safeText(what),
    more: [
      ...(about ? [siteSentence(about.site, undefined, nameFile)] : []),
      ...(about?.because ? [safeText(`because ${becauseWords(about.because, show)}`)] : []),
      ...relatedLines(related, show),
      ...(next === undefined ? [] : [`→ ${safeText(next)}`]),
    ],
    at: anchor,
    related: related.filter((one) => one.code !== 'path'),
    flow: path.length > 0 || !about?.chain ? path : chainFlow(about.chain, about.site),
    ...(pkg === undefined ? {} : { package: pkg }),
    ...(name === undefined ? {} : { function: name }),
    ...(state === undefined ? {} : { state }),
    ...(known === undefined ? {} : { known }),
  };
}

function chainFlow({ steps }: Chain, { what }: Site): Entry['flow'] {
  return steps.flatMap((step) => (step.at ? [{ at: step.at, message: safeText(stepWords(step, what)) }] : []));
}

/** A site as a note. `labels` are those of several builds. */
export function siteEntry(site: Site, labels: readonly string[] | undefined, build: Build | undefined): Entry {
  const { at, cause } = site;
  const isElsewhere = cause.at !== undefined && (cause.at.file !== at.file || cause.at.line !== at.line);
  return {
    rule: cause.code,
    of: 'site',
    severity: 'note',
    id: site.id,
    message: siteSentence(site, labels, repositoryNamer(build)),
    more: [],
    at,
    related: [],
    // The sentence names this place.
    flow: isElsewhere && cause.at ? [{ at: cause.at, message: safeText(cause.code) }] : [],
    package: site.package,
    function: site.function,
  };
}

function siteSentence(site: Site, labels: readonly string[] | undefined, nameFile: (file: string) => string): string {
  return [siteWords(site, labels), hiddenWords(site), siteCause(site, nameFile)].filter(Boolean).join('. ');
}

/** Where a document has an id twice, the second is told apart: channels show equal fingerprints as one. */
export function withUniqueIds(entries: readonly Entry[]): Entry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const times = (seen.get(entry.id) ?? 0) + 1;
    seen.set(entry.id, times);
    return times === 1 ? entry : { ...entry, id: `${entry.id}/${times}` };
  });
}

function stateRank(state: Change | undefined): number {
  return state === undefined ? changes.length : changes.indexOf(state);
}

/** Infinity less infinity is no number. */
function compareNumber(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
