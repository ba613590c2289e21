import { nearOf } from '../../base/nearest.ts';
import type { FindingCode, FindingCodes } from '../../model/finding.ts';
import { directiveNames, gcassertNames, type PinKind, type SourceDirective, type WrittenFunction } from '../../model/pin.ts';

/** What a directive asks for. */
export type PinRequest =
  | { readonly ask: 'noalloc'; readonly function: WrittenFunction; readonly assumes: readonly string[]; readonly isStrict: boolean }
  | { readonly ask: 'noescape'; readonly function: WrittenFunction; readonly names: readonly string[] }
  | { readonly ask: 'inline'; readonly function: WrittenFunction }
  | { readonly ask: 'gcassert'; readonly kind: PinKind; readonly line: number; readonly function?: WrittenFunction }
  | { readonly ask: 'allow'; readonly reason: string; readonly line: number; readonly function?: WrittenFunction };

/** What is wrong with a directive. */
export type Fault = { readonly [Code in FindingCode]: { readonly code: Code; readonly args: FindingCodes[Code] } }[FindingCode];

const options = ['assume=', 'strict'];

/** Reads the words of a directive; gcassert's hold several. A directive that is not understood is never one that holds. */
export function readRequests(directive: SourceDirective): (PinRequest | Fault)[] {
  const written = `//${directive.tool}:${directive.name}`;
  if (directive.isSpaced) return [{ code: 'directive-spaced', args: { directive: written } }];
  if (directive.tool === 'stackward') return [readStackward(directive, written)];
  return directive.name.split(',').map((name) => readGcassert(directive, name));
}

function readStackward({ name, text, line, function: at }: SourceDirective, directive: string): PinRequest | Fault {
  if (!directiveNames.some((known) => known === name))
    return { code: 'directive-unknown', args: { directive, ...nearOf(name, directiveNames) } };
  if (name === 'allow') {
    if (text === '') return { code: 'directive-arguments', args: { directive, wants: 'reason' } };
    if (line === undefined) return { code: 'directive-misplaced', args: { directive, wants: 'code' } };
    return { ask: 'allow', reason: text, line, ...(at ? { function: at } : {}) };
  }
  // A comment may follow, as behind code.
  const words = text
    .replace(/(?:^|\s)\/\/.*$/s, '')
    .split(/\s+/)
    .filter(Boolean);
  const fault =
    name === 'noalloc' ? optionFault(directive, words) : name === 'noescape' ? nameFault(directive, words) : inlineFault(directive, words);
  if (fault) return fault;
  if (!at) return { code: 'directive-misplaced', args: { directive, wants: 'function' } };
  if (name === 'inline') return { ask: 'inline', function: at };
  if (name === 'noescape') return { ask: 'noescape', function: at, names: words };
  const assumes = words.flatMap((word) => (word.startsWith('assume=') ? word.slice('assume='.length).split(',') : []));
  return { ask: 'noalloc', function: at, assumes, isStrict: words.includes('strict') };
}

function optionFault(directive: string, words: readonly string[]): Fault | undefined {
  const odd = words.find((word) => word !== 'strict' && !/^assume=[^,]+(?:,[^,]+)*$/.test(word));
  return odd === undefined
    ? undefined
    : { code: 'directive-arguments', args: { directive, wants: 'options', argument: odd, ...nearOf(odd, options) } };
}

function nameFault(directive: string, words: readonly string[]): Fault | undefined {
  const odd = words.find((word) => !/^\*?[\p{L}_][\p{L}\p{Nd}_]*$/u.test(word));
  if (odd === undefined && words.length > 0) return undefined;
  return { code: 'directive-arguments', args: { directive, wants: 'names', ...(odd === undefined ? {} : { argument: odd }) } };
}

function inlineFault(directive: string, [odd]: readonly string[]): Fault | undefined {
  return odd === undefined ? undefined : { code: 'directive-arguments', args: { directive, wants: 'nothing', argument: odd } };
}

function readGcassert({ line, function: at }: SourceDirective, name: string): PinRequest | Fault {
  const directive = `//gcassert:${name}`;
  const kind = gcassertNames.find((known) => known === name);
  if (kind === undefined) return { code: 'directive-unknown', args: { directive, ...nearOf(name, gcassertNames) } };
  if (line === undefined) return { code: 'directive-misplaced', args: { directive, wants: 'code' } };
  return { ask: 'gcassert', kind: `gcassert:${kind}`, line, ...(at ? { function: at } : {}) };
}
