import type { Directive, SourceSpan } from './go-scan.ts';

export interface CommentFacts {
  readonly directives: readonly Directive[];
  readonly constraints: readonly string[];
  readonly isGenerated: boolean;
}

const utf8 = new TextDecoder();

/**
 * Reads directives, build constraints and the generated mark from comments. `comments` are pairs start, end; those before `head` (the
 * package clause) may be constraints and marks. Forms: cmd/compile/internal/syntax/parser.go (`//go:`, `//line` only at a line's
 * start, `/*line` anywhere), go/build/constraint, go/ast `IsGenerated`, Go 1.26.
 */
export function readComments(
  bytes: Uint8Array,
  comments: readonly number[],
  head: number,
  spanOf: (start: number, end: number) => SourceSpan,
): CommentFacts {
  const directives: Directive[] = [];
  const constraints: string[] = [];
  let isGenerated = false;
  for (let i = 0; i < comments.length; i += 2) {
    const start = comments[i]!;
    const end = comments[i + 1]!;
    const text = utf8.decode(bytes.subarray(start, end)).replaceAll('\r', '');
    const isAtLineStart = start === 0 || bytes[start - 1] === 0x0a;
    const directive = readDirective(text, isAtLineStart);
    if (directive) directives.push({ ...directive, span: spanOf(start, end) });
    if (start >= head) continue;
    if (isConstraint(text)) constraints.push(text.trimEnd());
    if (!isGenerated) isGenerated = /^\/\/ Code generated .* DO NOT EDIT\.$/m.test(text);
  }
  return { directives, constraints, isGenerated };
}

function readDirective(text: string, isAtLineStart: boolean): Omit<Directive, 'span'> | undefined {
  const named = /^\/\/(go|stackward):(\S*)/.exec(text);
  if (named) return { kind: named[1] === 'go' ? 'go' : 'stackward', name: named[2]!, text: text.slice(named[0].length).trim() };
  if (text.startsWith('/*line ') && !text.includes('\n')) return { kind: 'line', name: '', text: text.slice(7, -2) };
  if (text.startsWith('//line ') && isAtLineStart) return { kind: 'line', name: '', text: text.slice(7) };
  return undefined;
}

function isConstraint(text: string): boolean {
  return /^\/\/go:build(\s|$)/.test(text) || /^\/\/\s*\+build(\s|$)/.test(text);
}
