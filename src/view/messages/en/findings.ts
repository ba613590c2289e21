import type { WorseHow } from '../../../model/change.ts';
import type { FindingCode, FindingCodes } from '../../../model/finding.ts';
import type { Message, Messages } from '../message.ts';

const worse: Readonly<Record<WorseHow, string>> = {
  allocates: 'allocates now and did not before',
  larger: 'takes a larger block',
  'in-loop': 'stands in a loop now',
  unconditional: 'allocates always now',
  'not-inlined': 'stayed on the stack where its function was inlined, and there it is called now',
};

const findings: Messages<FindingCodes> = {
  'new-allocation': ({ type, subject, what }) => ({ what: `new allocation: ${subject ?? type ?? what}` }),
  'worse-allocation': ({ type, subject, what, how }) => ({
    what: `${subject ?? type ?? what} ${how.map((one) => worse[one] ?? one).join(', ')}`,
  }),
};

/** What a finding says; for a code of a later version the code itself. */
export function findingMessage(code: FindingCode, args: object): Message {
  const row = (findings as Readonly<Record<string, ((args: never) => Message) | undefined>>)[code];
  return row ? row(args as never) : { what: code };
}
