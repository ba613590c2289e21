import type { UnmeasuredState } from './bench.ts';
import type { Incomparable } from './comparison.ts';
import type { BenchmarkFault, BenchmarkOutcome } from './benchmark.ts';
import type { CoverageWrong } from './coverage.ts';
import type { GoTrouble } from './go-trouble.ts';

/**
 * Every code that a user can meet, with the facts it carries. `view/messages/en/` is typed over this list: a code without a
 * sentence does not compile. Codes of {@link UserErrorCodes} stop a command; those of {@link ProblemCodes} stand in a report.
 */
export interface UserErrorCodes {
  // command line
  'unknown-command': { command: string; near?: string };
  'unknown-flag': { flag: string; command: string; near?: string };
  'flag-needs-value': { flag: string };
  'flag-value': { flag: string; value: string; expected: string };
  'unexpected-argument': { argument: string; command: string };
  'missing-argument': { argument: string; command: string };
  'unknown-rule': { rule: string; near?: string };
  'flags-together': { one: string; other: string };
  /** Two forms of the result for one place; `file` is absent for standard output. */
  'formats-together': { one: string; other: string; file?: string };
  /** `missing` are Node's words. */
  'installation-damaged': { missing: string };
  /** The folder that the command was started in was removed. */
  'cwd-missing': Record<never, never>;
  'folder-missing': { folder: string };
  /** `what` works on one build, and `builds` are the labels of those that were asked for. */
  'several-builds': { what: string; builds: string };
  // configuration; line and column from 1
  'config-missing': { file: string };
  'config-two': { folder: string; files: string };
  'config-encoding': { file: string };
  'config-syntax': { file: string; line: number; column: number; wrong: string };
  'config-key': { file: string; line: number; column: number; key: string; known: string; near?: string };
  'config-key-twice': { file: string; line: number; column: number; key: string };
  /** The object at `path` lacks a key that it needs. */
  'config-key-missing': { file: string; line: number; column: number; path: string; key: string };
  /** `code` and `args` are those of reading the query at `path`; their column counts in its text. */
  'config-query': { file: string; line: number; column: number; path: string; code: string; args: Readonly<Record<string, unknown>> };
  'config-value': {
    file: string;
    line: number;
    column: number;
    path: string;
    found: string;
    expected: string;
    least?: number;
    most?: number;
    choices?: string;
    zero?: true;
  };
  // files
  /** Ends with 2 where there is no such file: then its name is wrong. */
  'file-unreadable': { file: string; reason: string };
  /** What is no text for a terminal was asked for without a file to put it in. */
  'port-taken': { port: number; reason: string };
  'output-needed': { format: string };
  'file-unwritable': { file: string; reason: string };
  'watch-incomplete': { reason: string };
  'file-too-large': { file: string; bytes: number; limit: number };
  // the Go toolchain
  'go-missing': { command: string; reason: string };
  'go-too-old': { version: string; oldest: string };
  'go-failed': { command: string; code: number; output: string; trouble?: GoTrouble };
  'go-killed': { signal: string };
  'go-timeout': { seconds: number };
  'go-version': { asked: string; output: string };
  'go-answer': { command: string; near: string };
  /** `isOff`: GO111MODULE switches modules off, whatever lies there. */
  'not-a-module': { folder: string; isOff?: true };
  /** `near` are the patterns with the names that are probably meant. */
  'no-packages': { patterns: string; output: string; near?: string; trouble?: GoTrouble };
  'gcflags-unreadable': { value: string };
  cancelled: Record<never, never>;
  // git
  'git-missing': { reason: string };
  'git-failed': { command: string; code: number; output: string };
  /** `by` is a signal, or `timeout`. */
  'git-ended': { command: string; by: string };
  'not-a-repository': { folder: string };
  /** Git looks into no repository that another user owns. */
  'repository-distrusted': { folder: string };
  /** The commit that a submodule stands at in a revision is not in this clone. */
  'submodule-missing': { path: string; commit: string };
  /** It has no commit yet. */
  'repository-empty': { folder: string };
  /** `mend` is the command that brings it into this clone; '' where there is none. */
  'revision-unknown': { revision: string; mend: string };
  /** The revision has no such folder; '' is its top. */
  'revision-lacks': { revision: string; folder: string };
  /** Flags of which several ask for more than one build, with their values. */
  'compare-lists': { flags: string };
  /** Nothing was given that makes a second build. */
  'compare-one-build': Record<never, never>;
  /** `reason` is why this is no command that builds a program. */
  'build-command': { command: string; reason: string };
  'compare-many': { builds: number; limit: number };
  /** `code` and `args` are those of reading it as a profile. */
  'pgo-unusable': { file: string; code: string; args: Readonly<Record<string, unknown>> };
  /** `types` are those that it counts. */
  'pgo-not-cpu': { file: string; types: string };
  /** No function of it is one of the packages. */
  'pgo-other-program': { file: string };
  /** Two columns would be the same build. */
  'compare-twice': { label: string };
  /** The two have no common ancestor; in a shallow clone `mend` brings more of their past. */
  'no-merge-base': { revision: string; mend: string };
  /** Neither a flag nor the CI nor a branch tells what a change is compared with. */
  'base-unknown': { mend: string };
  /** One of two sides cannot be built; `code` and `args` are those of the error that it met. */
  'side-failed': { side: 'base' | 'head'; label: string; code: string; args: Readonly<Record<string, unknown>> };
  /** No package is built, so nothing can be planted. */
  'self-test-nowhere': Record<never, never>;
  /** There is no folder for caches. */
  'checkouts-nowhere': Record<never, never>;
  /** All places for revisions of this repository are in use. */
  'checkouts-busy': { folder: string };
  // bundles
  'bundle-exists': { folder: string };
  'bundle-missing': { folder: string };
  'bundle-damaged': { file: string; reason: string };
  'bundle-version': { found: string; known: string };
  // baselines; lines count from 1
  'baseline-missing': { file: string };
  /** It is another file than a baseline, and is not written over. */
  'baseline-foreign': { file: string };
  'baseline-newer': { file: string; found: string; known: string };
  /** Git left its markers in it. */
  'baseline-conflict': { file: string; line: number };
  'baseline-damaged': { file: string; line: number; reason: string };
  'baseline-exists': { file: string };
  /** No entry, and no site of the run, has this id. */
  'baseline-no-entry': { file: string; id: string };
  'baseline-ambiguous': { file: string; id: string; ids: string };
  'baseline-incomparable': { file: string; differing: readonly Incomparable[] };
  /** Two branches rebased it on different builds. */
  'baseline-merge': { file: string };
  /** Parts of the run are missing: what is not known cannot be written. */
  'baseline-incomplete': { file: string };
  // saved documents
  'document-empty': { file: string };
  /** `begins` is the start of its text. */
  'document-no-json': { file: string; begins: string };
  'document-truncated': { file: string };
  /** `found` is its `schema`, '' where it has none. */
  'document-foreign': { file: string; found: string; known: string };
  'document-newer': { file: string; found: string; known: string };
  /** `where` is a path such as `sites.3.at.line`, '' for the whole. */
  'document-damaged': { file: string; where: string; reason: string };
  /** `flag` is of another kind of document than `schema`; `fits` are those that would do. */
  'document-flag': { flag: string; schema: string; fits: string };
  'release-sources': { go: string; file: string };
  // readers
  'text-line-too-long': { limit: number };
  'text-block-too-large': { limit: number };
  'archive-not-go': Record<never, never>;
  'archive-version': { magic: string };
  'archive-release': { goVersion: string };
  'archive-architecture': { goarch: string };
  'archive-truncated': { at: number };
  'archive-corrupt': { at: number; what: string };
  'archive-limit': { what: string; limit: number };
  'source-too-large': { file: string; bytes: number; limit: number };
  // profiles
  'profile-empty': { file: string };
  /** `found` is a code of what the file is instead, '' where that is not known. */
  'profile-foreign': { file: string; found: string };
  /** `at` is the length of what is there. */
  'profile-truncated': { file: string; at: number };
  'profile-too-large': { file: string; limit: number };
  /** `what` contradicts the rest, in words. */
  'profile-damaged': { file: string; what: string };
  'profile-concatenated': { file: string };
  /** `types` are those that it counts. */
  'profile-not-heap': { file: string; types: string };
  'profile-no-samples': { file: string };
  /** No function of the profile is one of the packages. */
  'profile-other-program': { file: string };
  /** Functions of the profile that the sources have too, and those that begin on the same line; calls in its stacks, and those that the code makes on the same lines. */
  'profile-other-code': { file: string; functions: number; agree: number; calls: { compared: number; agree: number } };
  /** The build ids of the profile and of the program that was named with it. */
  'profile-other-binary': { file: string; binary: string; profileId: string; binaryId: string };
  /** `output` are Go's words. */
  'binary-not-go': { file: string; output: string };
  // linked programs
  /** `found` is a code of what the file is instead, '' where that is not known. */
  'executable-foreign': { file: string; found: string };
  'executable-not-go': { file: string; format: string };
  'executable-packed': { file: string; packer: string };
  'executable-garbled': { file: string };
  'executable-compiler': { file: string; compiler: string };
  /** `go` is '' where only the form of its tables tells. */
  'executable-too-old': { file: string; go: string };
  /** `bytes` is the length of what is there. */
  'executable-truncated': { file: string; bytes: number };
  /** `what` is wrong in it, in words. */
  'executable-damaged': { file: string; what: string };
  'executable-limit': { file: string; what: string; limit: number };
  /** It has no function of the named packages. `module` is what it says it was built from, '' where it says nothing. */
  'binary-other-program': { file: string; module: string };
  /** The types of values, or of the period, of two profiles that were to be put together. */
  'profile-types-differ': { one: string; other: string };
  /** No benchmark of these packages matches `bench`; `with` counts packages that have any. */
  'bench-none': { bench: string; packages: number; with: number };
  'benchmark-text-too-large': { bytes: number; limit: number };
  'benchmark-line-too-long': { line: number; limit: number };
  'benchmark-config-limit': { limit: number };
  /** `label` is what the text is called: a file, a revision. `faults` counts lines that look like results and cannot be read; `failed` are the first ten that failed. */
  'benchmark-no-results': { label: string; faults: number; failed: readonly BenchmarkOutcome[] };
  /** Results that hold times alone. */
  'benchmark-no-memory': { label: string };
  /** `name` behind `--compare` is a file and a revision. */
  'compare-ambiguous': { name: string };
  /** … is neither. */
  'compare-unknown': { name: string };
  /** Two things that cannot be held against each other. */
  'compare-kinds': { one: string; is: 'text' | 'bench' | 'revision'; other: string; otherIs: 'text' | 'bench' | 'revision' };
  /** So many names were given behind `--compare`. */
  'compare-needs-two': { given: number };
  /** Both of what is compared come from standard input. */
  'compare-input-twice': Record<never, never>;
  // coverage; `file` is absent where a text without a name was read
  /** `begins` is the start of its first line. */
  'coverage-not': { file?: string; begins: string };
  'coverage-mode': { file?: string; mode: string };
  'coverage-modes': { file?: string; line: number; mode: string; other: string };
  /** `text` is the start of the line. */
  'coverage-line': { file?: string; line: number; text: string; wrong: CoverageWrong };
  'coverage-statements': { file?: string; line: number; text: string; statements: number; other: number };
  'coverage-too-large': { file?: string; bytes: number; limit: number };
  /** A folder in which no run left any. */
  'coverage-no-data': { file?: string };
  /** No file in it is one of the packages'; `first` is its first. */
  'coverage-other-program': { file: string; first: string };
  /** Functions of the files that it has, and those in which its first block begins where the body does. */
  'coverage-other-code': { file: string; functions: number; agree: number };
  // queries; columns count from 1
  'query-field': { field: string; column: number; near?: string; known: string };
  'query-value': { field: string; value: string; column: number; near?: string; expected: string };
  'query-operator': { field: string; operator: string; column: number };
  /** `sign` is a quote or parenthesis without its other half. */
  'query-unbalanced': { sign: string; column: number };
  /** `found` stands where a term is expected; '' is the end. */
  'query-term': { found: string; column: number };
  'query-too-deep': { limit: number; column: number };
  'query-too-long': { limit: number; column: number };
}

export interface ProblemCodes {
  /** `--allow-broken` was given, so these packages, of which nothing is known, decide no exit code. Import paths, sorted. */
  'broken-allowed': { packages: readonly string[] };
  /** The Go command could not compile the package; `output` are its words, `trouble` what they tell where they are known. */
  'package-failed': { output: string; trouble?: GoTrouble };
  /** The Go command could not load the package: no file of it was read. */
  'package-not-loaded': { output: string; trouble?: GoTrouble };
  /** A dependency is missing or could not be compiled, so this package was not. */
  'dependency-failed': { output: string; trouble?: GoTrouble };
  /** A pattern met no package, while others did. Patterns are relative to the root; `near` is the one that is probably meant. */
  'pattern-unmatched': { pattern: string; output: string; near?: string; trouble?: GoTrouble };
  /** The baseline was made of another build, so single sites are not judged. */
  'baseline-incomparable': { file: string; differing: readonly Incomparable[] };
  /** Lines that the text reader does not know. */
  'unknown-lines': { count: number; first: string };
  /** The compiled archive could not be read. */
  'archive-unreadable': { code: string; args: Readonly<Record<string, unknown>> };
  /** The Go command named no archive for a package that has Go files. */
  'archive-missing': Record<never, never>;
  /** Compiler text came for a variant that the Go command did not list. */
  'text-without-package': { header: string };
  /** The release is newer than the tables that this version carries; its own sources were read instead. */
  'go-newer-than-known': { go: string; newest: string };
  /** … and its sources are not there, so the newest known tables were used. */
  'go-tables-guessed': { go: string; used: string };
  /** Flags in GOFLAGS that change what is analysed. */
  'gcflags-in-goflags': { gcflags: string };
  /** A flag that makes the code another than the one that is shipped; what it does is known by its name. */
  'flag-changes-code': { flag: string; from: 'GOFLAGS' | 'flags' };
  /** No dependency of the named packages matches a pattern of `--deps`. */
  'deps-unmatched': { pattern: string };
  /** The profile does not say where functions begin (`heap?debug=1`), or knows none of these. */
  'profile-unchecked': Record<never, never>;
  /** Functions of a package in a profile, and those that begin where the sources have them; its calls, and those that the code makes on the same lines. */
  'profile-differs': { functions: number; agree: number; calls?: { compared: number; agree: number } };
  /** The tests of a package compile and could not be linked; `output` are Go's words. */
  'bench-not-built': { output: string };
  /** A benchmark that gave no result; `output` are its last words. */
  'bench-not-measured': { name: string; state: UnmeasuredState; output: string };
  /** Tiny objects of a benchmark could not be told apart: Go cannot build with the race detector here. */
  'bench-no-race': { output: string };
  /** Lines of `label` that begin as results and cannot be read, so that what they say is missing; `first` are at most twenty of them. */
  'benchmark-faults': { label: string; count: number; first: readonly BenchmarkFault[] };
  /** Benchmarks, tests and packages of `label` that failed, panicked or were skipped and so have no results; each once. */
  'benchmark-failed': { label: string; outcomes: readonly BenchmarkOutcome[] };
  'benchmark-skipped': { label: string; outcomes: readonly BenchmarkOutcome[] };
  /** Metadata of a unit that contradicts what was said before, which holds. */
  'benchmark-unit-conflict': { label: string; line: number; unit: string; key: string; value: string; before: string };
  /** Benchmarks that only `label` has; each once. */
  'benchmark-only-in': { label: string; names: readonly string[] };
  /** Units that only `label` reports of benchmarks that both have. */
  'benchmark-units-only-in': { label: string; units: readonly string[] };
  /** Benchmarks that both have, but under values of these keys that differ, so that they are not compared. */
  'benchmark-apart': { keys: readonly string[]; names: readonly string[] };
  /** Two revisions were built by different toolchains, since their go.mod ask for them. */
  'benchmark-toolchains-differ': { one: string; other: string };
  /** No benchmark is in both. */
  'benchmark-nothing-compared': Record<never, never>;
  /** A program was named, and it or the profile has no build id to compare. */
  'binary-unchecked': { binary: string; lacks: 'profile' | 'binary' };
  /** The program that ran was built by another release of Go than this report. */
  'binary-other-go': { binary: string; go: string; here: string };
  /** Most functions of a linked program begin on other lines than here: functions in both, and those that agree. */
  'binary-other-source': { file: string; functions: number; agree: number };
  /** Calls in linked programs of this architecture are not read. */
  'binary-calls-unknown': { goarch: string };
  /** A linked program does not say how it was built. */
  'binary-no-record': { file: string };
  /** Functions of a package in files that a coverage profile has, and those in which its first block begins where the body does. */
  'coverage-differs': { file: string; functions: number; agree: number };
  /** The last line of a coverage profile has no end. */
  'coverage-cut': { file: string };
  /** Line tables of this architecture are not read. */
  'positions-unknown': { goarch: string };
  /** The code of this architecture is not decoded, so no call tells its type. */
  'types-unknown': { goarch: string };
  /** cmd/go said something besides the compiler's text. */
  'go-said': { output: string };
  /** One of several builds could not be built or read; `code` and `args` are those of the error that it met. */
  'build-failed': { label: string; code: string; args: Readonly<Record<string, unknown>> };
  /** The base holds nothing of what was named: the module or its packages are new, so there is nothing to judge against. */
  'base-empty': { label: string };
  /** The working tree has Go files that git ignores, and the base has none of them. */
  'ignored-files': { count: number; first: string };
  /** The module root cannot be written as a rewrite rule of the compiler. */
  'root-not-rewritten': { character: string };
}
export type ProblemCode = keyof ProblemCodes;
export type UserErrorCode = keyof UserErrorCodes;
