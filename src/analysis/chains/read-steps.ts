import type { ChainStep, StepCode } from '../../model/chains.ts';
import type { Explanation, FlowReason, FlowStep, Position } from '../../model/facts.ts';
import { calleeAsWritten, outermostFunction, withoutTypeArguments } from '../causes/function-names.ts';
import { spanOf } from '../causes/heap-cause.ts';
import { readAssignment, readCall } from '../causes/read-expression.ts';
import type { BlockChains } from './chain-index.ts';
import { createInlinedSteps } from './inlined-steps.ts';
import { moveToLaterReturn } from './later-return.ts';

/** What the steps of one function share. */
export type StepBase = Pick<ChainStep, 'function' | 'package'>;

const reasonCodes: Readonly<Record<string, StepCode>> = {
  'address-of': 'address-taken',
  'interface-converted': 'boxed',
  'captured by a closure': 'captured',
  'struct literal element': 'element-of',
  'slice-literal-element': 'element-of',
  'array literal element': 'element-of',
  'map literal key': 'stored',
  'map literal value': 'stored',
  'key of map put': 'stored',
  'appendee slice': 'stored',
  'appended slice...': 'stored',
  'copied slice': 'stored',
  assign: 'assigned',
  'assign-pair': 'assigned',
  'assign-pair-dot-type': 'assigned',
  'assign-pair-mapr': 'assigned',
  'assign-pair-receive': 'assigned',
  'switch case': 'assigned',
  'call parameter': 'passed',
  return: 'returned',
  send: 'sent',
  range: 'ranged-over',
  'range-deref': 'ranged-over',
  'too large for stack': 'size',
  'too aligned for stack': 'size',
  'non-constant size': 'size',
  'zero-sized element': 'size',
};

/** What a step adds to what all steps of its function share. */
type Step = Omit<ChainStep, keyof StepBase | 'folded'>;

/**
 * The steps of one explanation. What only the compiler sees is folded into the step behind it: spills, temporaries, the results and variables
 * of inlined bodies, selections.
 */
export function readSteps(explanation: Explanation, base: StepBase, block: BlockChains): ChainStep[] {
  const steps: ChainStep[] = [];
  const inlinedStep = createInlinedSteps(block);
  let folded = 0;
  for (const flow of explanation.steps) {
    for (const [index, reason] of flow.from.entries()) {
      const isLast = index === flow.from.length - 1;
      const step = readStep(flow, reason, isLast, inlinedStep);
      if (!step || isRepeated(step, steps.at(-1), reason.at)) folded++;
      else {
        const derefs = isLast ? { derefs: flow.derefs } : {};
        steps.push({ ...base, function: functionAt(reason.at, base, block), ...step, ...derefs, ...spanOf(reason.at), folded });
        folded = 0;
      }
    }
    if (flow.from.length === 0) folded++;
  }
  const last = steps.at(-1);
  if (folded > 0 && last) steps[steps.length - 1] = { ...last, folded: last.folded + folded };
  const { lineAt } = block.index.around;
  return lineAt ? moveToLaterReturn(steps, lineAt) : steps;
}

/** Functions that call each other are explained as one, and a step may stand in a body that was inlined from another file. */
function functionAt(at: Position, base: StepBase, { index }: BlockChains): string {
  const around = index.around.functionAt(at);
  const outermost = outermostFunction(base.function);
  // Closures of package-level variables stand in no function.
  if (around === undefined || !index.around.isFunction(outermost)) return base.function;
  return withoutTypeArguments(around) === withoutTypeArguments(outermost) ? base.function : around;
}

/** From one interface to another; to a callee that hands it to one of its own name: `strconv.AppendInt` to that of internal/strconv. */
function isRepeated(step: Step, before: ChainStep | undefined, at: Position): boolean {
  if (step.code === 'boxed' && before?.code === 'boxed') return true;
  const isSame = step.callee !== undefined && step.code === 'passed' && before?.code === 'passed' && step.callee === before.callee;
  return isSame && before.at?.line === at.line && before.at.column === at.column;
}

function readStep(flow: FlowStep, reason: FlowReason, isLast: boolean, inlined: ReturnType<typeof createInlinedSteps>): Step | undefined {
  const { expression } = reason;
  const code = reasonCodes[reason.reason];
  if (code === undefined) return undefined;
  if (code === 'captured' && expression.startsWith('.autotmp_')) return undefined;
  if (code === 'assigned') return readAssigned(flow, reason, inlined);
  if (code !== 'passed') return { code, expression };
  const callee = readCall(expression)?.callee;
  // Its arguments go to the heap, but the slice itself comes out again.
  if (callee === 'append') return { code: isLast && flow.destination === '{heap}' ? 'stored' : 'appended-to', expression };
  if (callee === 'copy') return { code: 'stored', expression };
  const written = callee === undefined ? undefined : calleeAsWritten(callee);
  return { code, expression, ...(written === undefined ? {} : { callee: written }) };
}

function readAssigned(flow: FlowStep, reason: FlowReason, inlined: ReturnType<typeof createInlinedSteps>): Step | undefined {
  const { destination, source } = flow;
  const { expression } = reason;
  if (/^(?:~r\d+|\.autotmp_\d+|\{temp\})$/.test(destination)) return undefined;
  const { targets = [], values = [] } = readAssignment(expression) ?? {};
  if (destination === '{heap}') {
    const target = targets[Math.max(0, values.indexOf(source))] ?? targets[0];
    return { code: 'stored', expression, ...(target === undefined ? {} : { into: target }) };
  }
  const inside = inlined(flow, reason);
  if (inside?.is === 'body') return undefined;
  if (inside) return { code: 'passed', expression, callee: inside.callee, parameter: inside.parameter };
  // `c.list = x` flows into `c`.
  return { code: 'assigned', expression, into: targets.find((target) => target.startsWith(`${destination}.`)) ?? destination };
}
