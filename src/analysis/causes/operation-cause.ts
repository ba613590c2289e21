import type { Cause, OperationCauseCode } from '../../model/causes.ts';
import type { What } from '../../model/site.ts';

/** What lies in an operation itself, of those that the compiler does not explain when their result stays in the frame. */
const operations: Readonly<Partial<Record<What, OperationCauseCode>>> = {
  growth: 'append-grows',
  'map-growth': 'map-grows',
  map: 'map-made',
  chan: 'channel-made',
  string: 'buffer-exceeded',
  bytes: 'buffer-exceeded',
  slice: 'buffer-exceeded',
  go: 'goroutine-record',
  defer: 'defer-record',
  'leaves-frame': 'slice-leaves-frame',
};

/**
 * The cause of an allocation that no explanation speaks of, from what is allocated and the runtime's function (`runtime.growslice`) alone.
 * `unknown` where the operation is no reason to allocate.
 */
export function operationCause(what: What, allocator: string): Cause {
  return { code: byAllocator(allocator) ?? operations[what] ?? 'unknown', args: {} };
}

/** Some functions say more than what they make. */
function byAllocator(allocator: string): OperationCauseCode | undefined {
  const name = allocator.replace(/^runtime\./, '');
  if (name.startsWith('moveSlice')) return 'slice-leaves-frame';
  if (name.startsWith('growslice')) return 'append-grows';
  if (name.startsWith('mapassign')) return 'map-grows';
  if (name.startsWith('makechan')) return 'channel-made';
  return undefined;
}
