/** A made heap profile of the shape that large Go programs have: written message by message, since samples by the hundred thousand are no objects. */
const depth = 30;
const functionCount = 8_000;
const locationCount = 20_000;
const names = 4_000;

/**
 * Raw bytes of a profile with so many samples, each with 30 frames, 4 values and the label `bytes`; 20,000 locations, a fifth inlined. `own` are functions of a
 * program, which take the place of the first ones: name, file, first line, and the line that is on the stacks.
 */
export function makeProfile(samples, own = []) {
  const random = createRandom(7);
  const out = new Writer(samples * 140 + 4_000_000);
  const strings = [''];
  const text = (value) => strings.push(value) - 1;
  const [count, bytes, label] = [text('count'), text('bytes'), text('bytes')];
  for (const [name, unit] of [
    ['alloc_objects', count],
    ['alloc_space', bytes],
    ['inuse_objects', count],
    ['inuse_space', bytes],
  ]) {
    const type = text(name);
    out.message(1, () => {
      out.number(1, type);
      out.number(2, unit);
    });
  }
  for (let sample = 0; sample < samples; sample++) {
    out.message(2, () => {
      out.message(1, () => {
        // Outer frames are shared by many stacks, as they are in programs.
        for (let at = 0; at < depth; at++) out.varint(1 + Math.floor(locationCount * random() ** (1 + at / 10)));
      });
      const objects = 1 + Math.floor(random() * 4000);
      const size = 16 << Math.floor(random() * 8);
      out.message(2, () => {
        out.varint(objects);
        out.varint(objects * size);
        out.varint(objects >> 3);
        out.varint((objects >> 3) * size);
      });
      out.message(3, () => {
        out.number(1, label);
        out.number(3, size);
      });
    });
  }
  for (let location = 1; location <= locationCount; location++) {
    out.message(4, () => {
      out.number(1, location);
      out.number(2, 1);
      out.number(3, 0x40_0000 + location * 16);
      for (let lines = location % 5 === 0 ? 2 : 1; lines > 0; lines--) {
        out.message(4, () => {
          const row = 1 + Math.floor(random() * functionCount);
          out.number(1, row);
          out.number(2, own[row - 1]?.line ?? 1 + Math.floor(random() * 2000));
        });
      }
    });
  }
  for (let row = 1; row <= functionCount; row++) {
    const ours = own[row - 1];
    const name = text(ours?.name ?? `example.com/service/internal/part${row % 97}.(*Type${row % names}).Method${row}`);
    const file = ours ? text(ours.file) : row <= names ? text(`/src/example.com/service/internal/part${row % 97}/file${row}.go`) : 4 + row;
    out.message(5, () => {
      out.number(1, row);
      out.number(2, name);
      out.number(3, name);
      out.number(4, file);
      out.number(5, ours?.first ?? row % 900);
    });
  }
  const binary = text('/usr/local/bin/service');
  out.message(3, () => {
    out.number(1, 1);
    out.number(2, 0x40_0000);
    out.number(3, 0x140_0000);
    out.number(5, binary);
    out.number(7, 1);
  });
  for (const string of strings) out.string(6, string);
  out.message(11, () => {
    out.number(1, text('space'));
    out.number(2, bytes);
  });
  out.string(6, 'space');
  out.number(12, 524_288);
  return out.done();
}

/** mulberry32. */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Writer {
  constructor(length) {
    this.bytes = Buffer.alloc(length);
    this.at = 0;
  }
  varint(value) {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.bytes[this.at++] = (rest % 128) | 128;
    this.bytes[this.at++] = rest;
  }
  number(field, value) {
    this.varint(field << 3);
    this.varint(value);
  }
  string(field, value) {
    this.varint((field << 3) | 2);
    this.varint(Buffer.byteLength(value));
    this.at += this.bytes.write(value, this.at);
  }
  /** Two bytes for the length, whatever it is. */
  message(field, write) {
    this.varint((field << 3) | 2);
    const start = (this.at += 2);
    write();
    const length = this.at - start;
    this.bytes[start - 2] = (length & 127) | 128;
    this.bytes[start - 1] = length >> 7;
  }
  done() {
    return this.bytes.subarray(0, this.at);
  }
}
