/** A little ELF file of 64 bits with one segment of notes; `id` is the description of its GNU build id. */
export function elfWith(id: readonly number[], { big = false, section = false } = {}): Uint8Array {
  const bytes = Buffer.alloc(64 + 64 + 12 + 4 + id.length);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, big ? 2 : 1, 1]);
  const word = (at: number, value: number): unknown =>
    big ? bytes.writeBigUInt64BE(BigInt(value), at) : bytes.writeBigUInt64LE(BigInt(value), at);
  const half = (at: number, value: number): unknown => (big ? bytes.writeUInt16BE(value, at) : bytes.writeUInt16LE(value, at));
  const int = (at: number, value: number): unknown => (big ? bytes.writeUInt32BE(value, at) : bytes.writeUInt32LE(value, at));
  word(section ? 0x28 : 0x20, 64);
  half(section ? 0x3a : 0x36, section ? 64 : 56);
  half(section ? 0x3c : 0x38, 1);
  int(64 + (section ? 4 : 0), section ? 7 : 4);
  word(64 + (section ? 24 : 8), 128);
  word(64 + 32, 12 + 4 + id.length);
  int(128, 4);
  int(132, id.length);
  int(136, 3);
  bytes.set([0x47, 0x4e, 0x55, 0], 140);
  bytes.set(id, 144);
  return bytes;
}
