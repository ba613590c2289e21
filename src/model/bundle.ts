/**
 * The bundle, `stackward/bundle/1`: a folder with `manifest.json`, `report.json`, `about.json`, `facts/*.ndjson`, `explanations/*.ndjson`,
 * `sources/<digest>`, `called.json`, and where something was measured `stacks/1.json` and `coverage/N.out`. It holds what was read, so that the report can be made again without Go.
 */
import type {
  ArchiveFacts,
  CallFact,
  InlineFact,
  InlinedCallFact,
  LineMark,
  NoteFact,
  TextFacts,
  UnknownLine,
  VerdictFact,
} from './facts.ts';
import type { CauseFact } from './causes.ts';
import type { Owner } from './owned-facts.ts';
import type { Build, Package, Problem } from './report.ts';

/** `about.json` of a bundle: the circumstances, for people. Nothing reads it. No names of folders, servers or persons. */
export interface About {
  readonly schema: 'stackward/about/1';
  readonly stackward: string;
  /** `v20.20.2` */
  readonly node: string;
  /** Where it ran: `linux x64`. */
  readonly machine: string;
  /** `debug gather --tests --output=DIR ./internal/...` */
  readonly command: string;
  /** Of `go env`, those that are set; `…` stands for a value that may tell more than the build. */
  readonly settings: Readonly<Record<string, string>>;
}

export const bundleSchemaName = 'stackward/bundle/1';

export interface Manifest {
  readonly schema: typeof bundleSchemaName;
  readonly build: Build;
  /** The release whose tables hold: `1.26`. */
  readonly release: string;
  readonly pointerSize: 4 | 8;
  /** Problems of gathering and reading. */
  readonly problems: readonly Problem[];
  readonly units: readonly ManifestUnit[];
  readonly sources: readonly ManifestSource[];
  readonly inlined: readonly InlinedSource[];
  /** The part that says what the code calls on which lines: `called.json`. Absent in bundles of versions that wrote none. */
  readonly called?: string;
  /** With `--profile` and `--cover`: parts with what was read of them. */
  readonly measured?: {
    readonly stacks?: string;
    readonly covers?: readonly { readonly name: string; readonly digest: string; readonly part: string }[];
    /** Of `--path-map`: `to` is relative to the root. */
    readonly pathMap?: readonly { readonly from: string; readonly to: string }[];
  };
}
export interface ManifestUnit {
  readonly listed: Package;
  readonly moduleDir: string;
  /** Below the bundle's folder. */
  readonly facts: string;
  readonly explanations?: string;
}
export interface ManifestSource {
  readonly file: string;
  readonly digest: string;
  readonly bytes: number;
  /** Whether `sources/<digest>` holds the text. */
  readonly kept: boolean;
  /** Bodies of loops, with the depth that they give. */
  readonly loops: readonly LoopSpan[];
  /** Functions and function literals, outer before inner. */
  readonly functions: readonly FunctionSpan[];
}
/** A file of another module whose functions were inlined here: the lines that need not be executed when they are called. */
export interface InlinedSource {
  readonly file: string;
  readonly branches: readonly { readonly line: number; readonly endLine: number }[];
}
/** `called.json` of a bundle: {@link CalledLines}, callees by line in files, each sorted. */
export interface CalledPart {
  readonly schema: typeof calledSchemaName;
  readonly files: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}
export const calledSchemaName = 'stackward/called/1';

/** Lines of a function, both included; named as in `Site.function`. */
export interface FunctionSpan {
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  /** Of its `{`; absent where it has no body. */
  readonly bodyLine?: number;
  /** A `var` declaration at package level, which runs as part of `init`. */
  readonly isInitializer?: true;
}
/** Lines of a loop's body, both included; `depth` counts the loops around, itself included. */
export interface LoopSpan {
  readonly line: number;
  readonly endLine: number;
  readonly depth: number;
  /** From `for` up to the `{`, which is not in it; byte columns from 1. Absent in bundles of earlier versions. */
  readonly header?: { readonly line: number; readonly column: number; readonly endLine: number; readonly endColumn: number };
}

/** One line of `facts/*.ndjson`. A `text` or `archive` line opens what follows. */
export type FactLine =
  | { readonly text: Owner & Pick<TextFacts, 'counts'> }
  | { readonly verdict: VerdictFact }
  | { readonly inlining: InlineFact }
  | { readonly inlinedCall: InlinedCallFact }
  | { readonly note: NoteFact }
  | { readonly unknown: UnknownLine }
  | { readonly archive: Omit<ArchiveFacts, 'calls' | 'marks'> }
  | { readonly mark: LineMark }
  | { readonly cause: CauseFact }
  | { readonly call: CallFact };
