import type { UncountedReason } from '../../src/model/tables/uncounted-reasons.ts';

/** Functions behind which the search for heap allocations in the runtime does not go on. */
export interface Stop {
  readonly names: RegExp;
  /** Absent: nothing behind it is a heap allocation of the caller, because of `evidence`. */
  readonly reason?: UncountedReason;
  /** Holds only for the function itself, when it is the one that is judged. */
  readonly ownReason?: UncountedReason;
  readonly evidence: string;
}

export const stops: readonly Stop[] = [
  {
    names: /^runtime\.(gopanic|panic\w+|goPanic\w+|sigpanic\w*)$/,
    ownReason: 'panic',
    evidence: 'panic.go: a panic is no part of the normal way',
  },
  {
    names: /^runtime\.(throw|fatal(throw|panic|signalthrow)?|badsystemstack\w*|dieFromSignal|recovery|dopanic_m)$/,
    evidence: 'panic.go: the end of the process, or the way on from a panic',
  },
  {
    names: /^runtime\.\(\*_panic\)\.nextDefer$/,
    evidence: 'panic.go: hands out the next deferred call; mcall(recovery) only where a panic was recovered',
  },
  { names: /^runtime\.print\w+$/, evidence: 'print.go: writes from buffers on the stack' },
  { names: /^runtime\.(morestack\w*|newstack)$/, evidence: 'stack.go: stacks are not heap memory; any function may be preempted there' },
  { names: /^runtime\.wbBufFlush$/, evidence: 'mwbbuf.go: work buffers of the collector come from mheap, not from mallocgc' },
  { names: /^runtime\.persistentalloc$/, evidence: 'malloc.go: memory of the system, never freed, not heap memory' },
  { names: /^runtime\.(releaseSudog|popDefer|freedefer)$/, evidence: 'proc.go, panic.go: appends to a pool below its capacity' },
  { names: /^runtime\.\(\*mLockProfile\)\.recordUnlock$/, evidence: 'mprof.go: buffers made with the thread' },
  {
    names: /^runtime\.(cgoContextPCs|cgoSymbolizer|callCgoSymbolizer)$/,
    evidence: 'traceback.go: calls C functions that the program registered',
  },
  { names: /^runtime\.mstart$/, evidence: 'proc.go: where threads begin; on wasm systemstack names it, for tracebacks' },
  {
    names: /^runtime\.checkTimeouts$/,
    evidence: 'lock_js.go: iterates over a map whose buckets hold pointers, which allocates in no release; empty elsewhere',
  },
  { names: /^runtime\.sighandler$/, evidence: 'signal_unix.go: is installed, not called' },
  {
    names: /^(runtime\.(ifaceeq|efaceeq|interhash|nilinterhash|typehash|mapKeyError2?)|internal\/runtime\/maps\.mapKeyError)$/,
    evidence: 'alg.go: allocates for the message of its panic on what cannot be compared or hashed',
  },
  {
    names:
      /^runtime\.(newm|startm|wakep|handoffp|schedule|mcall|park_m|gosched_m|goschedImpl|execute|startTemplateThread|startTheWorldWithSema)$/,
    reason: 'thread',
    evidence: 'proc.go newm: allocm makes an m and its g0',
  },
  { names: /^runtime\.newproc1?$/, reason: 'goroutine', evidence: 'proc.go newproc1: malg' },
  { names: /^runtime\.acquireSudog$/, reason: 'waiter', evidence: 'proc.go: new(sudog)' },
  { names: /^runtime\.(\(\*timers\)\.addHeap|doaddtimer)$/, reason: 'timer', evidence: 'time.go: append to pp.timers' },
  { names: /^runtime\.tryRecordGoroutineProfile(WB)?$/, reason: 'profile', evidence: 'mprof.go: saveg makes a slice in the profile' },
  {
    names: /^runtime\.(itabAdd|buildTypeAssertCache|buildInterfaceSwitchCache)$/,
    reason: 'itab',
    evidence: 'iface.go: mallocgc of a larger table',
  },
  { names: /^runtime\.gcStart$/, reason: 'collection', evidence: 'mgc.go: gcBgMarkStartWorkers' },
];
