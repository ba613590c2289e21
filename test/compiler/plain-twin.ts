/**
 * The slow plain reader: the same facts by regular expressions made of the compiler's own format strings, line by line. It shares no
 * code with src/compiler and is the oracle for it.
 */
import type {
  Explanation,
  FlowReason,
  FlowStep,
  InlinedCallFact,
  InlineFact,
  NameFile,
  NoteFact,
  NoteKind,
  Position,
  TextFacts,
  VerdictFact,
  VerdictKind,
} from '../../src/model/facts.ts';

export interface PlainFacts extends Omit<TextFacts, 'explanations' | 'package' | 'variant'> {
  readonly explanations: readonly Explanation[];
  /** Where they stand, as pairs of byte offsets. */
  readonly ranges: readonly number[];
}

const number = '([1-9][0-9]{0,8})';
const level = '(0|[1-9][0-9]{0,8})';
const tail = `:${number}(?::${number})?(?:\\[(?:(?!\\]: )[^[])*\\])?`;
const frontPosition = new RegExp(`^(.+?)${tail}: `, 's');
const lastPosition = new RegExp(`^(.+?)${tail}: $`, 's');
const wholePosition = new RegExp(`^(.+?):${number}(?::${number})?(?:\\[[^[]*\\])?$`, 's');
/** A function's name: its quotes, those of struct tags, close. */
const name = String.raw`((?:[^"]|"(?:[^"\\]|\\.)*")+?)`;

/** Part of a name that is followed by its cost. */
const unit = String.raw`(?:(?! with cost )[^"]|"(?:[^"\\]|\\.)*")`;

type Fields = Record<string, string | number | boolean>;
interface Shape {
  readonly pattern: RegExp;
  readonly make: (groups: readonly string[]) => { readonly as: keyof Lists; readonly fields: Fields };
}
interface Lists {
  verdicts: Fields[];
  inlining: Fields[];
  inlinedCalls: Fields[];
  notes: Fields[];
}

const verdict = (format: string, kind: VerdictKind, ...names: string[]): Shape => ({
  pattern: line(format),
  make: (groups) => ({
    as: 'verdicts',
    fields: {
      kind,
      subject: '',
      ...Object.fromEntries(groups.map((group, at) => [names[at], names[at] === 'level' ? Number(group) : group])),
    },
  }),
});
const note = (format: string, kind: NoteKind): Shape => ({ pattern: line(format), make: () => ({ as: 'notes', fields: { note: kind } }) });
const line = (format: string): RegExp => new RegExp(`^${format}$`, 's');

/** In order: the first that fits. */
const shapes: readonly Shape[] = [
  {
    pattern: line('inlining call to (.+?)(?: with score -?[0-9]+)?'),
    make: ([callee = '']) => ({ as: 'inlinedCalls', fields: { callee } }),
  },
  {
    pattern: line(`can inline (?! )(${unit}+) with cost ${level} as: .*\\}`),
    make: ([fn = '', cost]) => ({ as: 'inlining', fields: { function: fn, can: true, cost: Number(cost) } }),
  },
  {
    pattern: line(`can inline (?! )((?:${unit})*(?:"(?:[^"\\\\]|\\\\.)*\\\\?)?)(?<=inline .+)`),
    make: ([fn = '']) => ({ as: 'inlining', fields: { function: fn, can: true } }),
  },
  {
    pattern: line(`cannot inline ${name} into (.+): repeated recursive cycle`),
    make: ([fn = '', into = '']) => ({ as: 'inlining', fields: { function: fn, can: false, reason: 'repeated recursive cycle', into } }),
  },
  {
    pattern: line(`cannot inline ${name}: (.+)`),
    make: ([fn = '', reason = '']) => {
      const [, cost, budget] = line(`function too complex: cost ${number} exceeds budget ${number}`).exec(reason) ?? [];
      const costs = cost === undefined ? {} : { cost: Number(cost), budget: Number(budget) };
      return { as: 'inlining', fields: { function: fn, can: false, ...costs, reason } };
    },
  },
  verdict('append escapes to heap', 'append-escapes'),
  verdict('append does not escape', 'append-does-not-escape'),
  verdict('(.+) escapes to heap', 'escapes-to-heap', 'subject'),
  verdict('(.+) does not escape', 'does-not-escape', 'subject'),
  verdict('moved to heap: (.+)', 'moved-to-heap', 'subject'),
  verdict('leaking param content: ([^ ]+)', 'leaking-param-content', 'subject'),
  verdict('leaking param: ([^ ]+)', 'leaking-param', 'subject'),
  verdict(`leaking param: (\\S+) to result (\\S+) level=${level}`, 'leaking-param-to-result', 'subject', 'result', 'level'),
  verdict('zero-copy string->\\[\\]byte conversion', 'zero-copy'),
  note('.+ capturing by (?:ref|value): .+ \\(addr=(?:true|false) assign=(?:true|false) width=-?[0-9]{1,20}\\)', 'captures'),
  note('assuming .+ is unsafe uintptr', 'unsafe-uintptr'),
  note('marking .+ as escaping uintptr', 'escaping-uintptr'),
  note('marking .+ as escaping \\.\\.\\.uintptr', 'escaping-uintptr'),
  note('mutates param: \\S+ derefs=[0-9]+', 'mutates-or-calls'),
  note('calls param: \\S+ derefs=[0-9]+', 'mutates-or-calls'),
  note('.+ does not escape, mutate, or call', 'mutates-or-calls'),
  note('index bounds check elided', 'bounds-check'),
  note('imprecise interface call', 'imprecise-call'),
  note('devirtualizing .+ to .+', 'devirtualized'),
  note('partially devirtualizing .+ to .+', 'devirtualized'),
  note('PGO devirtualizing .+ to .+', 'devirtualized'),
  note('cannot devirtualize .+: shaped receiver .+', 'not-devirtualized'),
  note('cannot devirtualize .+: shaped interface .+', 'not-devirtualized'),
  note('should not PGO devirtualize .+: .+', 'not-devirtualized'),
  note("function .+ considered 'big'; reducing max cost of inlinees", 'big-caller'),
  note('.+ will be kept alive', 'kept-alive'),
  note('expr is unknown to bloop pass', 'kept-alive'),
  note('unrecognized shape for assign list stmt for blank assignment', 'kept-alive'),
  note('skip inlining within testing\\.B\\.loop for .+', 'kept-alive'),
  note('loop variable .+ now per-iteration, (?:heap|stack)-allocated.*', 'loop-variable'),
  note('(?:for|range) loop ending at [0-9]+:[0-9]+ was modified.*', 'loop-variable'),
  note('(?:.* )?\\[bisect-match 0x[0-9a-f]{16}\\]', 'hash-debug'),
  note('[0-9A-Za-z_]+ triggered (?:.* )?[01]{24}', 'hash-debug'),
  note('note: module requires Go .*', 'go-command'),
  verdict('(.+?) ignoring self-assignment in (.+)', 'self-assignment', 'subject', 'statement'),
];

const headings: readonly {
  readonly pattern: RegExp;
  readonly make: (groups: readonly string[]) => Pick<Explanation, 'kind' | 'subject' | 'function' | 'to' | 'derefs'>;
}[] = [
  { pattern: line('(.+) escapes to heap:'), make: ([subject = '']) => ({ kind: 'escapes', subject }) },
  { pattern: line('(.+) escapes to heap in (.+):'), make: ([subject = '', fn = '']) => ({ kind: 'escapes', subject, function: fn }) },
  {
    pattern: line(`parameter ([^ ]+) leaks to (\\{storage for .*\\}|(?!\\{storage for )[^ ]+) with derefs=${level}:`),
    make: ([subject = '', to = '', derefs]) => ({ kind: 'leaks', subject, to, derefs: Number(derefs) }),
  },
  {
    pattern: line(`parameter ([^ ]+) leaks to ((?!\\{storage for )[^ ]+) for (.+) with derefs=${level}:`),
    make: ([subject = '', to = '', fn = '', derefs]) => ({ kind: 'leaks', subject, function: fn, to, derefs: Number(derefs) }),
  },
];

type HeadingFields = Pick<Explanation, 'kind' | 'subject' | 'function' | 'to' | 'derefs'>;

/** `} for ` parts location and function where as many quotes follow as close again: those of struct tags in the function's name. */
function readStoredLeak(text: string): HeadingFields | undefined {
  const [, subject = '', rest = '', derefs] = line(`parameter ([^ ]+) leaks to (\\{storage for .*) with derefs=${level}:`).exec(text) ?? [];
  const isQuote = [...rest].map((_, at) => /(?:^|[^\\])(?:\\\\)*"$/s.test(rest.slice(0, at + 1)));
  for (let at = rest.length; at > 0; at--) {
    const isClosed = isQuote.slice(at).filter(Boolean).length % 2 === 0;
    const [, name] = /^\} for (.+)$/s.exec(rest.slice(at)) ?? [];
    if (isClosed && name !== undefined)
      return { kind: 'leaks', subject, function: name, to: rest.slice(0, at + 1), derefs: Number(derefs) };
  }
  return undefined;
}

const truncation = '  warning: truncated explanation due to assignment cycle; see golang.org/issue/35518';

export function readPlain(bytes: Uint8Array, nameFile: NameFile): PlainFacts {
  const lists: Lists = { verdicts: [], inlining: [], inlinedCalls: [], notes: [] };
  const unknown = new Map<string, number>();
  const explanations: { record: Explanation & { steps: FlowStep[]; truncated: boolean }; prefix: string }[] = [];
  const ranges: number[] = [];
  let open = false;
  let explanationLines = 0;
  let offset = 0;
  const lines = splitLines(bytes);
  for (const { text, size, whole } of lines) {
    const start = offset;
    offset += size;
    const current = explanations.at(-1);
    if (
      open &&
      current &&
      whole &&
      text.startsWith(current.prefix) &&
      takeStep(text.slice(current.prefix.length), current.record, nameFile)
    ) {
      explanationLines++;
      ranges[ranges.length - 1] = offset;
      continue;
    }
    open = false;
    const place = whole ? readPosition(text, nameFile) : undefined;
    const message = place ? text.slice(place.length) : text;
    const heading = place && !message.startsWith(' ') ? (first(headings, message) ?? readStoredLeak(message)) : undefined;
    if (place && heading) {
      open = true;
      explanationLines++;
      explanations.push({ record: { ...place.at, ...heading, steps: [], truncated: false }, prefix: text.slice(0, place.length) });
      ranges.push(start, offset);
      continue;
    }
    const fact = whole && !message.startsWith(' ') ? first(shapes, message) : undefined;
    if (fact) {
      const at = place?.at ?? { file: '', line: 0 };
      lists[fact.as].push({ ...at, ...fact.fields, ...(fact.as === 'notes' ? { text: message } : {}) });
    } else unknown.set(text, (unknown.get(text) ?? 0) + 1);
  }
  return {
    verdicts: count(lists.verdicts) as unknown as VerdictFact[],
    inlining: lists.inlining as unknown as InlineFact[],
    inlinedCalls: count(lists.inlinedCalls) as unknown as InlinedCallFact[],
    notes: count(lists.notes) as unknown as NoteFact[],
    unknown: [...unknown].map(([text, times]) => ({ text, count: times })),
    explanations: explanations.map(({ record }) => record),
    ranges,
    counts: {
      lines: lines.length,
      verdicts: lists.verdicts.length,
      explanations: explanations.length,
      explanationLines,
      inlining: lists.inlining.length + lists.inlinedCalls.length,
      notes: lists.notes.length,
      unknown: [...unknown.values()].reduce((sum, times) => sum + times, 0),
    },
  };
}

/** One text for each record, sorted: for comparing lists that are ordered by other rules. */
export function asSortedText(records: readonly object[]): string[] {
  return records.map((record) => JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
}

function splitLines(bytes: Uint8Array): { text: string; size: number; whole: boolean }[] {
  const text = Buffer.from(bytes).toString('latin1');
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return lines.map((raw) => {
    const whole = raw.endsWith('\n');
    return { text: Buffer.from(whole ? raw.replace(/\r?\n$/, '') : raw, 'latin1').toString('utf8'), size: raw.length, whole };
  });
}

function readPosition(text: string, nameFile: NameFile): { at: Position; length: number } | undefined {
  if (text.startsWith('<unknown line number>')) {
    return text.startsWith('<unknown line number>: ') ? { at: { file: '', line: 0 }, length: 23 } : undefined;
  }
  if (/^["'`]/.test(text)) return undefined;
  let found = frontPosition.exec(text);
  if (found && !found[1]?.endsWith('.go')) {
    const unquoted = text.slice(found[0].length).split(/["'`]/)[0] ?? '';
    for (let end = found[0].length + unquoted.length; end > found[0].length; end--) {
      const later = lastPosition.exec(text.slice(0, end));
      if (later && later[0].length > found[0].length) {
        found = later;
        break;
      }
    }
  }
  return found ? { at: toPosition(found, nameFile), length: found[0].length } : undefined;
}

function toPosition([, file = '', at, column]: readonly string[], nameFile: NameFile): Position {
  return { file: nameFile(file), line: Number(at), ...(column === undefined ? {} : { column: Number(column) }) };
}

function first<T>(
  table: readonly { readonly pattern: RegExp; readonly make: (groups: readonly string[]) => T }[],
  text: string,
): T | undefined {
  for (const { pattern, make } of table) {
    const found = pattern.exec(text);
    if (found) return make(found.slice(1));
  }
  return undefined;
}

function takeStep(text: string, to: Explanation & { steps: FlowStep[]; truncated: boolean }, nameFile: NameFile): boolean {
  if (to.truncated) return false;
  if (text === truncation) return (to.truncated = true);
  const flow = /^ {2}flow: (.+):$/s.exec(text);
  if (flow) {
    const step = readFlow(flow[1] ?? '', to.function === undefined ? '=' : '←');
    if (step) to.steps.push(step);
    return step !== undefined;
  }
  const from = /^ {4}from (.+) \(([^()]+)\) at (.+)$/s.exec(text);
  const last = to.steps.at(-1);
  if (!from || !last) return false;
  const [, expression = '', reason = '', place = ''] = from;
  if (!/(?::[0-9]+|>|\])$/.test(place)) return false;
  const found = place.startsWith('<unknown line number>') ? undefined : wholePosition.exec(place);
  (last.from as FlowReason[]).push({ expression, reason, at: found ? toPosition(found, nameFile) : { file: '', line: 0 } });
  return true;
}

function readFlow(text: string, arrow: string): FlowStep | undefined {
  if (!/^.+? (?:=|←) .+$/s.test(text)) return undefined;
  const split = (sign: string): RegExpExecArray | null => {
    const first = new RegExp(`^(.+?) ${sign} (.+)$`, 's').exec(text);
    if (!text.startsWith('{storage for ')) return first;
    return new RegExp(`^(\\{storage for .*?\\}) ${sign} ([*&]*(?:\\{.*\\}|[^ {][^ ]*|))$`, 's').exec(text) ?? first;
  };
  const [, destination = '', right = ''] = split(arrow) ?? split('(?:=|←)') ?? [];
  const [, ops = '', source = ''] = /^(&|\**)(.*)$/s.exec(right) ?? [];
  if (source === '') return { destination, derefs: ops === '&' ? 0 : ops.length - 1, source: right.slice(-1), from: [] };
  return { destination, derefs: ops === '&' ? -1 : ops.length, source, from: [] };
}

function count(records: readonly Fields[]): Fields[] {
  const counted = new Map<string, Fields>();
  for (const record of records) {
    const key = JSON.stringify(record);
    const known = counted.get(key);
    if (known) known['count'] = Number(known['count']) + 1;
    else counted.set(key, { ...record, count: 1 });
  }
  return [...counted.values()];
}
