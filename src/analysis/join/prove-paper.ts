import type { LineMark } from '../../model/facts.ts';
import type { PaperReason } from '../../model/site.ts';
import type { SubjectShape } from './subject-shape.ts';

/** What the object code says of a heap verdict that no call was found for. */
export interface Evidence {
  /** Code on the verdict's line, one for each compiled function; undefined where lines were not looked at. */
  readonly here: readonly LineMark[] | undefined;
  /** What stands in the code of the function around it, its line included. */
  readonly around: StandIns;
  /** Whether some call of these functions could still be this verdict's, on another line. */
  readonly mayBeElsewhere: boolean;
}

/** Static data that code refers to where it would otherwise allocate. */
export interface StandIns {
  readonly zeroBase: boolean;
  readonly smallValues: boolean;
  /** Values that the compiler laid out in the program, zero ones included. */
  readonly laidOut: boolean;
  /** The record of a function that captures nothing. */
  readonly record: boolean;
  /** … and is a literal. */
  readonly literalRecord: boolean;
}

/** Which of them some code refers to. */
export function standInsOf(marks: readonly LineMark[]): StandIns {
  const has = (fits: (ref: string) => boolean): boolean => marks.some((mark) => mark.refs.some(fits));
  return {
    zeroBase: has((ref) => ref === 'runtime.zerobase'),
    smallValues: has((ref) => ref === 'runtime.staticuint64s'),
    laidOut: has((ref) => ref.includes('..stmp_') || ref === 'runtime.zeroVal'),
    record: has((ref) => ref.endsWith('·f')),
    literalRecord: has((ref) => /\.func\d+(?:\.\d+)*·f$/.test(ref)),
  };
}

/**
 * Why a heap verdict allocates nothing, or undefined where that is not proven. A literal and a slice without elements need no proof from
 * the code: the compiler puts the one into read-only data (cmd/compile/internal/walk/convert.go, `dataWord`), and the other has no array.
 * Everything else does: every call of the function belongs to another verdict. The static data that stands in for the allocation, on the line
 * or (when it is loaded once for several) elsewhere in the function, tells the reason.
 */
export function provePaper(shape: SubjectShape, { here, around, mayBeElsewhere }: Evidence): PaperReason | undefined {
  if (shape.form === 'constant') return 'constant';
  if (shape.form === 'empty-slice') return 'zero-size';
  // The record of a literal that captures nothing: a closure that is left is that of another literal, or of a `go` statement.
  if (shape.form === 'function' && here && standInsOf(here).literalRecord) return 'captures-nothing';
  if (here === undefined || mayBeElsewhere) return undefined;
  if (shape.boxedBy?.length === 0) return 'small-value';
  const reason = standIn(shape, standInsOf(here)) ?? standInElsewhere(shape, around);
  if (reason !== undefined) return reason;
  // `T(1)` of a type: the same value is stored whole where it is used. A call `f(1)` would be seen.
  if (shape.form === 'constant-conversion') return 'constant';
  return here.length === 0 ? 'dead-code' : 'optimized-away';
}

function standIn(shape: SubjectShape, { zeroBase, smallValues, laidOut, record }: StandIns): PaperReason | undefined {
  if (shape.form === 'function') return record ? 'captures-nothing' : undefined;
  if (zeroBase) return 'zero-size';
  if (shape.whats.includes('box') && smallValues) return 'small-value';
  if (laidOut) return shape.form === 'constant-conversion' ? 'constant' : 'static-data';
  return shape.form === 'method-value' && record ? 'captures-nothing' : undefined;
}

/** An address that was loaded for another line before. That of zero-size values is one for all of them. */
function standInElsewhere(shape: SubjectShape, { zeroBase, smallValues, record }: StandIns): PaperReason | undefined {
  if (shape.form === 'function') return record ? 'captures-nothing' : undefined;
  const isBoxed = shape.form === 'name' || shape.form === 'method-value';
  if ((isBoxed || shape.form === 'empty') && zeroBase) return 'zero-size';
  return isBoxed && shape.whats.includes('box') && smallValues ? 'small-value' : undefined;
}
