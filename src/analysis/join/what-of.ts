import type { CallFact } from '../../model/facts.ts';
import type { TypeRef, What } from '../../model/site.ts';
import { allocatorsOf } from '../../model/tables/index.ts';

/** What a call allocates, by its allocator's row in that release, and whether its type is the record of a closure. */
export function createWhatOf(release: string): (call: CallFact) => What {
  const rows = allocatorsOf(release);
  return (call) => {
    const what = rows.get(call.allocator)?.what ?? 'object';
    // The record of a closure (cmd/compile/internal/typecheck, ClosureType): the code pointer, then what it captures.
    const isClosure = what === 'object' && /^(noalg\.)?struct \{ F uintptr(;|\s*\})/.test(call.type ?? '');
    return isClosure ? 'closure' : what;
  };
}

/** What the type operand of an allocator names; `isSingle`: the call makes exactly one object of that type. */
export function describeType(what: What): { readonly of: TypeRef['of']; readonly isSingle: boolean } {
  if (what === 'slice' || what === 'growth' || what === 'leaves-frame') return { of: 'element', isSingle: false };
  return { of: 'object', isSingle: what === 'object' || what === 'box' || what === 'closure' };
}
