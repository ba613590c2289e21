import type { CallFact, VerdictFact } from '../../model/facts.ts';
import type { What } from '../../model/site.ts';
import type { Unit } from '../../model/unit.ts';
import { createByLine } from './by-line.ts';
import { openVerdict, type OpenCall, type OpenVerdict } from './match-line.ts';

/** What both layers say of one line. */
export interface Line {
  readonly heap: OpenVerdict[];
  readonly append: OpenVerdict[];
  readonly stack: OpenVerdict[];
  readonly calls: readonly OpenCall[];
}

/** Lines with calls, and those with heap verdicts. Other verdicts matter only to the calls beside them. */
export interface UnitLines {
  /** In the order of the evidence. */
  readonly all: readonly Line[];
  readonly at: (file: string, line: number) => Line | undefined;
}

/** Puts the evidence of a unit together by line; calls stand at the outermost frame of their inline chain, as verdicts do. */
export function groupByLine(unit: Unit, whatOf: (call: CallFact) => What): UnitLines {
  const calls = unit.archive?.calls ?? [];
  const callsAt = createByLine<OpenCall[]>();
  for (const call of calls) {
    const last = call.inline.at(-1);
    if (last) callsAt.open(last.file, last.line, () => []).push({ call, what: whatOf(call), left: call.count });
  }
  const all: Line[] = [];
  const lines = createByLine<Line>();
  const openLine = (file: string, at: number): Line =>
    lines.open(file, at, () => {
      const line = { heap: [], append: [], stack: [], calls: callsAt.get(file, at) ?? [] };
      all.push(line);
      return line;
    });
  for (const text of unit.texts) {
    for (const verdict of text.verdicts) {
      const side = sideOf(verdict);
      if (side === 'heap' || (side !== undefined && callsAt.get(verdict.file, verdict.line)))
        openLine(verdict.file, verdict.line)[side].push(openVerdict(verdict));
    }
  }
  for (const call of calls) {
    const last = call.inline.at(-1);
    if (last) openLine(last.file, last.line);
  }
  return { all, at: lines.get };
}

/** Leaks speak of parameters: they are reasons of callers, never of an allocation on this line. */
function sideOf(verdict: VerdictFact): 'heap' | 'append' | 'stack' | undefined {
  switch (verdict.kind) {
    case 'escapes-to-heap':
    case 'moved-to-heap':
      return 'heap';
    case 'append-escapes':
      return 'append';
    case 'append-does-not-escape':
    case 'does-not-escape':
      return 'stack';
    default:
      return undefined;
  }
}
