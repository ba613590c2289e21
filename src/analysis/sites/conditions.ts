import type { When } from '../../model/facts.ts';
import { whens } from '../../model/facts.ts';
import type { JoinedCall } from '../join/unit-join.ts';

/** Of `make` and `append` (cmd/compile/internal/base/flag.go, `VariableMakeThreshold`, Go 1.25 to 1.27). */
const bufferBytes = 32;

/**
 * Under which conditions a call allocates, from the allocator's row and from what the compiler said. The same allocator is called with a stack
 * buffer where the value does not escape, and without one where it does (cmd/compile/internal/walk: `walkAppend`, `walkMakeSlice`,
 * `walkConvString…`, `walkAddString`, Go 1.22 to 1.27). `hasMakeBuffer`: from Go 1.25 on `make` and `append` have one too.
 */
export function conditionsOf({ call, what, said, open }: JoinedCall, hasMakeBuffer: boolean): readonly When[] {
  const isOnHeap = said === 'heap' || said === 'append';
  // Room for at least one element (ssagen/ssa.go, `getBackingStoreInfo`; walk/builtin.go, `walkMakeSlice`, Go 1.26); where the size is not known there may be.
  const { size = 1 } = call;
  const isBuffered = said === 'stack' && hasMakeBuffer && size > 0 && size <= bufferBytes;
  switch (what) {
    case 'slice':
      // Of runes: with a buffer in all releases.
      if (!call.when.includes('always')) return isOnHeap ? ['large-value'] : call.when;
      if (isBuffered) return ['exceeds-buffer'];
      // A length that is not a constant may be 0, which needs no memory.
      return open?.shape.hasLength === true ? call.when : ['large-value'];
    case 'growth':
      return isBuffered
        ? inOrder([...call.when, 'exceeds-buffer'])
        : call.when.filter((when) => said !== 'append' || when === 'grows' || call.when.length === 1);
    case 'string':
    case 'bytes':
      // Makes room for one rune more than it holds (runtime/string.go, `intstring`, `slicerunetostring`).
      if (isOnHeap && (call.allocator === 'runtime.intstring' || call.allocator === 'runtime.slicerunetostring')) return ['always'];
      // Without a buffer it is on the heap at any length but the smallest: nothing, one byte, one operand alone.
      // `s += x` is a concatenation without a verdict, and without a buffer.
      return isOnHeap || (said === 'nothing' && call.allocator.startsWith('runtime.concat')) ? ['large-value'] : call.when;
    case 'map':
      return said === 'stack' ? ['grows'] : call.when;
    default:
      return call.when;
  }
}

function inOrder(some: readonly When[]): readonly When[] {
  return whens.filter((when) => some.includes(when));
}
