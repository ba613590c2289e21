import type { Explanation, FlowReason, FlowStep, Position } from '../../model/facts.ts';

export interface Through {
  readonly name: string;
  readonly reason: FlowReason | undefined;
}

/** What counts of an explanation: where the value ends, and the last thing that the user's code does with it. */
export interface Decisive {
  readonly subject: string;
  readonly position: Position;
  readonly function: string | undefined;
  /** Where the last flow ends: `{heap}`, `{temp}`, `{storage for X}`, or a name. */
  readonly destination: string;
  readonly source: string;
  /** The last reason, with the reasons before it in the same flow. */
  readonly reason: FlowReason | undefined;
  readonly before: readonly FlowReason[];
  /** What flows where the reason is told. */
  readonly carried: string;
  /** False: the last flow has no reason, so `reason` is that of an earlier one. */
  readonly isLast: boolean;
  /** It only crosses from flow to flow at the end: two flows without a reason follow, as for the receiver of a method value. */
  readonly isCrossing: boolean;
  /** The variables that it flows through, with the last reason of each. */
  readonly variables: readonly Through[];
  readonly truncated: boolean;
}

/** Flows to the heap do not pass through what is on the heap itself, so the last one decides, and in it the reason nearest to its end. */
export function readDecisive(explanation: Explanation): Decisive | undefined {
  const { steps } = explanation;
  const last = steps.at(-1);
  if (!last) return undefined;
  const telling = steps.findLast((step) => step.from.length > 0);
  return {
    subject: explanation.subject,
    position: explanation,
    function: explanation.function,
    destination: last.destination,
    source: last.source,
    reason: telling?.from.at(-1),
    before: telling?.from.slice(0, -1) ?? [],
    carried: telling?.source ?? last.source,
    isLast: telling === last,
    isCrossing: last.source === '{temp}' && last.from.length === 0 && steps.at(-2)?.from.length === 0,
    variables: steps.flatMap(throughVariable),
    truncated: explanation.truncated,
  };
}

function throughVariable({ destination, from }: FlowStep): Through[] {
  return destination.startsWith('{') ? [] : [{ name: destination, reason: from.at(-1) }];
}

/** `{storage for X}` → X. */
export function storedIn(destination: string): string | undefined {
  return destination.startsWith('{storage for ') && destination.endsWith('}') ? destination.slice('{storage for '.length, -1) : undefined;
}
