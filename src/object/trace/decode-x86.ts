import { effect } from './x86-decoding.ts';
import type { Decoding, Instruction } from './x86-decoding.ts';
import { decodeOneByte } from './x86-one-byte.ts';
import { decodeTwoByte, decodeVex } from './x86-two-byte.ts';

const decoding: Decoding = {
  length: 0,
  effect: effect.unknown,
  written: 0,
  target: 0,
  source: 0,
  distance: 0,
  addressAt: 0,
  storesAt: undefined,
  storeSize: 0,
  clobbersStack: false,
  bytes: new Uint8Array(),
  start: 0,
  wide: false,
  rex: 0,
  isShort: false,
  repeat: 0,
  mod: 0,
  reg: 0,
  rm: 0,
  isStack: false,
  displacement: 0,
  displacementAt: 0,
};

/**
 * Decodes the instruction at `at`; `end` is the end of the function, `wide` amd64, else 386. Covers what Go's compiler emits (GOAMD64 v1 to
 * v3); anything else is `effect.unknown`. The lengths equal those of `go tool objdump` on 800,000 instructions of std. The result is valid
 * until the next call.
 */
export function decodeX86(bytes: Uint8Array, at: number, end: number, wide: boolean): Instruction {
  const d = decoding;
  d.bytes = bytes;
  d.start = at;
  d.wide = wide;
  d.effect = effect.unknown;
  d.length = 1;
  d.written = 0;
  d.target = -1;
  d.source = -1;
  d.distance = 0;
  d.addressAt = 0;
  d.storesAt = undefined;
  d.storeSize = 0;
  d.clobbersStack = false;
  d.rex = 0;
  d.isShort = false;
  d.repeat = 0;
  let p = at;
  for (; p < at + 4; p++) {
    const byte = bytes[p]!;
    if (byte === 0x66) d.isShort = true;
    else if (byte === 0xf2 || byte === 0xf3) d.repeat = byte;
    else if (byte !== 0xf0 && byte !== 0x64 && byte !== 0x65 && byte !== 0x2e) break;
  }
  if (wide && (bytes[p]! & 0xf0) === 0x40) d.rex = bytes[p++]!;
  const opcode = bytes[p]!;
  let next: number;
  if (opcode === 0x0f) next = decodeTwoByte(d, p + 1);
  else if (opcode === 0xc4 || opcode === 0xc5) next = decodeVex(d, p);
  else next = decodeOneByte(d, p);
  if (next < 0 || next > end) d.effect = effect.unknown;
  else d.length = next - at;
  return d;
}
