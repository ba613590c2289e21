import type { Architecture } from '../architectures.ts';
import { traceArm } from './trace-arm.ts';
import { traceArm64 } from './trace-arm64.ts';
import { traceRiscv64 } from './trace-riscv64.ts';
import { traceWasm } from './trace-wasm.ts';
import { traceX86 } from './trace-x86.ts';
import { notKnown } from './trace.ts';
import type { ArgumentPlace, CallWindow } from './trace.ts';

/** The id of the load that stands in the argument at the call, `isNil` or `notKnown`. */
export function traceType(architecture: Architecture, window: CallWindow, place: ArgumentPlace): number {
  switch (architecture.code) {
    case 'x86':
      return traceX86(window, place, architecture.pointerSize === 8);
    case 'arm':
      return traceArm(window, place);
    case 'arm64':
      return traceArm64(window, place);
    case 'riscv64':
      return traceRiscv64(window, place);
    case 'wasm':
      return traceWasm(window, place);
    case '':
      return notKnown;
  }
}
