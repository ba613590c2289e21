import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { scratchFolder } from '../support/repo.ts';

export interface MeasuredSize {
  readonly bytes: number;
  readonly hasPointers: boolean;
  readonly pointerSize: 4 | 8;
  /** What a benchmark's B/op says for one `new(T)`. */
  readonly charged: number;
}

/** Sizes at and around boundaries of size classes, of the tiny allocator, of the malloc header and of large objects. */
const plain = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 24, 25, 32, 33, 48, 49, 64, 65, 80, 81, 96, 112, 113, 128, 129, 144, 208, 256, 257,
  288, 289, 416, 480, 504, 511, 512, 513, 520, 576, 577, 600, 640, 1016, 1017, 1024, 1025, 1152, 1153, 2048, 2049, 4096, 4097, 8191, 8192,
  8193, 16384, 19072, 19073, 28672, 28673, 32752, 32760, 32761, 32768, 32769, 40960, 40961, 100_000,
];
const withPointers = [
  8, 16, 24, 32, 40, 48, 56, 64, 96, 112, 120, 128, 136, 144, 256, 264, 288, 296, 480, 496, 504, 512, 520, 528, 568, 576, 600, 632, 640,
  1008, 1016, 1024, 1032, 1144, 1152, 2040, 2048, 4088, 4096, 8184, 8192, 8200, 16376, 16384, 28664, 28672, 32752, 32760, 32768, 32776,
  40960, 40968,
];

/**
 * Measures, by a program that `go` of this GOROOT builds and runs, what `new` of each size adds to `runtime.MemStats.TotalAlloc`.
 * Needs no module download. `goarch` must be one whose programs run here.
 */
export function measureSizes(goroot: string, goarch?: string): MeasuredSize[] {
  const scratch = scratchFolder('sizes');
  try {
    writeFileSync(path.join(scratch.path, 'go.mod'), 'module sizes\n\ngo 1.22\n');
    writeFileSync(path.join(scratch.path, 'main.go'), makeProgram());
    const env = { ...process.env, GOTOOLCHAIN: 'local', GOWORK: 'off', GOFLAGS: '', ...(goarch === undefined ? {} : { GOARCH: goarch }) };
    const stdout = execFileSync(path.join(goroot, 'bin', 'go'), ['run', '.'], {
      cwd: scratch.path,
      env,
      encoding: 'utf8',
      timeout: 240_000,
    });
    return stdout.trim().split('\n').map(readLine);
  } finally {
    scratch.remove();
  }
}

function readLine(line: string): MeasuredSize {
  const [bytes, hasPointers, pointerSize, charged] = line.split(' ');
  return { bytes: Number(bytes), hasPointers: hasPointers === 'true', pointerSize: pointerSize === '4' ? 4 : 8, charged: Number(charged) };
}

function makeProgram(): string {
  const types = [
    ...plain.map((size) => ({ name: `b${size}`, type: `[${size}]byte` })),
    // The pointer comes last, so that the type's pointers reach to its end.
    ...withPointers.map((size) => ({ name: `p${size}`, type: `struct { _ [${size} - unsafe.Sizeof(uintptr(0))]byte; p *byte }` })),
  ];
  const declarations = types.map(({ name, type }) => `type ${name} ${type}\nvar sink_${name} *${name}`);
  const measures = types.map(
    ({ name }) => `\tmeasure(unsafe.Sizeof(${name}{}), ${name.startsWith('p')}, func() { sink_${name} = new(${name}) })`,
  );
  return `package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"unsafe"
)

${declarations.join('\n')}

// B/op is a whole number: what other goroutines allocate meanwhile, and the first object's place in a tiny block, must not show.
func measure(size uintptr, pointers bool, alloc func()) {
	const n = 960
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range n {
		alloc()
	}
	runtime.ReadMemStats(&after)
	fmt.Fprintln(os.Stdout, size, pointers, unsafe.Sizeof(uintptr(0)), (after.TotalAlloc-before.TotalAlloc+16)/n)
	runtime.GC()
}

func main() {
	debug.SetGCPercent(-1)
	runtime.GOMAXPROCS(1)
${measures.join('\n')}
}
`;
}
