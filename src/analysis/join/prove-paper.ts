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
  const reason = standIn(shape, here, true) ?? standIn(shape, around, false);
  return reason ?? (here.length === 0 ? 'dead-code' : 'optimized-away');
}

function standIn(shape: SubjectShape, marks: readonly LineMark[], isHere: boolean): PaperReason | undefined {
  const has = (fits: (ref: string) => boolean): boolean => marks.some((mark) => mark.refs.some(fits));
  if (shape.form === 'function') return has((ref) => ref.endsWith('·f')) ? 'captures-nothing' : undefined;
  if ((isHere || shape.form === 'empty') && has((ref) => ref === 'runtime.zerobase')) return 'zero-size';
  if (shape.whats.includes('box') && has((ref) => ref === 'runtime.staticuint64s')) return 'small-value';
  if (!isHere) return undefined;
  if (has((ref) => ref.includes('..stmp_'))) return shape.form === 'constant-conversion' ? 'constant' : 'static-data';
  return shape.form === 'method-value' && has((ref) => ref.endsWith('·f')) ? 'captures-nothing' : undefined;
}
