import type { VerdictFact } from '../../model/facts.ts';
import type { What } from '../../model/report.ts';

/**
 * What kind of allocation a verdict's expression would be. The expression is the compiler's text, not Go source: strings are cut at 72 bytes
 * without a closing quote, so only its beginning and its end are looked at (facts of `cmd/compile/internal/ir/fmt.go`, Go 1.22 to 1.27).
 */
export interface SubjectShape {
  /** Kinds of calls that fit, the likeliest first; none for what is never allocated. */
  readonly whats: readonly What[];
  /** The type in the compiler's words, where the text names it. */
  readonly type?: string;
  /** What a call's type operand is to that type: the type itself, or (of slices) the element or an array of elements. */
  readonly typeIs?: 'whole' | 'element';
  /** `constant`: a literal. `constant-conversion`: `T(literal)`. `empty`: `T{}`. `empty-slice`: `[]T{}`, `make([]T, 0)`. `function`: a function literal. `name`: any other expression. */
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
}

const number = String.raw`[-+]?\d[\w.]*(?:e[-+]?\d+)?i?|\([-+\d].*i\)`;
const text = String.raw`"(?:[^"\\]|\\.)*"`;
const literal = new RegExp(String.raw`^(?:${number}|'(?:[^'\\]|\\.)+'|${text}|true|false|nil)$`, 's');
/** A string that the compiler cut: 72 bytes, then `...`, and no closing quote. */
const cutText = /^"(?:[^"\\]|\\.)*\.\.\.$/s;

/** The shape of a verdict's subject. Linear in its length. */
export function shapeOf({ kind, subject }: Pick<VerdictFact, 'kind' | 'subject'>): SubjectShape {
  if (kind === 'moved-to-heap') return { whats: ['object'], form: 'moved' };
  if (kind === 'append-escapes' || kind === 'append-does-not-escape') return { whats: ['growth', 'leaves-frame'], form: 'append' };
  return shapeOfExpression(subject);
}

function shapeOfExpression(subject: string): SubjectShape {
  if (subject === 'func literal') return { whats: ['closure'], form: 'function' };
  if (subject === '... argument') return { whats: ['object', 'slice'], form: 'made', typeIs: 'element' };
  if (isLiteral(subject)) return { whats: [], form: 'constant' };
  if (subject.startsWith('new(') && subject.endsWith(')'))
    return { whats: ['object'], form: 'made', type: subject.slice(4, -1), typeIs: 'whole' };
  if (subject.startsWith('make(') && subject.endsWith(')')) return shapeOfMake(subject.slice(5, -1));
  if (subject.endsWith('}') && /\{(\.\.\.)?\}$/.test(subject)) return shapeOfComposite(subject);
  if (/^\(?\[\]byte\)?\(/.test(subject) && subject.endsWith(')')) return { whats: ['bytes', 'box'], form: 'name' };
  if (/^\(?\[\]rune\)?\(/.test(subject) && subject.endsWith(')')) return { whats: ['slice', 'box'], form: 'name' };
  if (subject.startsWith('string(') && subject.endsWith(')')) return { whats: ['string', 'box'], form: 'name' };
  const conversion = /^([^\s"'()]+)\((.*)\)$/s.exec(subject);
  if (conversion?.[2] !== undefined)
    return { whats: ['box', 'string', 'bytes', 'slice'], form: isLiteral(conversion[2]) ? 'constant-conversion' : 'name' };
  if (subject.includes(' + ')) return { whats: ['string', 'box', 'bytes'], form: 'name' };
  if (/[\p{L}\p{N}_)\]]\.[\p{L}_][\p{L}\p{N}_]*$/u.test(subject)) return { whats: ['box', 'closure'], form: 'method-value' };
  return { whats: ['box', 'string', 'bytes'], form: 'name' };
}

function isLiteral(subject: string): boolean {
  return literal.test(subject) || (subject.length > 70 && cutText.test(subject));
}

/** `T{...}`, `&T{...}`, `[]T{...}`, `map[K]V{...}`; empty ones are written `T{}`. */
function shapeOfComposite(subject: string): SubjectShape {
  const isEmpty = subject.endsWith('{}');
  const type = subject.slice(0, isEmpty ? -2 : -5);
  const form = isEmpty ? 'empty' : 'made';
  if (type.startsWith('&')) return { whats: ['object'], form, type: type.slice(1), typeIs: 'whole' };
  if (type.startsWith('[]'))
    return { whats: ['object', 'slice', 'box'], form: isEmpty ? 'empty-slice' : form, type: type.slice(2), typeIs: 'element' };
  if (type.startsWith('map[')) return { whats: ['map'], form, type, typeIs: 'whole' };
  // A struct or an array that is boxed, or a named slice or map type.
  return { whats: ['box', 'object', 'map'], form, type, typeIs: 'whole' };
}

/** What stands between the parentheses of `make(…)`: a type, then sizes. */
function shapeOfMake(inside: string): SubjectShape {
  const cut = endOfType(inside);
  const type = inside.slice(0, cut);
  const [length = '', capacity = length] = inside.slice(cut).replace(/^, /, '').split(', ');
  if (type.startsWith('map[')) return { whats: ['map'], form: 'made', type, typeIs: 'whole' };
  const hasLength = /^[1-9]\d*$/.test(length);
  const form = length === '0' && capacity === '0' ? 'empty-slice' : 'made';
  if (type.startsWith('[]')) return { whats: ['slice', 'object', 'box'], form, type: type.slice(2), typeIs: 'element', hasLength };
  return { whats: ['map', 'slice', 'object', 'chan', 'box'], form: 'made', typeIs: 'whole', hasLength };
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
