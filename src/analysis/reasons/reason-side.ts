import type { FunctionLines } from '../join/unit-join.ts';
import type { Build } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import type { Unit } from '../../model/unit.ts';

/** One of the two builds of a step, as reasons are read from it. */
export interface ReasonSide {
  readonly build: Build;
  readonly units: readonly Unit[];
  readonly sites: readonly Site[];
  /** Text lines of a file by its shown name, those of other modules too; undefined where it cannot be had. */
  readonly lines: (file: string) => readonly string[] | undefined;
  /** The declared functions of a file. */
  readonly functions: (file: string) => readonly FunctionLines[];
}

export type ReasonIndex = ReasonSide;

export function indexReasonSide(side: ReasonSide): ReasonIndex {
  return side;
}
