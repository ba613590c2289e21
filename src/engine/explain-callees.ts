import { profileOf, type CostlyCall } from '../model/cost.ts';
import type { CalleeAnswer } from '../model/explanation.ts';
import type { Evidence } from './explain-evidence.ts';

/**
 * Calls written on some lines that allocate, or may, outside the module; those that surely do come first. What the runtime
 * allocates for itself is left out: every mutex may do that. Nothing where it is not known.
 */
export async function calleesAt(
  evidence: Evidence,
  lines: { readonly file: string; readonly line: number; readonly endLine: number },
): Promise<{ readonly callees?: readonly CalleeAnswer[] }> {
  const units = evidence.units.filter((unit) => unit.listed.files.includes(lines.file));
  if (!evidence.callees || units.length === 0) return {};
  const found = new Map<string, CalleeAnswer>();
  for (const { at, written, callee, judgement, reason, path, when } of await evidence.callees(units)) {
    if (at.file !== lines.file || at.line < lines.line || at.line > lines.endLine || reason === 'slow-path') continue;
    const key = `${at.line} ${written.name}`;
    const known = found.get(key);
    // Of one written call the worst of what it comes to.
    if (known && (known.judgement === 'allocates' || judgement !== 'allocates')) continue;
    found.set(key, { line: at.line, written, callee, judgement, reason, path, when });
  }
  const callees = [...found.values()].toSorted(
    (a, b) => Number(b.judgement === 'allocates') - Number(a.judgement === 'allocates') || a.line - b.line,
  );
  return callees.length === 0 ? {} : { callees };
}

/** What a profile found below calls written on some lines, the costliest first. */
export function costlyCallsAt(
  { report }: Evidence,
  lines: { readonly file: string; readonly line: number; readonly endLine: number },
): { readonly costlyCalls?: readonly CostlyCall[] } {
  const costlyCalls = (profileOf(report.measurements)?.calls ?? []).filter(
    ({ file, line }) => file === lines.file && line >= lines.line && line <= lines.endLine,
  );
  return costlyCalls.length === 0 ? {} : { costlyCalls };
}
