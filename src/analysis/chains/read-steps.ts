import type { ChainStep, StepCode } from '../../model/chains.ts';
import type { Explanation, FlowReason, FlowStep } from '../../model/facts.ts';
import { calleeAsWritten } from '../causes/function-names.ts';
import { spanOf } from '../causes/heap-cause.ts';
import { readAssignment, readCall } from '../causes/read-expression.ts';

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

const storingBuiltins = new Set(['append', 'copy', 'panic']);

/**
 * The steps of one explanation. What only the compiler sees is folded into the step behind it: spills, temporaries, results and arguments of
 * inlined calls, selections.
 */
export function readSteps(explanation: Explanation, base: StepBase): ChainStep[] {
  const steps: ChainStep[] = [];
  let folded = 0;
  for (const flow of explanation.steps) {
    for (const [index, reason] of flow.from.entries()) {
      const step = readStep(flow, reason);
      if (!step) folded++;
      else {
        const derefs = index === flow.from.length - 1 ? { derefs: flow.derefs } : {};
        steps.push({ ...base, ...step, ...derefs, ...spanOf(reason.at), folded });
        folded = 0;
      }
    }
    if (flow.from.length === 0) folded++;
  }
  const last = steps.at(-1);
  if (folded > 0 && last) steps[steps.length - 1] = { ...last, folded: last.folded + folded };
  return steps;
}

function readStep(flow: FlowStep, { expression, reason }: FlowReason): Omit<ChainStep, keyof StepBase | 'folded'> | undefined {
  const code = reasonCodes[reason];
  if (code === undefined) return undefined;
  if (code === 'assigned') return readAssigned(flow, expression);
  if (code !== 'passed') return { code, expression };
  const callee = readCall(expression)?.callee;
  if (callee !== undefined && storingBuiltins.has(callee)) return { code: 'stored', expression };
  const written = callee === undefined ? undefined : calleeAsWritten(callee);
  return { code, expression, ...(written === undefined ? {} : { callee: written }) };
}

function readAssigned({ destination }: FlowStep, expression: string): Omit<ChainStep, keyof StepBase | 'folded'> | undefined {
  const isTemporary = /^(?:~r\d+|\.autotmp_\d+|\{temp\})$/.test(destination);
  if (isTemporary) return undefined;
  if (destination === '{heap}') {
    const [target] = readAssignment(expression)?.targets ?? [];
    return { code: 'stored', expression, ...(target === undefined ? {} : { into: target }) };
  }
  return { code: 'assigned', expression, into: destination };
}
