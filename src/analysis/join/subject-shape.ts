import type { VerdictFact } from '../../model/facts.ts';
import type { What } from '../../model/site.ts';

/**
 * What kind of allocation a verdict's expression would be. The expression is the compiler's text, not Go source: strings are cut at 72 characters
 * without a closing quote, so only its beginning and its end are looked at (facts of `cmd/compile/internal/ir/fmt.go`, Go 1.22 to 1.27).
 */
export interface SubjectShape {
  /** Kinds of calls that fit, the likeliest first; none for what is never allocated. */
  readonly whats: readonly What[];
  /** The type in the compiler's words, where the text names it. */
  readonly type?: string;
  /** What a call's type operand is to that type: the type itself, or (of slices) the element or an array of elements. */
  readonly typeIs?: 'whole' | 'element';
  /** `constant`: a literal. `constant-conversion`: `T(literal)`. `empty`: `T{}`, `new(T)`. `empty-slice`: `[]T{}`, `make([]T, 0)`. `function`: a function literal. `name`: any other expression. */
  readonly form:
    | 'constant'
    | 'constant-conversion'
    | 'empty'
    | 'empty-slice'
    | 'function'
    | 'method-value'
    | 'moved'
    | 'append'
    | 'made'
    | 'name';
  /** Of `make([]T, n)`: whether the length is a constant above 0. */
  readonly hasLength?: boolean;
  /** Of a value whose text tells its basic type: the functions that could box it; none for those that are never copied. */
  readonly boxedBy?: readonly string[];
  /** `a + b`: a concatenation, or a boxed number. */
  readonly isSum?: true;
  /** Of a concatenation that does not escape: how many strings it joins, where that can be told. */
  readonly operands?: number;
  /**
   * Kinds of calls that it makes where it does not escape: those with a buffer in the frame, which may be too small. Parameters, boxed
   * values, closures, `&T{}` and literals of slices make none.
   */
  readonly buffered?: readonly What[];
}

const number = String.raw`[-+]?\d[\w.]*(?:e[-+]?\d+)?i?|\([-+\d].*i\)`;
const text = String.raw`"(?:[^"\\]|\\.)*"`;
const literal = new RegExp(String.raw`^(?:${number}|'(?:[^'\\]|\\.)+'|${text}|true|false|nil)$`, 's');
/** A string that the compiler cut: 72 characters with its quote and `...`, no closing quote (go/constant, `String`). What is longer goes on behind it. */
const cutText = /^"[^]{68}\.\.\.$/u;

/** The shape of a verdict's subject. Linear in its length. */
export function shapeOf({ kind, subject }: Pick<VerdictFact, 'kind' | 'subject'>): SubjectShape {
  if (kind === 'moved-to-heap') return { whats: ['object'], form: 'moved' };
  if (kind === 'append-escapes' || kind === 'append-does-not-escape') return { whats: ['growth', 'leaves-frame'], form: 'append' };
  const shape = shapeOfExpression(subject);
  if (kind !== 'does-not-escape') return shape;
  const operands = subject.includes(' + ') ? countOperands(subject) : undefined;
  return { ...shape, whats: shape.buffered ?? [], ...(operands === undefined ? {} : { operands }) };
}

function shapeOfExpression(subject: string): SubjectShape {
  if (subject === 'func literal') return { whats: ['closure'], form: 'function' };
  if (subject === '... argument') return { whats: ['object', 'slice'], form: 'made', typeIs: 'element' };
  if (isLiteral(subject)) return { whats: [], form: 'constant' };
  if (subject.startsWith('new(') && subject.endsWith(')'))
    return { whats: ['object'], form: 'empty', type: subject.slice(4, -1), typeIs: 'whole' };
  if (subject.startsWith('make(') && subject.endsWith(')')) return shapeOfMake(subject.slice(5, -1));
  if (subject.endsWith('}') && /\{(\.\.\.)?\}$/.test(subject)) return shapeOfComposite(subject);
  // `f(a) + g(b)` begins and ends as a call does.
  const isSum = subject.includes(' + ') && (countOperands(subject) ?? 1) > 1;
  return (isSum ? undefined : shapeOfConversion(subject)) ?? shapeOfOperation(subject);
}

/** `T(x)`, `(T)(x)`; a call `f(x)` looks the same. */
function shapeOfConversion(subject: string): SubjectShape | undefined {
  const found = /^(\[\]byte|\(\[\]byte\)|\[\]rune|\(\[\]rune\)|[^\s"'()]+)\((.*)\)$/s.exec(subject);
  const [, to = '', inside = ''] = found ?? [];
  // `x.(T)` is a type assertion.
  if (!found || /\.\([^()]*\)$/.test(subject)) return undefined;
  const boxing = boxedBy(to, subject);
  // `[]byte("abc")` of a constant makes an array (cmd/compile/internal/walk, `walkStringToBytes`).
  if (to.includes('[]byte'))
    return inside === '""'
      ? { whats: ['box'], form: 'empty-slice' }
      : { whats: ['bytes', 'object', 'box'], form: 'name', type: 'byte', typeIs: 'element', buffered: ['bytes'], ...boxing };
  if (to.includes('[]rune')) return { whats: ['slice', 'box'], form: 'name', buffered: ['slice'], ...boxing };
  if (to === 'string') return { whats: ['string', 'box'], form: 'name', buffered: ['string'], ...boxing };
  // `T(literal)` is a constant, but `f(literal)` may be boxed.
  if (isLiteral(inside)) return { whats: ['box'], form: 'constant-conversion', ...boxing };
  return { whats: ['box', 'string', 'bytes', 'slice'], form: 'name', buffered: ['string', 'bytes', 'slice'], ...boxing };
}

function shapeOfOperation(subject: string): SubjectShape {
  if (subject.includes(' + ')) {
    const boxing = subject.includes('"') ? { boxedBy: ['runtime.convTstring'] } : {};
    return { whats: ['string', 'box', 'bytes'], form: 'name', isSum: true, buffered: ['string', 'bytes'], ...boxing };
  }
  // `(*T).String(x)`.
  if (/\)\.(?:Error|String)\([^()]*\)$/.test(subject)) return { whats: ['box'], form: 'name', boxedBy: ['runtime.convTstring'] };
  if (/[\w\x80-\uffff)\]]\.[A-Za-z_\x80-\uffff][\w\x80-\uffff]*$/.test(subject)) return { whats: ['box', 'closure'], form: 'method-value' };
  return { whats: ['box'], form: 'name', ...(subject.startsWith('!') ? { boxedBy: [] } : {}) };
}

/** What boxes a value of a basic type (cmd/compile/internal/walk, `dataWordFuncName`); single bytes are in a table. */
const boxes = new Map<string, readonly string[]>(
  Object.entries({
    string: ['runtime.convTstring'],
    '[]byte': ['runtime.convTslice'],
    '([]byte)': ['runtime.convTslice'],
    '[]rune': ['runtime.convTslice'],
    '([]rune)': ['runtime.convTslice'],
    append: ['runtime.convTslice'],
    len: ['runtime.convT32', 'runtime.convT64'],
    cap: ['runtime.convT32', 'runtime.convT64'],
    int: ['runtime.convT32', 'runtime.convT64'],
    uint: ['runtime.convT32', 'runtime.convT64'],
    uintptr: ['runtime.convT32', 'runtime.convT64'],
    int64: ['runtime.convT64', 'runtime.convTnoptr'],
    uint64: ['runtime.convT64', 'runtime.convTnoptr'],
    float64: ['runtime.convT64', 'runtime.convTnoptr'],
    int32: ['runtime.convT32'],
    uint32: ['runtime.convT32'],
    float32: ['runtime.convT32'],
    int16: ['runtime.convT16'],
    uint16: ['runtime.convT16'],
    byte: [],
    uint8: [],
    int8: [],
    bool: [],
  }),
);

/** Functions of std that give a string, those that are boxed most often, and the two methods that do so by convention. */
const givesText =
  /^(?:fmt\.Sprint(?:f|ln)?|strings\.(?:Join|Repeat|Replace(?:All)?|To(?:Lower|Upper)|Trim\w*)|strconv\.(?:Itoa|Quote|Format\w+)|(?:file)?path\.(?:Join|Base|Dir)|.*\.(?:Error|String))$/;

function boxedBy(to: string, subject: string): Pick<SubjectShape, 'boxedBy'> {
  if (givesText.test(to)) return { boxedBy: ['runtime.convTstring'] };
  // `len(a) == len(b)` is neither.
  const by = / (?:[=!<>]=|[<>]|&&|\|\|) /.test(subject) ? undefined : boxes.get(to);
  return by === undefined ? {} : { boxedBy: by };
}

/** Terms of a sum outside of brackets and strings; undefined where a string is cut, which leaves the rest without meaning. */
function countOperands(subject: string): number | undefined {
  let depth = 0;
  let count = 1;
  for (let at = 0; at < subject.length; at++) {
    const char = subject[at];
    if (char === '"') {
      at = endOfString(subject, at);
      if (at < 0) return undefined;
    } else if (char === '(' || char === '[' || char === '{') depth++;
    else if (char === ')' || char === ']' || char === '}') depth--;
    else if (depth === 0 && char === '+' && subject[at - 1] === ' ' && subject[at + 1] === ' ') count++;
  }
  return depth === 0 ? count : undefined;
}

/** Of the closing quote; −1 where there is none. */
function endOfString(subject: string, start: number): number {
  for (let at = start + 1; at < subject.length; at++) {
    if (subject[at] === '\\') at++;
    else if (subject[at] === '"') return at;
  }
  return -1;
}

function isLiteral(subject: string): boolean {
  return literal.test(subject) || cutText.test(subject);
}

/** `T{...}`, `&T{...}`, `[]T{...}`, `map[K]V{...}`; empty ones are written `T{}`. */
function shapeOfComposite(subject: string): SubjectShape {
  const isEmpty = subject.endsWith('{}');
  const type = subject.slice(0, isEmpty ? -2 : -5);
  const form = isEmpty ? 'empty' : 'made';
  if (type.startsWith('&')) return { whats: ['object'], form, type: type.slice(1), typeIs: 'whole' };
  if (type.startsWith('[]'))
    return { whats: ['object', 'slice', 'box'], form: isEmpty ? 'empty-slice' : form, type: type.slice(2), typeIs: 'element' };
  if (type.startsWith('map[')) return { whats: ['map'], form, type, typeIs: 'whole', buffered: ['map'] };
  // A struct or an array that is boxed, or a named slice or map type.
  return { whats: ['box', 'object', 'map'], form, type, typeIs: 'whole' };
}

/** What stands between the parentheses of `make(…)`: a type, then sizes. */
function shapeOfMake(inside: string): SubjectShape {
  const cut = endOfType(inside);
  const type = inside.slice(0, cut);
  const [length = '', capacity = length] = inside.slice(cut).replace(/^, /, '').split(', ');
  if (type.startsWith('map[')) return { whats: ['map'], form: 'made', type, typeIs: 'whole', buffered: ['map'] };
  const hasLength = /^[1-9]\d*$/.test(length);
  const form = length === '0' && capacity === '0' ? 'empty-slice' : 'made';
  if (type.startsWith('[]'))
    return { whats: ['slice', 'object', 'box'], form, type: type.slice(2), typeIs: 'element', hasLength, buffered: ['slice'] };
  return { whats: ['map', 'slice', 'object', 'chan', 'box'], form: 'made', typeIs: 'whole', hasLength, buffered: ['slice', 'map'] };
}

/** Where the type at the beginning ends: at the first comma outside of brackets. */
function endOfType(inside: string): number {
  let depth = 0;
  for (let at = 0; at < inside.length; at++) {
    const char = inside[at];
    if (char === '(' || char === '[' || char === '{') depth++;
    else if (char === ')' || char === ']' || char === '}') depth--;
    else if (char === ',' && depth === 0) return at;
  }
  return inside.length;
}
