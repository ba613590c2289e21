import type { Cause } from '../../model/causes.ts';
import type { VerdictFact } from '../../model/facts.ts';
import type { TypeRef, What } from '../../model/site.ts';
import type { Unit } from '../../model/unit.ts';

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
  readonly loopAt?: (file: string, line: number) => number | undefined;
  /** The name of the function that is written at a line, given the one that the symbol tells. */
  readonly functionAt?: (file: string, line: number, symbol: string) => string;
  /** Whether a line of an inlined function of another module is executed at each call of it. */
  readonly isStraight: (file: string, line: number) => boolean;
  /** From Go 1.25 on `make` and `append` have a stack buffer. */
  readonly hasMakeBuffer: boolean;
  readonly digest: (...parts: string[]) => string;
}
