import type { NoAnswer, NotCompiled } from '../model/explanation.ts';
import type { Span } from '../model/span.ts';
import { code } from './cause-words.ts';
import { count } from './numbers.ts';
import { safeText } from './safe-text.ts';
import type { Message } from './messages/message.ts';
import { rowOf } from './row-of.ts';

type Kinds = { readonly [Kind in NoAnswer['answer']]: (answer: Extract<NoAnswer, { answer: Kind }>, show: ShowSpan) => Message };
type ShowSpan = (span: Span) => string;

const answers: Kinds = {
  'not-compiled': ({ file, why }, show) => notCompiled(file, why, show),
  'not-code': ({ at, line, nearest }, show) => ({
    what: `Line ${at.line} is ${rowOf(lineWords, line) ?? safeText(line)}: nothing is executed there.`,
    ...(nearest ? { next: `The nearest line of code: \`stackward explain ${show(nearest)}\`` } : {}),
  }),
  'package-failed': ({ file, package: path }) => ({
    what: `${code(file)} is in ${code(path)}, which does not compile: nothing is known of it.`,
    next: `\`go build ${path}\` shows what is wrong.`,
  }),
  'no-such-line': ({ file, lines }) => ({
    what: `${code(file)} has ${count(lines, 'line')}.`,
    next: 'Has the file changed since the position was written down?',
  }),
  'no-line-given': ({ file }) => ({
    what: `${code(file)} is a file: a line in it is needed.`,
    next: `Write \`${file}:LINE\`, or \`stackward check\` to list a package.`,
  }),
  'no-such-file': ({ file, near }) => ({
    what: `There is no file ${code(file)} in this build.`,
    next:
      near !== undefined
        ? `Did you mean ${code(near)}?`
        : /^\$|\/pkg\/mod\/|\/src\//.test(file)
          ? 'Of dependencies and of Go’s own packages only those are known that `--deps` names.'
          : 'Name it from where you stand, or as `stackward check` shows it.',
  }),
  'no-such-function': ({ name, near, deps }) => ({
    what: `There is no function, method or site ${code(name)} in this build.`,
    next:
      deps !== undefined
        ? `Functions of dependencies are known with \`--deps ${safeText(deps)}\`.`
        : near === undefined
          ? 'Write `pkg.Func`, `pkg.(*T).Method`, `file.go:12` or the id of a site. Generic functions that nothing instantiates are not compiled.'
          : `Did you mean ${code(near)}?`,
  }),
  'no-such-site': ({ id }) => ({
    what: `There is no site ${code(id)} in this build.`,
    next: '`stackward check -f json` lists the ids. An id changes with the function or the type.',
  }),
  ambiguous: ({ of, candidates }) => ({
    what: `That may be ${count(candidates.length, of)}: ${candidates.slice(0, 8).map(code).join(', ')}${candidates.length > 8 ? ', …' : ''}.`,
    next: of === 'site' ? 'Write more of the id.' : 'Write more of the path.',
  }),
};

const lineWords: Readonly<Record<Extract<NoAnswer, { answer: 'not-code' }>['line'], string>> = {
  blank: 'blank',
  comment: 'a comment',
  declaration: 'a declaration',
};

/** Why there is nothing to explain, and what to do next. */
export function noAnswerWords(answer: NoAnswer, show: ShowSpan): Message {
  const make = answers[answer.answer] as (answer: NoAnswer, show: ShowSpan) => Message;
  return make(answer, show);
}

function notCompiled(file: string, why: NotCompiled, show: ShowSpan): Message {
  const start = `${code(file)} is not compiled here`;
  const flags = (list: readonly string[]): { next?: string } =>
    list.length === 0 ? {} : { next: `Build as it asks: add \`${list.join(' ')}\`.` };
  switch (why.by) {
    case 'constraint':
      return {
        what: `${start}: its constraint is ${code(why.constraint)}.`,
        next: 'Choose --goos, --goarch or --tags so that it holds.',
        ...flags(why.flags),
      };
    case 'file-name':
      return { what: `${start}: its name says that it is for ${why.platform}.`, ...flags(why.flags) };
    case 'test-file':
      return { what: `${start}: it is a test file.`, next: 'Add `--tests`.' };
    case 'ignored-name':
      return { what: `${start}: Go leaves out files and folders whose names start with _ or a dot, and testdata and vendor.` };
    case 'cgo':
      return { what: `${start}: it uses cgo, which is off.`, next: 'Set CGO_ENABLED=1; a C compiler is needed.' };
    case 'other-module':
      return { what: `${start}: it belongs to another module.`, next: `Add \`-C ${why.folder}\`.` };
    case 'no-instance':
      return {
        what: `${code(why.function)} is generic, and nothing in this build instantiates it: the compiler has made no code of it, so nothing is known.`,
        next: why.tests
          ? 'Name the packages that use it too, for instance `./...`.'
          : 'Add `--tests` if a test uses it, or name the packages that do.',
      };
    case 'line-directive':
      return {
        what: `A //line directive above this line in ${code(file)} gives it another position: the compiler knows it as ${code(show(why.shown))}.`,
        next: `\`stackward explain ${safeText(show(why.shown))}\``,
      };
    case 'not-named':
      return {
        what: `${start}: it belongs to no package that was built.`,
        next: '`go list -f {{.GoFiles}} ./...` shows the files of each package.',
      };
    default:
      return why satisfies never;
  }
}

/** Headings and short phrases of `explain`. */
export const explainWords = {
  why: 'why',
  how: 'how',
  accept: (line: number): string => `To accept it: //stackward:allow REASON above line ${line}.`,
  wayOut: 'way out',
  or: 'or',
  inside: 'inside',
  callee: 'callee',
  inlining: 'inlining',
  copies: 'copies',
  seen: 'seen',
  cost: 'cost',
  puts: 'What this line does puts on the heap:',
  itself: 'The line itself:',
  nothing: 'Nothing is allocated on this line: the compiler has no verdict there, and the compiled code calls no allocator.',
  nearest: (position: string): string => `The nearest allocation in this function: \`stackward explain ${position}\``,
  inlined: (sites: number): string => `Inlined here, with ${count(sites, 'place')} that may allocate:`,
  allocatesAt: (places: number): string => (places === 0 ? 'Nothing in it allocates.' : `It allocates at ${count(places, 'place')}:`),
  inlinedHere: (functions: readonly string[]): string => `${functions.join(' → ')}, inlined here`,
  line: (line: number): string => `line ${line}`,
  alsoInlined: (positions: string): string => `also where it is inlined: ${positions}`,
  morePlaces: (more: number): string => `and ${count(more, 'more place')}`,
  compiledFor: (types: readonly string[]): string => `compiled for ${types.join(', ')}`,
  compiledTimes: (times: number): string => `compiled ${times} times`,
  calledOutside: 'Called outside of this module:',
  measuredOutside: 'Measured below calls outside of this module:',
  moreCalls: (more: number): string => `… ${count(more, 'more call')}`,
  doNotLeak: (names: readonly string[]): string => `${names.join(', ')} ${names.length === 1 ? 'does' : 'do'} not leak`,
  canInline: (cost: number | undefined, where: string | undefined): string =>
    `can be inlined${cost === undefined ? '' : ` (cost ${cost})`}; ${where === undefined ? 'no call of it was inlined here' : `inlined at ${where}`}`,
  cannotInline: (reason: string): string => `cannot be inlined${reason === '' ? '' : `: ${reason}`}`,
  compilersText: 'The compiler’s text:',
  noText: '(nothing)',
} as const;
