/**
 * For what the runtime's functions take heap memory of its own accord: it is part of something else, or taken once, and belongs to no
 * line of the program that calls them.
 */
export const uncountedReasons = {
  thread: 'the scheduler may start a thread, whose records (m, g0) are heap objects',
  goroutine: 'may start a goroutine of the runtime, whose record (g) is a heap object when none is free',
  waiter: 'a goroutine that has to wait takes a record (sudog), from the heap when the pool is empty',
  timer: 'the list of timers of the processor may grow',
  profile: 'copies a stack while a goroutine profile is being taken',
  itab: 'adds to tables that are kept for good (itabs, caches of type assertions and switches)',
  collection: 'may start a garbage collection and its workers',
  panic: 'makes the value of a panic, on the way to it',
} as const;
export type UncountedReason = keyof typeof uncountedReasons;
