import type { InlineFact, NoteKind, Position, VerdictFact, VerdictKind } from '../model/facts.ts';
import { indexOutsideQuotes } from './index-outside-quotes.ts';

/** What one line of the compiler says, apart from its position and from explanations. */
export type Message =
  | ({ readonly is: 'verdict' } & Omit<VerdictFact, keyof Position | 'count'>)
  | ({ readonly is: 'inline' } & Omit<InlineFact, keyof Position>)
  | { readonly is: 'call'; readonly callee: string }
  | { readonly is: 'note'; readonly note: NoteKind };

/**
 * Reads the text behind a position. The words of a verdict are looked for at the ends of the line only, and what they leave is
 * opaque: expressions hold `: `, quotes that do not close, and these very words. Undefined: a line that is not known.
 */
export function readMessage(text: string): Message | undefined {
  if (text.startsWith(' ')) return undefined;
  return readInlining(text) ?? readVerdict(text) ?? readNote(text) ?? readSelfAssignment(text);
}

const toResult = /^(\S+) to result (\S+) level=(0|[1-9]\d{0,8})$/;

/** cmd/compile/internal/escape: escape.go (`finish`, `paramTag`, `reportLeaks`). */
function readVerdict(text: string): Message | undefined {
  const heap = before(text, ' escapes to heap');
  // The compiler names no operands of append. (A parameter called append looks the same.)
  if (heap !== undefined) return heap === 'append' ? verdict('append-escapes', '') : verdict('escapes-to-heap', heap);
  const stack = before(text, ' does not escape');
  if (stack !== undefined) return stack === 'append' ? verdict('append-does-not-escape', '') : verdict('does-not-escape', stack);
  const moved = after(text, 'moved to heap: ');
  if (moved !== undefined) return verdict('moved-to-heap', moved);
  const content = after(text, 'leaking param content: ');
  if (content !== undefined) return content.includes(' ') ? undefined : verdict('leaking-param-content', content);
  const leak = after(text, 'leaking param: ');
  if (leak !== undefined) {
    if (!leak.includes(' ')) return verdict('leaking-param', leak);
    const [, subject, result, level] = toResult.exec(leak) ?? [];
    if (subject === undefined || result === undefined) return undefined;
    return { is: 'verdict', kind: 'leaking-param-to-result', subject, result, level: Number(level) };
  }
  if (text === 'zero-copy string->[]byte conversion') return verdict('zero-copy', '');
  return undefined;
}

/** escape/assign.go. The words stand in the middle, so this comes last: inlined bodies and calls may hold them in a string. */
function readSelfAssignment(text: string): Message | undefined {
  const words = ' ignoring self-assignment in ';
  const cut = text.indexOf(words);
  const statement = text.slice(cut + words.length);
  if (cut < 1 || statement === '') return undefined;
  return { is: 'verdict', kind: 'self-assignment', subject: text.slice(0, cut), statement };
}

const tooComplex = /^function too complex: cost ([1-9]\d{0,8}) exceeds budget ([1-9]\d{0,8})$/;
const costAndBody = /^ with cost (0|[1-9]\d{0,8}) as: .*\}$/s;
const recursive = ': repeated recursive cycle';

/** cmd/compile/internal/inline/inl.go. The body behind ` as: ` is not kept. */
function readInlining(text: string): Message | undefined {
  const callee = after(text, 'inlining call to ');
  if (callee !== undefined) return { is: 'call', callee: withoutScore(callee) };
  const can = after(text, 'can inline ');
  if (can !== undefined) {
    if (can.startsWith(' ')) return undefined;
    const cut = indexOutsideQuotes(can, ' with cost ');
    // -m=1 prints the name only.
    if (cut < 0) return { is: 'inline', function: can, can: true };
    const [, cost] = costAndBody.exec(can.slice(cut)) ?? [];
    return cost === undefined ? undefined : { is: 'inline', function: can.slice(0, cut), can: true, cost: Number(cost) };
  }
  const cannot = after(text, 'cannot inline ');
  if (cannot === undefined) return undefined;
  if (cannot.endsWith(recursive)) {
    const cut = indexOutsideQuotes(cannot, ' into ');
    const into = cannot.slice(cut + ' into '.length, -recursive.length);
    if (cut > 0 && into !== '') return { is: 'inline', function: cannot.slice(0, cut), can: false, reason: recursive.slice(2), into };
  }
  const cut = indexOutsideQuotes(cannot, ': ');
  const reason = cannot.slice(cut + 2);
  if (cut < 1 || reason === '') return undefined;
  const name = cannot.slice(0, cut);
  const [, cost, budget] = tooComplex.exec(reason) ?? [];
  return cost === undefined || budget === undefined
    ? { is: 'inline', function: name, can: false, reason }
    : { is: 'inline', function: name, can: false, cost: Number(cost), budget: Number(budget), reason };
}

/** GOEXPERIMENT=newinliner adds ` with score N`. */
function withoutScore(callee: string): string {
  const cut = callee.lastIndexOf(' with score ');
  return cut > 0 && /^-?\d+$/.test(callee.slice(cut + ' with score '.length)) ? callee.slice(0, cut) : callee;
}

const captureTail = / \(addr=(?:true|false) assign=(?:true|false) width=-?\d{1,20}\)$/;

function isCapture(text: string): boolean {
  const tail = captureTail.exec(text.slice(-80));
  return tail !== null && /^.+ capturing by (?:ref|value): ./s.test(text.slice(0, -tail[0].length));
}

/** Lines that have no record of their own. Each pattern takes time linear in the line's length. */
const notes: readonly (readonly [NoteKind, (text: string) => boolean])[] = [
  // escape/escape.go
  ['captures', isCapture],
  ['unsafe-uintptr', (text) => /^assuming .+ is unsafe uintptr$/s.test(text)],
  ['escaping-uintptr', (text) => /^marking .+ as escaping (?:\.\.\.)?uintptr$/s.test(text)],
  [
    'mutates-or-calls',
    (text) => /^(?:mutates|calls) param: \S+ derefs=\d+$/.test(text) || before(text, ' does not escape, mutate, or call') !== undefined,
  ],
  // ssa/ and ssagen/, noder/reader.go
  ['bounds-check', (text) => text === 'index bounds check elided'],
  ['imprecise-call', (text) => text === 'imprecise interface call'],
  // devirtualize/devirtualize.go and pgo.go
  ['devirtualized', (text) => /^(?:partially |PGO )?devirtualizing .+ to ./s.test(text)],
  ['not-devirtualized', (text) => /^cannot devirtualize .+: shaped (?:receiver|interface) ./s.test(text)],
  ['not-devirtualized', (text) => /^should not PGO devirtualize .+: ./s.test(text)],
  // inline/interleaved/interleaved.go
  ['big-caller', (text) => /^function .+ considered 'big'; reducing max cost of inlinees$/s.test(text)],
  // bloop/bloop.go from 1.26, inline/interleaved of 1.24 and 1.25
  ['kept-alive', (text) => before(text, ' will be kept alive') !== undefined || text === 'expr is unknown to bloop pass'],
  ['kept-alive', (text) => text === 'unrecognized shape for assign list stmt for blank assignment'],
  ['kept-alive', (text) => after(text, 'skip inlining within testing.B.loop for ') !== undefined],
  // loopvar/loopvar.go, under -d=loopvar=2
  ['loop-variable', (text) => /^loop variable .+ now per-iteration, (?:heap|stack)-allocated/s.test(text)],
  ['loop-variable', (text) => /^(?:for|range) loop ending at \d+:\d+ was modified/.test(text)],
  // base/hashdebug.go, under -d=variablemakehash=n and its like
  ['hash-debug', (text) => /(?:^| )\[bisect-match 0x[0-9a-f]{16}\]$/.test(text.slice(-40))],
  ['hash-debug', (text) => /^\w+ triggered /.test(text) && / [01]{24}$/.test(text.slice(-25))],
  // cmd/go/internal/work: behind the errors of a package whose module asks for a newer language
  ['go-command', (text) => text.startsWith('note: module requires Go ')],
];

function readNote(text: string): Message | undefined {
  const found = notes.find(([, fits]) => fits(text));
  return found && { is: 'note', note: found[0] };
}

function verdict(kind: VerdictKind, subject: string): Message {
  return { is: 'verdict', kind, subject };
}

/** What stands before `end` at the end of the text, when there is something. */
function before(text: string, end: string): string | undefined {
  return text.length > end.length && text.endsWith(end) ? text.slice(0, -end.length) : undefined;
}

function after(text: string, start: string): string | undefined {
  return text.length > start.length && text.startsWith(start) ? text.slice(start.length) : undefined;
}
