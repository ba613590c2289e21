import type { Release } from './release.ts';

/**
 * Functions that reach `mallocgc` on their own account and are no allocators, judged by reading them. All other functions that are
 * not counted are in settled-data.ts, judged by the calls inside the runtime.
 */
export interface JudgedRow {
  readonly names: readonly string[];
  readonly from?: Release;
  readonly to?: Release;
  /** What is allocated. Absent: nothing; then `evidence` says why the calls to `mallocgc` behind it do not count. */
  readonly why?: string;
  readonly graph: 'never' | 'panics' | 'slow-path' | 'allocates';
  readonly evidence: string;
}

export const judgedRows: readonly JudgedRow[] = [
  // What compiled code calls.
  {
    names: ['runtime.typeAssert', 'runtime.interfaceSwitch', 'runtime.assertE2I', 'runtime.assertE2I2', 'runtime.getitab'],
    why: 'a larger table of itabs or a larger cache now and then, kept for good; itabs themselves are no heap memory',
    graph: 'slow-path',
    evidence: 'iface.go: itabAdd, buildTypeAssertCache, buildInterfaceSwitchCache; newobject only for the panic with a TypeAssertionError',
  },
  {
    names: ['reflect.ifaceE2I', 'internal/reflectlite.ifaceE2I'],
    why: 'a larger table of itabs now and then, kept for good',
    graph: 'slow-path',
    evidence: 'iface.go: assertE2I',
  },
  {
    names: ['runtime.mapiterinit', 'reflect.mapiterinit'],
    to: '1.23',
    why: 'a map of pointer-free keys and elements gets its list of overflow buckets at its first iteration, kept with the map',
    graph: 'slow-path',
    evidence: 'map.go mapiterinit: createOverflow where Bucket.PtrBytes is 0',
  },
  {
    names: ['runtime.mapiterinit', 'reflect.mapiterinit'],
    from: '1.24',
    why: 'an iterator, for callers by linkname that bring one of the old form; compiled code calls mapIterStart',
    graph: 'allocates',
    evidence: 'linkname_swiss.go (map.go in 1.26): new(maps.Iter)',
  },
  {
    names: [
      ...['', '_fast32', '_fast64', '_faststr'].map((kind) => `runtime.mapdelete${kind}`),
      'reflect.mapdelete',
      'reflect.mapdelete_faststr',
    ],
    to: '1.23',
    why: 'goes on with a growth of the map that an assignment began, which may add overflow buckets',
    graph: 'slow-path',
    evidence: 'map.go: growWork, evacuate, newoverflow',
  },
  {
    names: ['runtime.mapclear', 'reflect.mapclear'],
    to: '1.23',
    graph: 'never',
    evidence: 'map.go: makeBucketArray is given the old buckets (dirtyalloc) and makes none',
  },
  {
    names: ['runtime.cgoCheckPointer', 'runtime.cgoCheckResult', 'runtime._cgo_panic_internal'],
    graph: 'panics',
    evidence: 'cgocall.go, cgo: allocates for the message of its panic',
  },
  {
    names: ['runtime.cgocallback'],
    why: 'the list of C contexts of the goroutine may grow, if the program registered a traceback function',
    graph: 'slow-path',
    evidence: 'cgocall.go cgocallbackg1: append(gp.cgoCtxt, ctxt); newextram makes threads',
  },
  {
    names: ['runtime.doInit'],
    why: 'runs the init functions of packages, which is what allocates',
    graph: 'slow-path',
    evidence: 'proc.go doInit1: f(); its own conversions to string are printed from stack buffers',
  },
  // Names that only the runtime's own packages call; they are defined under another prefix.
  {
    names: ['internal/runtime/maps.newobject', 'internal/runtime/maps.newarray'],
    from: '1.24',
    why: 'called inside the runtime, by functions that have rows',
    graph: 'allocates',
    evidence: 'malloc.go: maps_newobject, maps_newarray',
  },
  // The program asks for information and gets it with a record around it.
  {
    names: ['runtime.Caller', 'runtime.CallersFrames', 'runtime.(*Frames).Next', 'runtime.FuncForPC'],
    why: 'records that describe frames (Frames, its list where it outgrows two, Func of inlined code)',
    graph: 'allocates',
    evidence: 'symtab.go, extern.go',
  },
  {
    names: ['runtime.(*Func).Name'],
    why: 'the name of a generic instance is put together with `[...]`',
    graph: 'slow-path',
    evidence: 'symtab.go funcNameForPrint',
  },
  {
    names: ['runtime.(*TypeAssertionError).Error'],
    why: 'the message of an error',
    graph: 'allocates',
    evidence: 'error.go',
  },
  {
    names: ['os.runtime_args', 'syscall.runtime_envs'],
    why: 'a copy of the arguments or the environment, once, at the start of the program',
    graph: 'allocates',
    evidence: 'runtime.go: append([]string{}, …)',
  },
  {
    names: ['runtime/metrics.runtime_readMetrics', 'runtime/metrics_test.runtime_readMetricNames'],
    why: 'the table of metrics at first use, and histograms of the samples that are read',
    graph: 'allocates',
    evidence: 'metrics.go: initMetrics, readMetricsLocked',
  },
  {
    names: ['internal/godebug.registerMetric'],
    why: 'an entry of the table of metrics, once per setting',
    graph: 'allocates',
    evidence: 'metrics.go: initMetrics, metricReader(read).compute',
  },
  {
    names: ['internal/godebug.setUpdate', 'internal/godebug.setNewIncNonDefault'],
    why: 'keeps the function that it is given, once, at the start of the program',
    graph: 'allocates',
    evidence: 'runtime.go: new(func(…))',
  },
  {
    names: ['reflect.typelinks'],
    why: 'lists of the modules of the program',
    graph: 'allocates',
    evidence: 'runtime1.go reflect_typelinks; activeModules',
  },
  {
    names: ['reflect.compiledTypelinks'],
    from: '1.27',
    why: 'lists of the modules of the program',
    graph: 'allocates',
    evidence: 'runtime1.go',
  },
  { names: ['reflect.gcbits'], why: 'a mask for tests of reflect', graph: 'allocates', evidence: 'mbitmap.go pointerMask' },
  {
    names: ['reflect.rselect'],
    why: 'the cases of reflect.Select in the form that selectgo takes, for the time of the call',
    graph: 'allocates',
    evidence: 'select.go reflect_rselect: three slices',
  },
  {
    names: ['reflect.addReflectOff'],
    why: 'an entry of the map of types that were made at run time, kept for good',
    graph: 'allocates',
    evidence: 'runtime1.go reflect_addReflectOff',
  },
  {
    names: ['plugin.lastmoduleinit'],
    why: 'tables of a plugin that is loaded',
    graph: 'allocates',
    evidence: 'plugin.go',
  },
  // Things of the runtime that belong to a value of the program.
  {
    names: ['runtime.SetFinalizer'],
    why: 'a larger table of itabs now and then, and the goroutine that runs finalizers; the finalizer itself is no heap memory',
    graph: 'slow-path',
    evidence: 'mfinal.go: getitab, createfing; addfinalizer takes from specialfinalizeralloc',
  },
  {
    names: ['runtime.(*Pinner).Pin'],
    why: 'the list of pinned pointers: a pinner when the pool has none, and its growth beyond five',
    graph: 'slow-path',
    evidence: 'pinner.go: new(pinner), append(p.refs, ptr)',
  },
  {
    names: ['internal/weak.runtime_registerWeakPointer'],
    from: '1.23',
    to: '1.23',
    why: 'the handle of a weak pointer, the first time that one to this object is made',
    graph: 'allocates',
    evidence: 'mheap.go getOrAddWeakHandle: new(atomic.Uintptr)',
  },
  {
    names: ['weak.runtime_registerWeakPointer'],
    from: '1.24',
    why: 'the handle of a weak pointer, the first time that one to this object is made',
    graph: 'allocates',
    evidence: 'mheap.go getOrAddWeakHandle: new(atomic.Uintptr), a block of 16 bytes from 1.26',
  },
  {
    names: ['unique.runtime_registerUniqueMapCleanup'],
    from: '1.23',
    to: '1.24',
    why: 'a channel and a goroutine for the cleanup of unique values, once',
    graph: 'allocates',
    evidence: 'mgc.go unique_runtime_registerUniqueMapCleanup',
  },
  {
    names: ['time.Sleep'],
    why: 'the timer of the goroutine, at its first Sleep',
    graph: 'slow-path',
    evidence: 'time.go timeSleep: gp.timer = new(timer)',
  },
  {
    names: ['os/signal.signal_enable', 'os/signal.signal_disable'],
    why: 'channels and a goroutine for the signal masks, once',
    graph: 'slow-path',
    evidence: 'signal_unix.go ensureSigM',
  },
  {
    names: ['runtime.addExitHook'],
    to: '1.22',
    why: 'the list of functions to be called at exit',
    graph: 'allocates',
    evidence: 'runtime.go addExitHook: append',
  },
  {
    names: ['internal/runtime/exithook.Add'],
    from: '1.23',
    why: 'the list of functions to be called at exit',
    graph: 'allocates',
    evidence: 'internal/runtime/exithook: append(hooks, h)',
  },
  {
    names: ['internal/synctest.Run'],
    from: '1.24',
    why: 'the record of the bubble, in tests, and its goroutine',
    graph: 'allocates',
    evidence: 'synctest.go: &synctestBubble{} (synctestGroup in 1.24)',
  },
  {
    names: [
      'arena.runtime_arena_newArena',
      'arena.runtime_arena_arena_New',
      'arena.runtime_arena_arena_Slice',
      'arena.runtime_arena_arena_Free',
      'arena.runtime_arena_heapify',
    ],
    why: 'memory of an arena (GOEXPERIMENT=arenas), which is charged by chunk and not by object',
    graph: 'allocates',
    evidence: 'arena.go',
  },
  // Set-up and operation of processes.
  {
    names: ['syscall.runtimeSetenv'],
    why: 'a copy of GODEBUG when it is set, and C strings where there is cgo',
    graph: 'slow-path',
    evidence: 'runtime.go: new(string), godebugNotify; env_posix.go setenv_c: cstring',
  },
  {
    names: ['syscall.runtimeUnsetenv'],
    why: 'a C string of the name where there is cgo',
    graph: 'slow-path',
    evidence: 'runtime.go: godebugNotify; env_posix.go unsetenv_c: cstring',
  },
  {
    names: ['syscall.runtimeClearenv'],
    from: '1.26',
    why: 'C strings where there is cgo, and settings of GODEBUG',
    graph: 'slow-path',
    evidence: 'runtime.go: runtimeUnsetenv, reparsedebugvars',
  },
  {
    names: ['os/signal.signal_recv', 'runtime/pprof.readProfile'],
    why: 'the scheduler may start a thread; on js, the table of sleeping goroutines may grow',
    graph: 'slow-path',
    evidence: 'sigqueue.go, profbuf.go: notetsleepg; lock_js.go: notes[n] = gp',
  },
  {
    names: ['syscall.compileCallback'],
    why: 'an entry of the table of callbacks (windows), kept for good',
    graph: 'allocates',
    evidence: 'syscall_windows.go compileCallback: cbs.index[key] = n',
  },
  {
    names: ['runtime.vgetrandom'],
    from: '1.24',
    why: 'the list of states of getrandom, once',
    graph: 'slow-path',
    evidence: 'vgetrandom_linux.go vgetrandomGetState: make([]uintptr, 0, num)',
  },
  {
    names: ['runtime.SetDefaultGOMAXPROCS'],
    from: '1.25',
    why: 'texts of the control group while they are read',
    graph: 'allocates',
    evidence: 'internal/runtime/cgroup: conversions while parsing cpu.max',
  },
  {
    names: ['crypto/internal/boring/bcache.registerCache'],
    why: 'the list of caches, once per cache',
    graph: 'allocates',
    evidence: 'mgc.go boring_registerCache: append(boringCaches, p)',
  },
  {
    names: ['runtime/secret.appendSignalStacks'],
    from: '1.26',
    why: 'a list of signal stacks, in tests',
    graph: 'allocates',
    evidence: 'secret.go: append(sigstacks, …)',
  },
  // Profiles, traces, coverage.
  {
    names: ['runtime.SetCPUProfileRate'],
    why: 'the buffer of the CPU profile',
    graph: 'allocates',
    evidence: 'cpuprof.go: newProfBuf',
  },
  {
    names: ['runtime.SetBlockProfileRate', 'runtime/pprof.runtime_cyclesPerSecond'],
    why: 'the timer of the goroutine, if the length of a tick is not known yet and it has to sleep',
    graph: 'slow-path',
    evidence: 'runtime.go ticksPerSecond: timeSleep',
  },
  {
    names: ['runtime/trace.runtime_traceClockUnitsPerSecond'],
    from: '1.25',
    why: 'the timer of the goroutine, on windows, if the length of a tick is not known yet and it has to sleep',
    graph: 'slow-path',
    evidence: 'tracetime.go traceClockUnitsPerSecond: ticksPerSecond where osHasLowResClock',
  },
  {
    names: ['runtime.GoroutineProfile', 'runtime.BlockProfile', 'runtime.MutexProfile'],
    from: '1.23',
    why: 'stacks of the profile while it is copied',
    graph: 'allocates',
    evidence: 'mprof.go: records, expandFrames',
  },
  {
    names: ['runtime.pprof_goroutineProfileWithLabels'],
    from: '1.23',
    why: 'the goroutines of the profile while it is taken',
    graph: 'allocates',
    evidence: 'mprof.go goroutineProfileWithLabelsConcurrent',
  },
  {
    names: ['runtime.pprof_goroutineLeakProfileWithLabels'],
    from: '1.26',
    why: 'the goroutines of the profile while it is taken',
    graph: 'allocates',
    evidence: 'mprof.go goroutineLeakProfileWithLabelsConcurrent',
  },
  {
    names: ['runtime.pprof_makeProfStack'],
    from: '1.23',
    why: 'a buffer for one stack of a profile',
    graph: 'allocates',
    evidence: 'mprof.go makeProfStack: make([]uintptr, …)',
  },
  {
    names: ['runtime/pprof.runtime_expandFinalInlineFrame'],
    why: 'the stack of a profile with its inlined frames',
    graph: 'allocates',
    evidence: 'symtab.go: append(stk, …)',
  },
  {
    names: ['runtime.StartTrace', 'runtime.StopTrace', 'runtime.ReadTrace', 'runtime.traceAdvance'],
    why: 'buffers and headers of the execution trace',
    graph: 'allocates',
    evidence: 'trace*.go',
  },
  {
    names: ['runtime/trace.runtime_readTrace'],
    from: '1.25',
    to: '1.25',
    why: 'buffers and headers of the execution trace',
    graph: 'allocates',
    evidence: 'trace.go readTrace0',
  },
  {
    names: ['runtime.addCovMeta', 'runtime/coverage.getCovCounterList'],
    to: '1.22',
    why: 'lists of coverage data',
    graph: 'allocates',
    evidence: 'covermeta.go, covercounter.go: append',
  },
  {
    names: ['runtime.addCovMeta', 'internal/coverage/cfile.getCovCounterList'],
    from: '1.23',
    why: 'lists of coverage data',
    graph: 'allocates',
    evidence: 'covermeta.go, covercounter.go: append',
  },
];
