import { archiveError } from './archive-error.ts';

/** What reading object code needs to know of a GOARCH. */
export interface Architecture {
  readonly name: string;
  readonly pointerSize: 4 | 8;
  readonly bigEndian: boolean;
  /** Unit of the pc deltas in line tables: `MinLC` in `cmd/internal/sys/arch.go`. */
  readonly pcUnit: 1 | 2 | 4;
  /**
   * Whether a call through a register leaves a trace: `R_CALLIND` (`cmd/internal/obj/<arch>`, 1.22 to 1.27: x86, arm, arm64, mips and
   * loong64 write it, ppc64, riscv64 and s390x do not), on wasm a return address that no direct call follows.
   */
  readonly indirectCallsVisible: boolean;
  /** How code is decoded to find the type that an allocator gets; '' where it is not: then types are unknown. */
  readonly code: '' | 'x86' | 'arm' | 'arm64' | 'riscv64' | 'wasm';
  /** Registers of the first integer arguments (`internal/abi/abi_<arch>.go`); empty where arguments are on the stack. */
  readonly arguments: readonly number[];
  /** Distance of the first stack argument from the stack pointer: `FixedFrameSize` in `cmd/internal/sys/arch.go`. */
  readonly fixedFrame: number;
}

type Row = readonly [
  name: string,
  pointerSize: 4 | 8,
  bigEndian: boolean,
  pcUnit: 1 | 2 | 4,
  indirectCallsVisible: boolean,
  code: Architecture['code'],
  arguments_: readonly number[],
  fixedFrame: number,
];

const rows: readonly Row[] = [
  ['386', 4, false, 1, true, 'x86', [], 0],
  // AX BX CX DI SI
  ['amd64', 8, false, 1, true, 'x86', [0, 3, 1, 7, 6], 0],
  ['arm', 4, false, 4, true, 'arm', [], 4],
  ['arm64', 8, false, 4, true, 'arm64', [0, 1, 2, 3, 4], 8],
  ['loong64', 8, false, 4, true, '', [], 8],
  ['mips', 4, true, 4, true, '', [], 4],
  ['mipsle', 4, false, 4, true, '', [], 4],
  ['mips64', 8, true, 4, true, '', [], 8],
  ['mips64le', 8, false, 4, true, '', [], 8],
  ['ppc64', 8, true, 4, false, '', [], 32],
  ['ppc64le', 8, false, 4, false, '', [], 32],
  ['riscv64', 8, false, 2, false, 'riscv64', [10, 11, 12, 13, 14], 8],
  ['s390x', 8, true, 2, false, '', [], 8],
  ['wasm', 8, false, 1, true, 'wasm', [], 0],
];

const architectures: ReadonlyMap<string, Architecture> = new Map(
  rows.map(([name, pointerSize, bigEndian, pcUnit, indirectCallsVisible, code, registers, fixedFrame]) => [
    name,
    { name, pointerSize, bigEndian, pcUnit, indirectCallsVisible, code, arguments: registers, fixedFrame },
  ]),
);

/** riscv64 before Go 1.26, which has `MinLC` 2 for compressed instructions (`cmd/internal/sys/arch.go`, 1.22 to 1.25: 4). */
const wideRiscv = /^go1\.2[0-5]\b/;

/**
 * What holds for a GOARCH in archives of a Go release (`go1.25.14`; without it that of the newest).
 * @throws UserError `archive-architecture`
 */
export function architectureOf(goarch: string, goVersion: string = ''): Architecture {
  const architecture = architectures.get(goarch);
  if (!architecture) throw archiveError('archive-architecture', { goarch });
  return goarch === 'riscv64' && wideRiscv.test(goVersion) ? { ...architecture, pcUnit: 4 } : architecture;
}

/** @throws UserError `archive-architecture` */
export function pointerSizeOf(goarch: string): 4 | 8 {
  return architectureOf(goarch).pointerSize;
}

/** Whether the types that allocators get are read from this architecture's code. */
export function tellsTypes(goarch: string): boolean {
  return architectures.get(goarch)?.code !== '';
}
