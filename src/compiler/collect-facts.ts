import { compareText } from '../base/order.ts';
import type { InlinedCallFact, InlineFact, NoteFact, NoteKind, Position, TextFacts, UnknownLine, VerdictFact } from '../model/facts.ts';
import { readMessage, type Message } from './read-message.ts';
import { startRecord, type Draft } from './start-record.ts';

type Records = Pick<TextFacts, 'verdicts' | 'inlining' | 'inlinedCalls' | 'notes' | 'unknown'>;

/** Takes the lines of a block that belong to no explanation, one by one, and counts equal ones at the end. */
export interface FactCollector {
  /** `text` is what stands behind the position. False: it is not known, and was not taken. */
  add(file: string, line: number, column: number, text: string): boolean;
  addUnknown(line: string): void;
  finish(): { readonly records: Records; readonly counts: Pick<TextFacts['counts'], 'verdicts' | 'inlining' | 'notes' | 'unknown'> };
}

export function createFactCollector(): FactCollector {
  const verdicts: Draft<VerdictFact>[] = [];
  const inlining: InlineFact[] = [];
  const calls: Draft<InlinedCallFact>[] = [];
  const notes: Draft<NoteFact>[] = [];
  const unknown = new Map<string, Draft<UnknownLine>>();
  return {
    add(file, line, column, text) {
      const message = readMessage(text);
      if (!message) return false;
      switch (message.is) {
        case 'verdict':
          verdicts.push(makeVerdict(startRecord(file, line, column), message));
          break;
        case 'inline':
          inlining.push(makeInline(startRecord(file, line, column), message));
          break;
        case 'call':
          calls.push(makeCall(startRecord(file, line, column), message.callee));
          break;
        case 'note':
          notes.push(makeNote(startRecord(file, line, column), message.note, text));
          break;
        default:
          message satisfies never;
      }
      return true;
    },
    addUnknown(text) {
      const known = unknown.get(text);
      if (known) known.count++;
      else unknown.set(text, { text, count: 1 });
    },
    finish() {
      const lines = [...unknown.values()];
      return {
        counts: {
          verdicts: verdicts.length,
          inlining: inlining.length + calls.length,
          notes: notes.length,
          unknown: lines.reduce((sum, line) => sum + line.count, 0),
        },
        records: {
          verdicts: merge(verdicts, byVerdict),
          inlining: inlining.sort(byInline),
          inlinedCalls: merge(calls, byCall),
          notes: merge(notes, byNote),
          // In the order of the text: the errors of a package that does not compile are among them.
          unknown: lines,
        },
      };
    },
  };
}

function makeVerdict(record: Draft<VerdictFact>, message: Message & { is: 'verdict' }): Draft<VerdictFact> {
  record.kind = message.kind;
  record.subject = message.subject;
  record.count = 1;
  if (message.result !== undefined) record.result = message.result;
  if (message.level !== undefined) record.level = message.level;
  if (message.statement !== undefined) record.statement = message.statement;
  return record;
}

function makeInline(record: Draft<InlineFact>, message: Message & { is: 'inline' }): InlineFact {
  record.function = message.function;
  record.can = message.can;
  if (message.cost !== undefined) record.cost = message.cost;
  if (message.budget !== undefined) record.budget = message.budget;
  if (message.reason !== undefined) record.reason = message.reason;
  if (message.into !== undefined) record.into = message.into;
  return record;
}

function makeCall(record: Draft<InlinedCallFact>, callee: string): Draft<InlinedCallFact> {
  record.callee = callee;
  record.count = 1;
  return record;
}

function makeNote(record: Draft<NoteFact>, note: NoteKind, text: string): Draft<NoteFact> {
  record.note = note;
  record.text = text;
  record.count = 1;
  return record;
}

/** Sorts, and makes one record of equal ones. */
function merge<T extends { count: number }>(records: T[], compare: (a: T, b: T) => number): T[] {
  records.sort(compare);
  let kept = 0;
  for (const record of records) {
    const last = records[kept - 1];
    if (last && compare(last, record) === 0) last.count += record.count;
    else records[kept++] = record;
  }
  records.length = kept;
  return records;
}

/** Written out, since a block has 10,000 of them: composed of one function per key, sorting took twice as long. */
function byPosition(a: Position, b: Position): number {
  if (a.file !== b.file) return compareText(a.file, b.file);
  return a.line - b.line || (a.column ?? 0) - (b.column ?? 0);
}

function byVerdict(a: VerdictFact, b: VerdictFact): number {
  return (
    byPosition(a, b) ||
    compareText(a.kind, b.kind) ||
    compareText(a.subject, b.subject) ||
    compareText(a.result ?? '', b.result ?? '') ||
    (a.level ?? 0) - (b.level ?? 0) ||
    compareText(a.statement ?? '', b.statement ?? '')
  );
}

function byInline(a: InlineFact, b: InlineFact): number {
  return (
    byPosition(a, b) ||
    compareText(a.function, b.function) ||
    Number(a.can) - Number(b.can) ||
    compareText(a.into ?? '', b.into ?? '') ||
    compareText(a.reason ?? '', b.reason ?? '') ||
    (a.cost ?? 0) - (b.cost ?? 0)
  );
}

function byCall(a: InlinedCallFact, b: InlinedCallFact): number {
  return byPosition(a, b) || compareText(a.callee, b.callee);
}

function byNote(a: NoteFact, b: NoteFact): number {
  return byPosition(a, b) || compareText(a.text, b.text);
}
