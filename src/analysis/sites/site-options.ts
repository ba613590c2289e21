import type { Cause } from '../../model/causes.ts';
import type { VerdictFact } from '../../model/facts.ts';
import type { TypeRef, What } from '../../model/site.ts';
import type { Unit } from '../../model/unit.ts';

/** A variable that may stand in the header of a loop. */
export interface LoopVariable {
  readonly column: number;
  /** One for each iteration (Go 1.22), or one for the loop. */
  readonly isPerIteration: boolean;
}

/** What sites are made with besides the joined evidence. */
export interface SiteOptions {
  /** The package whose source holds a file, for the files of the named packages. */
  readonly ownerOf: (file: string) => string | undefined;
  /** Of the type operand of an allocator; `isSingle`: the call makes exactly one object of it. */
  readonly describe: (what: What) => { readonly of: TypeRef['of']; readonly isSingle: boolean };
  /** Bytes that the runtime charges for one object. */
  readonly charged: (size: number, hasPointers: boolean) => number | undefined;
  /** `allocator` is the runtime's function, '' without a call. */
  readonly causeOf: (unit: Unit, what: What, allocator: string, verdict: VerdictFact | undefined) => Cause;
  /** The depth of loops around a line; with `variable`, of a variable that is declared there: in which column, and whether a header makes one for each iteration. */
  readonly loopAt?: (file: string, line: number, variable?: LoopVariable) => number | undefined;
  /** Whether a package is written in Go 1.22 or later, by the go line of its module. */
  readonly hasLoopVariables: (pkg: string) => boolean;
  /** The name of the function that is written at a line, given the one that the symbol tells. */
  readonly functionAt?: (file: string, line: number, symbol: string) => string;
  /** Whether a line of an inlined function of another module is executed at each call of it. */
  readonly isStraight: (file: string, line: number) => boolean;
  /** From Go 1.25 on `make` and `append` have a stack buffer. */
  readonly hasMakeBuffer: boolean;
  readonly digest: (...parts: string[]) => string;
}
