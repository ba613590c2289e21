import type { Facts } from '../../../src/model/owned-facts.ts';
import type { Mark, Program } from './read-program.ts';
import { isWithin } from './read-program.ts';
import { inlinedCallWords, inlineWords, verdictWords } from './words.ts';

interface Found {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly column?: number | undefined;
  /** Of a call in another function than that whose text stands there: its name. */
  readonly inside?: string;
}

/**
 * Compares what a program expects with what was read. `folder` is where the program's module lies, relative to the root of the run; `minor` is
 * the Go release. Without `types` those of calls must be unknown, as on architectures whose code is not decoded. Gives one line for each difference.
 */
export function compareProgram(program: Program, facts: Facts, folder: string, minor: number, options = { types: true }): string[] {
  const marks = program.marks.filter((mark) => isWithin(mark.bounds, minor)).map((mark) => (options.types ? mark : withoutType(mark)));
  const of = (word: Mark['word']): Mark[] => marks.filter((mark) => mark.word === word);
  const own = ownFacts(program, facts, folder);
  const differences: string[] = [];
  const { left, missing } = match(own.verdicts, of('want'), fitsVerdict);
  differences.push(...missing, ...matchErrors(left, of('ERROR'), program.complete));
  const calls = match(own.calls, of('call'), fitsCall);
  const copies = match(own.copies, of('copy'), fitsCall);
  const notes = match(own.notes, of('note'), (found, text) => found.text.includes(text));
  differences.push(...calls.missing, ...copies.missing, ...notes.missing);
  for (const [what, list] of [
    ['call', calls.left],
    ['copy', copies.left],
  ] as const) {
    for (const found of list)
      if (program.complete.has(found.file)) differences.push(`${place(found)} unexpected ${what} "${callText(found)}"`);
  }
  return differences;
}

function ownFacts(program: Program, facts: Facts, folder: string) {
  // With tests, a package with tests is there twice: the test variant holds all of the plain one.
  const isOwn = (fact: { package: string }): boolean => fact.package === program.module || fact.package.startsWith(`${program.module}/`);
  const tested = new Set(facts.verdicts.filter((fact) => isOwn(fact) && fact.variant?.endsWith('.test')).map((fact) => fact.package));
  const pick = <T extends { package: string; variant?: string }>(list: readonly T[]): T[] =>
    list.filter((fact) => isOwn(fact) && !(fact.variant === undefined && tested.has(fact.package)));
  const name = (file: string): string => (file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file);
  const short = (symbol: string): string => symbol.replaceAll(`${program.module}.`, '').replaceAll(`${program.module}/`, '');
  const repeat = <T extends { count: number }>(list: readonly T[]): T[] =>
    list.flatMap((fact) => Array.from({ length: fact.count }, () => fact));

  const calls = repeat(pick(facts.calls));
  const callFound = (call: (typeof calls)[number], file: string, line: number): Found => ({
    file: name(file),
    line,
    text: call.type === undefined ? call.allocator : `${call.allocator} ${short(call.type)}`,
    ...(call.inline.length > 1 ? { inside: short(call.function) } : {}),
  });
  return {
    verdicts: repeat(pick(facts.verdicts)).map((fact): Found => ({
      file: name(fact.file),
      line: fact.line,
      column: fact.column,
      text: verdictWords(fact),
    })),
    calls: calls.map((call) => callFound(call, call.file, call.line)),
    copies: calls
      .filter((call) => call.inline.length > 1)
      .map((call) => {
        const outermost = call.inline.at(-1) ?? call;
        const { inside: _, ...found } = callFound(call, outermost.file, outermost.line);
        return found;
      }),
    notes: [
      ...pick(facts.notes).map((fact) => ({ ...fact, text: fact.text })),
      ...pick(facts.inlining).map((fact) => ({ ...fact, text: inlineWords(fact) })),
      ...pick(facts.inlinedCalls).map((fact) => ({ ...fact, text: inlinedCallWords(fact) })),
    ].map(({ file, line, text }): Found => ({ file: name(file), line, text })),
  };
}

/** Takes for each mark one find of its line that fits. */
function match(
  found: readonly Found[],
  marks: readonly Mark[],
  fits: (found: Found, text: string) => boolean,
): { left: Found[]; missing: string[] } {
  const left = [...found];
  const missing: string[] = [];
  for (const mark of marks) {
    const at = left.findIndex((one) => one.file === mark.file && one.line === mark.line && fits(one, mark.text));
    if (at < 0) missing.push(`${place(mark)} missing ${mark.word} "${mark.text}"`);
    else left.splice(at, 1);
  }
  return { left, missing };
}

function fitsVerdict(found: Found, text: string): boolean {
  const [, words, column] = /^(.*?)(?: @(\d+|-))?$/s.exec(text) ?? [];
  return found.text === words && (column === undefined || column === String(found.column ?? '-'));
}

function withoutType(mark: Mark): Mark {
  return mark.word === 'call' || mark.word === 'copy'
    ? { ...mark, text: mark.text.replace(/^(\S+)(?: (?!in ).*?)?( in \S+)?$/, '$1$2') }
    : mark;
}

/** Go 1.27 calls allocators of one size class, where older releases call `newobject` or, without a type, `mallocgc`. */
function fitsCall(found: Found, text: string): boolean {
  const [named = ''] = text.split(' ');
  const isGeneral = named === 'runtime.newobject' || named === 'runtime.mallocgc';
  const actual = callText(found);
  return actual === text || (isGeneral && actual.replace(/^runtime\.mallocgc(Tiny|Small)\w+/, named) === text);
}

function callText({ text, inside }: Found): string {
  return inside === undefined ? text : `${text} in ${inside}`;
}

/** Go's rule: each pattern fits a line there, and each line there fits a pattern. */
function matchErrors(verdicts: readonly Found[], marks: readonly Mark[], complete: ReadonlySet<string>): string[] {
  const here = (mark: Mark, found: Found): boolean => mark.file === found.file && mark.line === found.line;
  const fits = (mark: Mark, found: Found): boolean => here(mark, found) && new RegExp(mark.text).test(found.text);
  return [
    ...marks.filter((mark) => !verdicts.some((found) => fits(mark, found))).map((mark) => `${place(mark)} missing ERROR "${mark.text}"`),
    ...verdicts
      .filter((found) => complete.has(found.file) && !marks.some((mark) => fits(mark, found)))
      .map((found) => `${place(found)} unexpected verdict "${found.text}"`),
  ];
}

function place({ file, line }: { readonly file: string; readonly line: number }): string {
  return file === '' ? '-' : `${file}:${line}`;
}
