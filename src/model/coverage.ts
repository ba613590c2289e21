/** `set`: counts are 0 or 1. `count` and `atomic`: how often; `count` may lose executions of goroutines that run at once. */
export const coverageModes = ['set', 'count', 'atomic'] as const;
export type CoverageMode = (typeof coverageModes)[number];

/** What a run of Go code with coverage executed: a profile as `go test -coverprofile` and `go tool covdata textfmt` write it. */
export interface Coverage {
  readonly mode: CoverageMode;
  /** By file, sorted. */
  readonly files: readonly CoveredFile[];
  /** False where the last line has no end: what wrote the profile may have been stopped, and that line's count may have lost digits. */
  readonly isWhole: boolean;
}

export interface CoveredFile {
  /** `example.com/m/p/p.go`: import path and base name. A package outside of modules has a path of its file system. */
  readonly file: string;
  /** Sorted by start, then end; each once. They may lie in each other where the profile says so. */
  readonly blocks: readonly CoverageBlock[];
}

/** Statements that are executed together. Lines and columns count from 1, columns in bytes; the end is where the block does not hold any more. */
export interface CoverageBlock {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly statements: number;
  readonly count: number;
}

/** Which part of `file:line.column,line.column statements count` cannot be read; `count-sum` is a sum that is no exact number any more. */
export type CoverageWrong = 'file' | 'start' | 'end' | 'statements' | 'count' | 'count-sum';
