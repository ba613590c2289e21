import type { MadeProfile } from '../support/encode-profile.ts';

/** A small profile with something of everything. */
export const plainProfile: MadeProfile = {
  types: [
    ['alloc_objects', 'count'],
    ['alloc_space', 'bytes'],
  ],
  samples: [
    { locations: [1n, 300n], values: [3n, 48n], labels: [{ key: 'bytes', number: 16n, unit: '' }] },
    { locations: [300n], values: [-(2n ** 63n), 2n ** 62n], labels: [{ key: 'user', text: 'ä' }] },
    { locations: [], values: [0n, 0n], labels: [] },
  ],
  mappings: [{ id: 1n, start: 0x1000n, limit: 0x9000n, file: '/bin/p', buildId: 'c0ffee' }],
  locations: [
    {
      id: 1n,
      mapping: 1n,
      address: 0x1234n,
      lines: [
        { function: 2n ** 64n - 1n, line: 7n, column: 3n },
        { function: 1n, line: 20n, column: 0n },
      ],
    },
    { id: 300n, mapping: 1n, address: 0x1300n, lines: [] },
  ],
  functions: [
    { id: 1n, name: 'main.outer', systemName: 'main.outer', file: 'main.go', startLine: 18n },
    { id: 2n ** 64n - 1n, name: 'main.inner', systemName: 'main.inner', file: 'main.go', startLine: 5n },
  ],
  comments: ['requests=10'],
  period: 524_288n,
  periodType: ['space', 'bytes'],
};

/** A short `heap?debug=1`, as Go 1.26 writes it, with a call that was inlined and a stack of the runtime alone. */
export const heapText = `heap profile: 1: 48 [5: 240] @ heap/1048576
1: 48 [4: 192] @ 0x43c2d0 0x4b8804 0x4b87ba 0x43881c
#\t0x4b8803\tmain.inner+0x43\t\t/src/main.go:7
#\t0x4b8802\tmain.outer+0x42\t\t/src/main.go:20
#\t0x4b87b9\tmain.main+0x19\t\t\t/src/main.go:30
#\t0x43881b\truntime.main+0x2bb\t\t/usr/local/go/src/runtime/proc.go:283

0: 0 [1: 48] @ 0x43c2d0
#\t0x43c2cf\truntime.allocm+0x8f\t/usr/local/go/src/runtime/proc.go:2108


# runtime.MemStats
# Alloc = 1359640
# TotalAlloc = 9007199254740993
# HeapObjects = 538
# Stack = 294912 / 294912
# LastGC = 1795729502809439432
# PauseNs = [5 6 7]
# PauseEnd = [15 16 17]
# NumGC = 3
# GCCPUFraction = 0.031761940545734585
# DebugGC = false
# MaxRSS = 21938176
`;
