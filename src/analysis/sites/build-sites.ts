import type { CallFact, Frame, VerdictFact } from '../../model/facts.ts';
import type { Site } from '../../model/site.ts';
import type { Unit } from '../../model/unit.ts';
import type { JoinedCall, JoinedUnit, LooseVerdict } from '../join/unit-join.ts';
import { finishSites } from './finish-sites.ts';
import { addCall, addRepeated, addVerdict, openDraft, type Draft } from './site-draft.ts';
import type { SiteOptions } from './site-options.ts';
import { anchorOf, packageAround, packageOfFile, writtenName } from './written-place.ts';

/**
 * Makes sites of joined evidence: calls are grouped by the place where they are written, so that inlined copies, instantiations and variants
 * become places of one site; heap verdicts without a call become sites of their own. Sorted by package, file, line, what, type, subject.
 */
export function buildSites(joins: readonly JoinedUnit[], options: SiteOptions): Site[] {
  const drafts = new Map<string, Draft>();
  const byCall = new Map<CallFact, Draft>();
  const bySubject = new Map<string, Draft>();
  for (const { unit, join } of joins) {
    for (const one of join.calls) {
      const draft = draftOfCall(drafts, unit, one, options);
      byCall.set(one.call, draft);
      addCall(draft, unit, one, options);
      if (one.verdict) bySubject.set(subjectKey(unit, one.verdict), draft);
    }
  }
  /** By variable; undefined where the function has several of that name. */
  const written = new Map<string, Draft | undefined>();
  const place = (unit: Unit, loose: LooseVerdict): void => {
    const known = bySubject.get(subjectKey(unit, loose.verdict));
    if (loose.is === 'repeated') {
      if (known) addRepeated(known, unit, loose);
      return;
    }
    const variable = loose.is === 'merged' ? variableKey(anchorOf(loose.into, unit), loose.verdict, options) : '';
    const draft = known ?? (isCopy(loose) ? written.get(variable) : undefined) ?? draftOfVerdict(drafts, unit, loose, options);
    addVerdict(draft, unit, loose, options);
    if (loose.is !== 'merged') return;
    draft.mergedInto ??= byCall.get(loose.into);
    if (!isCopy(loose)) written.set(variable, written.has(variable) && written.get(variable) !== draft ? undefined : draft);
  };
  // A merged variable of an inlined copy is written where that of the function's own body is.
  for (const copies of [false, true])
    for (const { unit, join } of joins) for (const loose of join.loose) if (isCopy(loose) === copies) place(unit, loose);
  return finishSites([...drafts.values()], options);
}

/** Whether a merged variable is that of a function that was inlined. */
function isCopy(loose: LooseVerdict): boolean {
  return loose.is === 'merged' && loose.into.inline.length > 1;
}

/** A local variable by the function around its place; that of an imported package has its qualifier in the compiler's words. */
function variableKey({ file, line, function: symbol }: Frame, { subject }: VerdictFact, { functionAt }: SiteOptions): string {
  return `${file}\0${functionAt?.(file, line, '') ?? symbol}\0${subject.slice(subject.lastIndexOf('.') + 1)}`;
}

function subjectKey(unit: Unit, { file, line, column, subject, kind }: VerdictFact): string {
  return `${unit.package}\0${file}\0${line}\0${column ?? 0}\0${kind}\0${subject}`;
}

function draftOfCall(drafts: Map<string, Draft>, unit: Unit, { call, what, verdict }: JoinedCall, options: SiteOptions): Draft {
  const found = anchorOf(call, unit);
  // Where the call of an expression stands on another line (a parameter's, a literal's in a declaration), the verdict is at the expression.
  const isElsewhere = call.inline.length === 1 && verdict?.file === found.file && verdict.line > 0;
  const anchor = isElsewhere ? { ...found, line: verdict.line } : found;
  const owner = options.ownerOf(anchor.file) ?? packageAround(anchor, unit);
  const named = writtenName(anchor.function);
  const written = options.functionAt?.(anchor.file, anchor.line, named) ?? named;
  // Instantiations have types of their own at one written place.
  const type = named.includes('[...]') ? '*' : (call.type ?? '');
  const key = `${owner}\0${anchor.file}\0${anchor.line}\0${written}\0${what}\0${type}`;
  return openDraft(drafts, key, { package: owner, function: written, anchor, what, unit });
}

function draftOfVerdict(drafts: Map<string, Draft>, unit: Unit, { verdict, open: { shape } }: LooseVerdict, options: SiteOptions): Draft {
  const { file, line, subject } = verdict;
  const written = options.functionAt?.(file, line, '') ?? '';
  const owner = options.ownerOf(file) ?? packageOfFile(file) ?? unit.package;
  const what = shape.form === 'function' ? 'closure' : (shape.whats[0] ?? 'box');
  const anchor = { package: owner, function: written, file, line };
  const key = `${owner}\0${file}\0${line}\0${written}\0${what}\0said\0${subject}`;
  return openDraft(drafts, key, { package: owner, function: written, anchor, what, unit });
}
