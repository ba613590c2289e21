/** How a written place of one build stands to one of another. */
export const changes = ['new', 'worse', 'fixed', 'moved', 'other-reason', 'unchanged'] as const;
export type Change = (typeof changes)[number];

/**
 * What is worse. `allocates`: it did not before (paper, merged, unsettled). `larger`: a larger size class. `in-loop`: it stands in a loop now, or deeper in
 * one. `unconditional`: it allocates always, and did under conditions. `not-inlined`: it stayed on the stack where the function was inlined, and there it is called
 * now. `more-copies` is not worse by itself and is told in the comparison only.
 */
export const worseHows = ['allocates', 'larger', 'in-loop', 'unconditional', 'not-inlined'] as const;
export type WorseHow = (typeof worseHows)[number];
