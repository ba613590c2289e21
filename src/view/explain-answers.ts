import type { NoAnswer, NotCompiled, ParameterFact } from '../model/explanation.ts';
import type { Span } from '../model/span.ts';
import { code } from './cause-words.ts';
import { count } from './numbers.ts';
import type { Message } from './messages/en.ts';

type Kinds = { readonly [Kind in NoAnswer['answer']]: (answer: Extract<NoAnswer, { answer: Kind }>, show: ShowSpan) => Message };
type ShowSpan = (span: Span) => string;

const answers: Kinds = {
  'not-compiled': ({ file, why }) => notCompiled(file, why),
  'not-code': ({ at, line, nearest }, show) => ({
    what: `Line ${at.line} is ${lineWords[line]}: nothing is executed there.`,
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
    next: near === undefined ? 'Name it from where you stand, or as `stackward check` shows it.' : `Did you mean ${code(near)}?`,
  }),
  'no-such-function': ({ name, near }) => ({
    what: `There is no function, method or site ${code(name)} in this build.`,
    next: near === undefined ? 'Write `pkg.Func`, `pkg.(*T).Method`, `file.go:12` or the id of a site.' : `Did you mean ${code(near)}?`,
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

function notCompiled(file: string, why: NotCompiled): Message {
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
    case 'not-named':
      return {
        what: `${start}: it belongs to no package that was built.`,
        next: '`go list -f {{.GoFiles}} ./...` shows the files of each package.',
      };
    default:
      return why satisfies never;
  }
}

/** `` `entry` leaks to the heap `` */
export function parameterWords(parameter: ParameterFact): string {
  const name = code(parameter.name);
  const result = parameter.result === undefined ? 'a result' : resultName(parameter.result);
  switch (parameter.to) {
    case 'heap':
      return `${name} leaks to the heap: what a caller passes must be on the heap`;
    case 'content':
      return `what ${name} points to leaks to the heap; ${name} itself does not`;
    case 'result':
      return (parameter.level ?? 0) === 0
        ? `${name} is returned as ${result}: it is up to the caller`
        : `what ${name} points to is returned as ${result}: it is up to the caller`;
    case 'stays':
      return `${name} does not leak`;
    default:
      return parameter.to satisfies never;
  }
}

/** The compiler names results without a name `~r0`, `~r1`. */
function resultName(name: string): string {
  const number = /^~r(\d+)$/.exec(name)?.[1];
  return number === undefined ? code(name) : number === '0' ? 'the result (~r0)' : `result ${Number(number) + 1} (${name})`;
}
