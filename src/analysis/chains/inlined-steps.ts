import type { FlowReason, FlowStep } from '../../model/facts.ts';
import { calleeAsWritten, isClosureName } from '../causes/function-names.ts';
import { readAssignment } from '../causes/read-expression.ts';
import type { BlockChains } from './chain-index.ts';

/** What an assignment at an inlined call is: the passing of an argument, or one that stands in the inlined body. */
export type InlinedStep = { readonly is: 'argument'; readonly callee: string; readonly parameter: string } | { readonly is: 'body' };

/**
 * Tells the assignments that inlining makes from those that are written. Both kinds of the former stand at the call's bracket, where no
 * written assignment is; arguments are assigned in one statement, which for a single one is no `assign` but an `assign-pair`. Undefined: it
 * is written there. To be asked in the order of the steps: what an inlined body calls may be inlined at the same place.
 */
export function createInlinedSteps(block: BlockChains): (flow: FlowStep, reason: FlowReason) => InlinedStep | undefined {
  const passed = new Set<string>();
  return ({ destination }, { at, expression, reason }) => {
    const callees = block.index.around.inlinedCallees(at);
    if (callees.length === 0) return undefined;
    const { targets = [] } = reason === 'assign-pair' && expression.includes(' := ') ? (readAssignment(expression) ?? {}) : {};
    if (!targets.includes(destination)) return { is: 'body' };
    const place = `${at.file}:${at.line}:${at.column ?? 0}`;
    const parameters = targets.map((target) => target.replace(/^.*\./, ''));
    const callee = callees.find((one) => !passed.has(`${place} ${one}`) && takes(one, destination, parameters, block));
    if (callee === undefined) return { is: 'body' };
    passed.add(`${place} ${callee}`);
    const written = isClosureName(callee) ? undefined : calleeAsWritten(callee);
    return written === undefined ? { is: 'body' } : { is: 'argument', callee: written, parameter: destination.replace(/^.*\./, '') };
  };
}

/** Whether the callee may have these parameters; those of another package are printed with the package in front. */
function takes(callee: string, destination: string, parameters: readonly string[], block: BlockChains): boolean {
  const [qualifier] = /^.*\./.exec(destination) ?? [];
  if (qualifier !== undefined) return callee.startsWith(qualifier);
  const known = block.declares(callee) ? block.parametersOf(callee, parameters.length) : undefined;
  return block.declares(callee) !== undefined && (known === undefined || parameters.every((name) => known.includes(name)));
}
