import type { TextFacts } from '../../model/facts.ts';

/** What is known beside the explanations of a block. The more there is, the more exactly a cause is named; nothing of it is needed. */
export interface Around {
  /** What the same block says in its other lines. */
  readonly facts?: Pick<TextFacts, 'verdicts' | 'inlining' | 'inlinedCalls' | 'notes'>;
  /** The names, not the paths, of the packages that this one depends on: `fmt`, `cobra`. */
  readonly packageNames?: ReadonlySet<string>;
  /** A line of source without its newline, where the file is at hand. */
  readonly lineAt?: (file: string, line: number) => string | undefined;
}
