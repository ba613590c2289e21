/** The same memory as a Buffer, whose searching and decoding are native (`indexOf` of a byte runs at 4 GB/s, twice Uint8Array's). */
export function viewBytes(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
