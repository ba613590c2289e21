import type { BuildSettings } from '../toolchain/run-list.ts';

/** All decisions of one session, made once; nothing after this reads flags or configuration. */
export interface Options extends BuildSettings {
  /** Where the user stands; default: the host's working directory. */
  readonly cwd?: string;
  /** Package patterns as for `go build`, relative to `cwd`; default `./...`. */
  readonly patterns?: readonly string[];
  /** Patterns of dependencies whose sites are wanted too; they are compiled again with the flags of the analysis. */
  readonly deps?: readonly string[];
  /** Go release: `1.24.13`, or `1.24` for the newest that can be had. */
  readonly go?: string;
  readonly goos?: string;
  readonly goarch?: string;
  /** `-gcflags` values as for `go build`, added to those of GOFLAGS. */
  readonly gcflags?: readonly string[];
  /** Longest time for one Go command, in milliseconds. */
  readonly timeoutMs?: number;
  /** Keep the text for what it explains (for bundles and `explain`): nine tenths of it. */
  readonly keepExplanations?: boolean;
}
