import type { UnmeasuredState } from '../../../model/bench.ts';
import type { ProblemCode, ProblemCodes } from '../../../model/codes.ts';
import { count, grouped } from '../../numbers.ts';
import { quoted, type Message, type Messages } from '../message.ts';
import { firstOf } from '../first-of.ts';
import { benchmarkProblems } from './benchmark-problems.ts';
import { errorMessage, patternNext } from './errors.ts';
import { flagWords, isTellingFlag } from './flag-words.ts';
import { incomparableWords } from './incomparable-words.ts';
import { troubleBecause, troubleNext } from './go-troubles.ts';

const problems: Messages<ProblemCodes> = {
  'broken-allowed': ({ packages }) => ({
    what: `${count(packages.length, 'package')} did not compile and ${packages.length === 1 ? 'is' : 'are'} not in this report (--allow-broken): ${firstOf(packages)}. The list and the counts speak for the others alone.`,
  }),
  'package-failed': ({ output, trouble }) => ({
    what: `does not compile, so nothing is known of it.${quoted(output)}`,
    next: troubleNext(trouble, 'Mend it and run again.'),
  }),
  'package-not-loaded': ({ output, trouble }) => ({
    what: `could not be loaded, so nothing is known of it.${quoted(output)}`,
    next: troubleNext(trouble, 'Mend what Go reports and run again; `go list ./...` shows the packages of this module.'),
  }),
  'dependency-failed': ({ output, trouble }) => ({
    what: `was not compiled, because ${troubleBecause(trouble, 'a dependency does not compile')}; nothing is known of it.${quoted(output)}`,
    next: troubleNext(trouble, 'Mend the dependency and run again.'),
  }),
  'pattern-unmatched': ({ pattern, output, near, trouble }) => ({
    what: `no package matches ${pattern}.${quoted(output)}`,
    next: near === undefined ? patternNext(trouble) : `Did you mean \`${near}\`?`,
  }),
  'baseline-incomparable': ({ file, differing }) => ({
    what: `nothing is judged against ${file}, which was made of another build: ${incomparableWords(differing)}. Single sites are not judged, budgets and pins are.`,
    next: '`stackward baseline rebase` makes it fit this build. --incomparable=fail ends with 2 instead.',
  }),
  'unknown-lines': ({ count: lines, first }) => ({
    what: `${count(lines, 'compiler line')} not understood; the first: ${first}`,
    next: 'Please report it with `go version`. Everything else is complete.',
  }),
  'archive-unreadable': ({ code, args }) => {
    const { what, next } = errorMessage(code, args);
    return { what: `its archive could not be read: ${what}`, ...(next === undefined ? {} : { next }) };
  },
  'archive-missing': () => ({
    what: 'Go named no archive for it, so its calls are not known.',
    next: 'Run again; if it stays, please report it.',
  }),
  'text-without-package': ({ header }) => ({ what: `compiler text came for ${header}, which Go did not list.`, next: 'Please report it.' }),
  'go-newer-than-known': ({ go, newest }) => ({
    what: `${go} is newer than ${newest}, the newest release known here; its own tables were read from GOROOT. A runtime function that is new in it may be missed.`,
    next: 'Look for a newer stackward.',
  }),
  'go-tables-guessed': ({ go, used }) => ({
    what: `${go} is not a known release and its compiler sources are not installed; the tables of ${used} were used. Calls may be missed or misnamed.`,
    next: 'Update stackward, or choose a known release with --go.',
  }),
  'gcflags-in-goflags': ({ gcflags }) => ({
    what: `GOFLAGS holds compiler flags (${gcflags}); they are kept and change what is measured${knownFlags(gcflags)}.`,
  }),
  'flag-changes-code': ({ flag, from }) => ({
    what: `${from === 'GOFLAGS' ? `GOFLAGS holds ${flag}` : `${flag} was given`}: ${flagWords(flag)}. This is not what a plain build does.`,
    ...(from === 'GOFLAGS' ? { next: 'GOFLAGS= before the command leaves it out.' } : {}),
  }),
  'deps-unmatched': ({ pattern }) => ({
    what: `no dependency of these packages matches --deps ${pattern}.`,
    next: '`go list -deps ./...` shows what they depend on.',
  }),
  'profile-unchecked': () => ({
    what: 'nothing in the profile tells whether it was made of this code: it does not say where functions begin.',
    next: 'A profile in pprof’s own form does: fetch it without ?debug=1.',
  }),
  'profile-differs': ({ functions, agree, calls = { compared: 0, agree: 0 } }) => ({
    what: `in the profile ${[
      ...(functions > 0 ? [`${grouped(functions - agree)} of ${count(functions, 'function')}`] : []),
      ...(calls.compared > 0 ? [`${grouped(calls.compared - calls.agree)} of ${count(calls.compared, 'call')}`] : []),
    ].join(' and ')} are on other lines than here: the code has changed since, and costs may stand on wrong lines.`,
    next: 'Write a profile of this revision.',
  }),
  'bench-not-built': ({ output }) => ({
    what: `its tests could not be made into a program, so its benchmarks were not measured.${quoted(output)}`,
    next: '`go test -c` in its folder shows the same.',
  }),
  'bench-not-measured': ({ name, state, output }) => ({
    what: `${notMeasured(name, state)}${quoted(output)}`,
    ...(state === 'timed-out' ? { next: '--timeout gives it longer, --bench leaves it out.' } : {}),
  }),
  'bench-no-race': ({ output }) => ({
    what: `objects of less than 16 bytes without pointers share blocks, and could not be told apart: Go cannot build with the race detector here.${quoted(output)}`,
    next: 'It needs a C compiler (CGO_ENABLED=1); --no-race leaves it out without a word.',
  }),
  ...benchmarkProblems,
  'binary-other-source': ({ file, functions, agree }) => ({
    what: `${file} was not built from this source: of ${count(functions, 'function')} in both, ${grouped(agree)} begin on the same line. What is said of single sites may be of other code.`,
    next: 'Check out the revision that it was built from (`go version -m FILE` may name it).',
  }),
  'binary-calls-unknown': ({ goarch }) => ({
    what: `calls in programs for ${goarch === '' ? 'this machine' : goarch} are not read, only functions: those for amd64 and arm64 are.`,
  }),
  'binary-no-record': ({ file }) => ({
    what: `${file} does not say with which settings it was built, so they are not compared.`,
  }),
  'binary-unchecked': ({ binary, lacks }) => ({
    what: `${lacks === 'profile' ? 'the profile' : binary} has no build id, so whether ${binary} wrote the profile is not known.`,
    next: 'Linux programs have one from Go 1.24 on, before with -ldflags=-B=0x…; the profile was held against the code itself.',
  }),
  'binary-other-go': ({ binary, go, here }) => ({
    what: `${binary} was built by ${go}, this report by ${here}: inlining and sizes may differ.`,
    next: `Choose the release: --go ${go.replace(/^go/, '')}`,
  }),
  'coverage-differs': ({ file, functions, agree }) => ({
    what: `${grouped(functions - agree)} of ${count(functions, 'function')} in files that ${file} covers do not begin where it says: the code has changed since, and nothing is said of these.`,
    next: 'Write coverage of this revision.',
  }),
  'coverage-cut': ({ file }) => ({
    what: `the last line of ${file} has no end: what wrote it may have been stopped.`,
    next: 'Write it again.',
  }),
  'positions-unknown': ({ goarch }) => ({
    what: `archives for ${goarch} hold no positions that are read: its calls have no file and line.`,
  }),
  'types-unknown': ({ goarch }) => ({ what: `code for ${goarch} is not decoded: calls are exact, the types they allocate are unknown.` }),
  'go-said': ({ output }) => ({ what: `Go said: ${output}` }),
  'build-failed': ({ label, code, args }) => {
    const { what, next } = errorMessage(code, args);
    // That another release would do is known: it was this one that was asked for.
    const mend =
      args['trouble'] === 'go-too-old-for-module' ? 'Leave it out; an older revision may allow it: --rev, or check it out.' : next;
    return { what: `${label} is not in this comparison: ${what}`, ...(mend === undefined ? {} : { next: mend }) };
  },
  'base-empty': ({ label }) => ({
    what: `${label} has nothing of these packages: they are new, so there is nothing to judge them against.`,
    next: 'From the next change on there is.',
  }),
  'ignored-files': ({ count: files, first }) => ({
    what: `${count(files, 'Go file')} of the working tree ${files === 1 ? 'is' : 'are'} ignored by git (${first}), so the base is built without.`,
    next: 'Where the base does not build for want of them: commit what is generated, or generate it before comparing saved reports with `stackward diff`.',
  }),
  'root-not-rewritten': ({ character }) => ({
    what: `the module's path holds ${character}, which the compiler cannot rewrite: a build from another folder may give other names.`,
  }),
};

function notMeasured(name: string, state: UnmeasuredState): string {
  switch (state) {
    case 'failed':
      return `Benchmark${name} failed.`;
    case 'skipped':
      return `Benchmark${name} was skipped.`;
    case 'panicked':
      return `Benchmark${name} broke off.`;
    case 'timed-out':
      return `Benchmark${name} came to no end in time.`;
    case 'no-result':
      return `Benchmark${name} ended without a result.`;
    default:
      return `Benchmark${name}: ${String(state satisfies never)}`;
  }
}

/** What those of the compiler's flags do that are known by name. */
function knownFlags(gcflags: string): string {
  const found = gcflags.split(/[\s'"]+/).map((word) => word.replace(/^[^-=]+=(?=-)/, ''));
  return [...new Set(found)].flatMap((flag) => (isTellingFlag(flag) ? [`; ${flag}: ${flagWords(flag)}`] : [])).join('');
}

/** The message of a problem in a report; it completes a sentence that starts with the package, where there is one. */
export function problemMessage(code: string, args: object): Message {
  const make = problems[code as ProblemCode] as ((args: object) => Message) | undefined;
  return make ? make(args) : { what: `${code}: ${JSON.stringify(args)}` };
}

/** What that sentence starts with, and a space: Go's name of what failed. Empty for a problem of the whole run. */
export function problemSubject(problem: { readonly package?: string; readonly variant?: string }): string {
  if (problem.package === undefined) return '';
  return problem.variant === undefined ? `${problem.package} ` : `${problem.package} [${problem.variant}] `;
}
