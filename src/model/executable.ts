/** What a linked Go executable says of itself, before it is held against anything. Plain data. */
import type { CallFact } from './facts.ts';

export const executableFormats = ['elf', 'mach-o', 'pe'] as const;
export type ExecutableFormat = (typeof executableFormats)[number];

/** How the go command built it, as `go version -m` shows it. */
export interface BuildRecord {
  /** `go1.26.8`; what stands behind it are experiments: `go1.26.8 X:simd`. */
  readonly go: string;
  /** The main package: an import path, or `command-line-arguments` where files were named. */
  readonly path?: string;
  readonly main?: BuiltModule;
  /** Dependencies in the order of the file. */
  readonly modules: readonly BuiltModule[];
  /** `-ldflags`, `CGO_ENABLED`, `vcs.revision` and the like. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface BuiltModule {
  readonly path: string;
  /** `(devel)` of a module that was built in place without a version. */
  readonly version: string;
  readonly sum?: string;
  readonly replace?: { readonly path: string; readonly version: string; readonly sum?: string };
}

/** A function with code of its own, of the packages that were asked for. */
export interface LinkedFunction {
  /** The symbol, as in object code. */
  readonly name: string;
  /** As the compiler wrote it: absolute, or with `-trimpath` by import path. '' where there is none. */
  readonly file: string;
  /** Where it begins; 0 where it is not known. */
  readonly line: number;
}

/** A call of an allocator at its address. Files are named as in {@link LinkedFunction}. */
export interface LinkedCall extends CallFact {
  /** Address of the call instruction, without relocation. */
  readonly pc: number;
}

export interface ExecutableFacts {
  readonly format: ExecutableFormat;
  /** Of the file, in bytes. */
  readonly bytes: number;
  /** As the file's header says it; '' for a machine that Go has no name for. */
  readonly goarch: string;
  /** Whether there is a symbol table. */
  readonly symbols: boolean;
  readonly build: BuildRecord;
  /** Functions with code of their own, of all packages. */
  readonly functionCount: number;
  /** Those of the wanted packages, in the order of their addresses. */
  readonly functions: readonly LinkedFunction[];
  /** Functions of the wanted packages that were inlined somewhere, by symbol: sorted. */
  readonly inlined: readonly string[];
  /** False on architectures whose calls are not read: then `calls` is empty. */
  readonly callsKnown: boolean;
  /** Calls of allocators in wanted functions or in what was inlined of them, by address. */
  readonly calls: readonly LinkedCall[];
  /** All others, counted by the package of the function that holds them; sorted. */
  readonly otherCalls: readonly { readonly package: string; readonly calls: number }[];
}
