import type { LineMark } from '../../model/facts.ts';
import type { PaperReason } from '../../model/report.ts';
import type { SubjectShape } from './subject-shape.ts';

/** What the object code says of a heap verdict that no call was found for. */
export interface Evidence {
  /** Code on the verdict's line, one for each compiled function; undefined where lines were not looked at. */
  readonly here: readonly LineMark[] | undefined;
  /** Code on all lines of the function around it. */
  readonly around: readonly LineMark[];
  /** Whether some call of these functions could still be this verdict's, on another line. */
  readonly mayBeElsewhere: boolean;
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
  if (here === undefined || mayBeElsewhere) return undefined;
  if (shape.boxedBy?.length === 0) return 'small-value';
  const reason = standIn(shape, here) ?? standInElsewhere(shape, around);
  if (reason !== undefined) return reason;
  // `T(1)` of a type: the same value is stored whole where it is used. A call `f(1)` would be seen.
  if (shape.form === 'constant-conversion') return 'constant';
  return here.length === 0 ? 'dead-code' : 'optimized-away';
}

function standIn(shape: SubjectShape, marks: readonly LineMark[]): PaperReason | undefined {
  if (shape.form === 'function') return has(marks, isRecord) ? 'captures-nothing' : undefined;
  if (has(marks, (ref) => ref === zeroBase)) return 'zero-size';
  if (shape.whats.includes('box') && has(marks, (ref) => ref === smallValues)) return 'small-value';
  if (has(marks, (ref) => ref.includes('..stmp_') || ref === zeroValue))
    return shape.form === 'constant-conversion' ? 'constant' : 'static-data';
  return shape.form === 'method-value' && has(marks, isRecord) ? 'captures-nothing' : undefined;
}

/** An address that was loaded for another line before. That of zero-size values is one for all of them. */
function standInElsewhere(shape: SubjectShape, marks: readonly LineMark[]): PaperReason | undefined {
  if (shape.form === 'function') return has(marks, isRecord) ? 'captures-nothing' : undefined;
  const isBoxed = shape.form === 'name' || shape.form === 'method-value';
  if ((isBoxed || shape.form === 'empty') && has(marks, (ref) => ref === zeroBase)) return 'zero-size';
  return isBoxed && shape.whats.includes('box') && has(marks, (ref) => ref === smallValues) ? 'small-value' : undefined;
}

const zeroBase = 'runtime.zerobase';
const zeroValue = 'runtime.zeroVal';
const smallValues = 'runtime.staticuint64s';

function has(marks: readonly LineMark[], fits: (ref: string) => boolean): boolean {
  return marks.some((mark) => mark.refs.some(fits));
}

function isRecord(ref: string): boolean {
  return ref.endsWith('·f');
}
