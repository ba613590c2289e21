import type { ExplainAnswer } from './explanation.ts';
import { isOfBrokenPackage } from './allow-broken.ts';
import type { Finding } from './finding.ts';
import type { Problem } from './report.ts';

/**
 * 0 nothing to object · 1 findings of level error · 2 usage, configuration or incomplete evidence · 3 the Go build or the
 * environment failed. The highest effect among problems wins over findings; a finding that is known decides nothing. Where broken packages are allowed (`allowBroken`), theirs count as notices.
 */
export type ExitCode = 0 | 1 | 2 | 3;

/** What decides about the exit code of a document. */
interface Judged {
  readonly problems: readonly Pick<Problem, 'code' | 'effect' | 'package'>[];
  readonly findings?: readonly Pick<Finding, 'severity' | 'known'>[];
}

/** The exit code of a document, by its problems and findings. */
export function exitCode({ problems, findings = [] }: Judged): ExitCode {
  const isAllowed = problems.some(({ code }) => code === 'broken-allowed');
  if (problems.some((problem) => problem.effect === 'failed' && !(isAllowed && isOfBrokenPackage(problem)))) return 3;
  if (problems.some(({ effect }) => effect === 'incomplete')) return 2;
  return findings.some(({ severity, known }) => severity === 'error' && known === undefined) ? 1 : 0;
}

/**
 * Of a command that an error ended: 3 where Go or the machine failed, 2 where the command line, a file or what was asked is wrong. A file that is not there was named
 * wrongly; one that cannot be read is the machine's.
 */
export function errorExitCode({ code, args }: { readonly code: string; readonly args: Readonly<Record<string, unknown>> }): ExitCode {
  if (code === 'file-unreadable' && /^(?:ENOENT|ENOTDIR|EISDIR)$/.test(String(args['reason']))) return 2;
  return /^(go-|git-|repository-distrusted|checkouts-|side-|not-a-module|file-unreadable|file-unwritable|installation-|text-|archive-|release-)/.test(
    code,
  ) && code !== 'go-version'
    ? 3
    : 2;
}

/** Of `explain`: 3 when a target's package does not compile, 2 when a target names nothing or several things; every other answer is one. */
export function explainExitCode(document: { readonly answers: readonly Pick<ExplainAnswer, 'answer'>[] }): ExitCode {
  const kinds = new Set(document.answers.map(({ answer }) => answer));
  if (kinds.has('package-failed')) return 3;
  const unanswered = ['no-such-line', 'no-line-given', 'no-such-file', 'no-such-function', 'no-such-site', 'ambiguous'] as const;
  return unanswered.some((kind) => kinds.has(kind)) ? 2 : 0;
}
