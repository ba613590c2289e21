/**
 * The document of `stackward compare --binary`: a linked program held against the sites of its module. Within a major number of `schema` fields are only added; readers
 * ignore what they do not know.
 */
import type { Agreement } from './cost.ts';
import type { BuiltModule, ExecutableFormat } from './executable.ts';
import type { Position } from './facts.ts';
import type { Build, Problem } from './report.ts';
import type { Site, SiteId } from './site.ts';

export const binarySchema = 'stackward/binary/1';

export interface BinaryResult {
  readonly schema: typeof binarySchema;
  /** Of the analysis. */
  readonly build: Build;
  readonly binary: LinkedBinary;
  readonly source: BinarySource;
  /** The named packages, sorted. */
  readonly packages: readonly BinaryPackage[];
  /** The sites of the analysis that allocate, those in test files left out. */
  readonly sites: readonly Site[];
  /** How each of them stands in the program, in the same order. */
  readonly standing: readonly SiteStanding[];
  /** Calls of allocators in the program that are at none of these sites, by file and line. */
  readonly extra: readonly ExtraCall[];
  /** All other calls of allocators, of std and dependencies, by package: sorted. */
  readonly others: readonly { readonly package: string; readonly calls: number }[];
  readonly problems: readonly Problem[];
}

/** What the program says of itself. */
export interface LinkedBinary {
  /** As it was named. */
  readonly file: string;
  readonly bytes: number;
  readonly format: ExecutableFormat;
  /** '' where it does not say. */
  readonly goos: string;
  readonly goarch: string;
  /** `go1.26.8`; '' where it does not say. */
  readonly go: string;
  /** Its main package. */
  readonly path?: string;
  readonly main?: BuiltModule;
  readonly modules: readonly BuiltModule[];
  /** `-ldflags`, `CGO_ENABLED`, `vcs.revision` and the like; empty where the go command did not build it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Whether it has a symbol table. */
  readonly symbols: boolean;
  /** With code of their own, of all packages. */
  readonly functions: number;
  /** Of allocators, in all packages; absent where the architecture's calls are not read. */
  readonly calls?: number;
}

/** Whether it was built from this source. */
export interface BinarySource {
  /**
   * `revision`: the same commit, without changes on either side; `lines`: all functions that could be compared begin where they do here, and all calls are at sites;
   * `differs`: some are not; `module`: the program is of another module; `unknown`: nothing could be compared.
   */
  readonly verdict: (typeof sourceVerdicts)[number];
  readonly differences: readonly BinaryDifference[];
  /** What version control said when it was built, and what it says here; absent where the program does not say. */
  readonly revision?: BinaryRevision;
  /** Functions that are in both, and those that begin on the same line. */
  readonly functions: { readonly compared: number; readonly agree: number };
  /** The same by package, where there are any. */
  readonly agreement: readonly Agreement[];
  /** Calls of allocators in files of the named packages, and those whose whole chain of inlined calls is that of a site. Absent where calls are not read. */
  readonly calls?: { readonly compared: number; readonly agree: number };
}
export const sourceVerdicts = ['revision', 'lines', 'differs', 'module', 'unknown'] as const;

export interface BinaryRevision {
  readonly there: string;
  readonly modified: boolean;
  /** HEAD of the repository around the module. */
  readonly here?: string;
  readonly hereModified?: boolean;
}

/** A setting in which the two builds are not the same. */
export interface BinaryDifference {
  readonly what: BinaryDifferenceWhat;
  /** Of `dependency`: its path. */
  readonly name?: string;
  readonly here: string;
  readonly there: string;
  /** `code`: other places may allocate; `none`: only names of files or data of the linker differ. */
  readonly effect: 'code' | 'none';
}
export const binaryDifferenceWhats = [
  'module',
  'go',
  'goos',
  'goarch',
  'experiment',
  'tags',
  'cgo',
  'race',
  'msan',
  'asan',
  'cover',
  'gcflags',
  'pgo',
  'dependency',
  'trimpath',
] as const;
export type BinaryDifferenceWhat = (typeof binaryDifferenceWhats)[number];

export interface BinaryPackage {
  readonly path: string;
  /** Whether any function of it is in the program, inlined ones too. */
  readonly linked: boolean;
  /** Sites by state. */
  readonly present: number;
  readonly gone: number;
  readonly unknown: number;
  /** Calls of the program in its files that are at no site. */
  readonly extra: number;
}

export type SiteStanding =
  | {
      readonly site: SiteId;
      readonly state: 'present';
      /** `chain`: a call with the whole chain of inlined calls of a copy; `written`: written there, and inlined otherwise; `line`: on its line. */
      readonly by: (typeof presentBys)[number];
      /** Calls of allocators in its compiled copies here, and those found there. */
      readonly calls: { readonly here: number; readonly there: number };
    }
  /**
   * `package-not-linked`: no function of its package is there; `function-dropped`: none of its function, which the linker leaves out where nothing reaches it; `call-gone`:
   * the function is there, and no such call on the line.
   */
  | { readonly site: SiteId; readonly state: 'gone'; readonly why: (typeof goneWhys)[number] }
  /**
   * `other-source`: functions of its package begin on other lines, so its line means other code; `among-equals`: the line has fewer calls there than sites here;
   * `calls-unknown`: its function is there, and the calls of this architecture are not read.
   */
  | { readonly site: SiteId; readonly state: 'unknown'; readonly why: (typeof unknownWhys)[number] };
export const presentBys = ['chain', 'written', 'line'] as const;
export const goneWhys = ['package-not-linked', 'function-dropped', 'call-gone'] as const;
export const unknownWhys = ['other-source', 'among-equals', 'calls-unknown'] as const;

export interface ExtraCall extends Position {
  readonly package: string;
  /** The function in whose text it stands. */
  readonly function: string;
  readonly allocator: string;
  /** The symbols that hold such a call, sorted. */
  readonly in: readonly string[];
  readonly count: number;
}
