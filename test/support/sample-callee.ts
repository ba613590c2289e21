import type { CalleeFact } from '../../src/model/callees.ts';

/** A call of a function outside the module that surely allocates. */
export function calleeCall(name: string, line: number, more: Partial<CalleeFact> = {}): CalleeFact {
  const at = { package: 'ex.com/p', function: 'ex.com/p.F', file: 'p.go', line };
  return {
    package: 'ex.com/p',
    function: 'ex.com/p.F',
    at,
    inline: [at],
    written: { package: 'x', name },
    callee: { package: 'x', name, symbol: name },
    judgement: 'allocates',
    reason: 'allocator',
    path: [name, 'runtime.newobject'],
    when: ['always'],
    count: 1,
    ...more,
  };
}
