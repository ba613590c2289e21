import type { CallFact, VerdictFact } from '../../model/facts.ts';
import type { Joined, PaperReason, Said, UnsettledReason, What } from '../../model/site.ts';
import type { Unit } from '../../model/unit.ts';
import type { OpenVerdict } from './match-line.ts';
import type { UnitLines } from './unit-lines.ts';

/** Where a function is written, for the cases that lines alone do not tell. */
export interface FunctionLines {
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  /** Of its `{`; absent where it has no body. */
  readonly bodyLine?: number;
  /** A `var` declaration at package level. */
  readonly isInitializer?: boolean;
}

export interface JoinOptions {
  readonly whatOf: (call: CallFact) => What;
  /** The function whose code runs at a position, one object for each; undefined where the source was not read. */
  readonly functionLines: (file: string, line: number, column?: number) => FunctionLines | undefined;
}

/** A call, or a part of equal calls, with its verdicts. */
export interface JoinedCall {
  readonly call: CallFact;
  readonly what: What;
  /** At most `call.count`. */
  readonly count: number;
  readonly said: Said;
  readonly joined: Joined;
  readonly verdict?: VerdictFact;
  /** Its shape, to tell conditions from. */
  readonly open?: OpenVerdict;
}

/** A heap verdict without a call of its own. */
export type LooseVerdict = { readonly verdict: VerdictFact; readonly open: OpenVerdict; readonly count: number } & (
  | { readonly is: 'paper'; readonly paper: PaperReason }
  | { readonly is: 'merged'; readonly into: CallFact }
  /** The same line was joined with a call: the compiler printed it again, for a copy without code of its own. */
  | { readonly is: 'repeated' }
  | { readonly is: 'unsettled'; readonly why: UnsettledReason }
);

/** What lines alone tell: all calls with their verdicts, before any code is looked at. */
export interface UnitMatch {
  readonly calls: readonly JoinedCall[];
  /** Heap verdicts that share the call of another one. */
  readonly merged: ReadonlyMap<OpenVerdict, CallFact>;
  /** With what is left of both. */
  readonly lines: UnitLines;
}

export interface UnitJoin {
  readonly calls: readonly JoinedCall[];
  readonly loose: readonly LooseVerdict[];
}

/** A compiled variant with its join. */
export interface JoinedUnit {
  readonly unit: Unit;
  readonly join: UnitJoin;
}
