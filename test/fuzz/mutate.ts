import { mutateJson } from './mutate-json.ts';
import type { Random } from './random.ts';
import type { FuzzTarget } from './target.ts';

/** Longest input that mutation makes, in bytes: long inputs are the business of `grow`. */
const longest = 1 << 18;

/** What breaks readers: ends of ranges, signs, signed and unsigned borders of bytes, words, and of JavaScript's whole numbers. */
const numbers = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7ffffffe, 0x7fffffff, 0x80000000, 0xfffffffb, 0xffffffff] as const;
const pieces = [
  '\n',
  '\r\n',
  '\0',
  ' ',
  '\t',
  ':',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '`',
  '\\',
  '/',
  '..',
  '*',
  '%',
  '-1',
  '\u{feff}',
] as const;
const odd = [
  0x00, 0x0a, 0x0d, 0x1b, 0x20, 0x22, 0x28, 0x29, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d, 0x7f, 0x80, 0xc0, 0xe2, 0xed, 0xf4, 0xff,
] as const;

/** A new input: `bytes` after one to eight changes that fit the target's form. `other` is another input, from which pieces are taken. */
export function mutate(bytes: Uint8Array, other: Uint8Array, target: Pick<FuzzTarget, 'form' | 'words'>, random: Random): Uint8Array {
  let out: Uint8Array = bytes;
  for (let changes = 1 + random.below(random.once(3) ? 8 : 2); changes > 0; changes--) {
    const next = change(out, other, target, random);
    // Parts that are doubled again and again would soon fill the memory; a text cut off would be a worse input than the one before.
    if (next.length <= longest) out = next;
  }
  return out;
}

function change(bytes: Uint8Array, other: Uint8Array, { form, words }: Pick<FuzzTarget, 'form' | 'words'>, random: Random): Uint8Array {
  if (form === 'json' && !random.once(4)) return mutateJson(bytes, random) ?? bytes;
  if (form === 'json-lines' && !random.once(3)) return changeLine(bytes, random);
  if (form !== 'binary' && random.once(3)) return changeLines(bytes, other, random);
  const at = random.below(bytes.length + 1);
  // What lies behind a piece that was put in or taken out no longer fits the sizes in the headers.
  if (form === 'binary' && !random.once(6)) return overwrite(bytes, at, other, random);
  const length = random.once(2) ? random.below(5) : random.below(200);
  const run = bytes.subarray(at, at + length);
  switch (random.below(9)) {
    case 0:
      return splice(bytes, at, length);
    case 1:
      return splice(bytes, at, 0, run);
    case 2:
      return splice(bytes, random.below(bytes.length + 1), 0, run);
    case 3:
      return splice(bytes, at, random.once(2) ? length : 0, taken(other, random));
    case 4:
      return splice(bytes, at, random.once(2) ? length : 0, Buffer.from(random.once(2) ? random.pick(pieces) : word(words, random)));
    case 5:
      // Depth and length: the same piece over and over.
      return splice(
        bytes,
        at,
        0,
        Buffer.from((random.once(2) ? random.pick(pieces) : word(words, random)).repeat(1 + random.below(random.once(8) ? 20_000 : 200))),
      );
    case 6:
      return setByte(bytes, at, random.below(256));
    case 7:
      return setByte(bytes, at, (bytes[at] ?? 0) ^ (1 << random.below(8)));
    default:
      return random.once(4) ? bytes.subarray(0, at) : setByte(bytes, at, random.pick(odd));
  }
}

/** Changes that leave the length as it is. */
function overwrite(bytes: Uint8Array, at: number, other: Uint8Array, random: Random): Uint8Array {
  if (!random.once(4)) return setNumber(bytes, at, random);
  const copy = Uint8Array.from(bytes);
  const from = random.once(2) ? other : bytes;
  const start = random.once(2) ? at : random.below(from.length);
  copy.set(from.subarray(start, start + Math.min(copy.length - at, 1 + random.below(64))), Math.min(at, copy.length));
  return copy;
}

function word(words: readonly string[], random: Random): string {
  return words[random.below(words.length)] ?? '';
}

function taken(other: Uint8Array, random: Random): Uint8Array {
  const from = random.below(other.length);
  return other.subarray(from, from + 1 + random.below(400));
}

function splice(bytes: Uint8Array, at: number, removed: number, added: Uint8Array = new Uint8Array(0)): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(Math.min(bytes.length, at + removed))]);
}

function setByte(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  if (at < copy.length) copy[at] = byte;
  return copy;
}

/** Sets a word of 1, 2 or 4 bytes, or moves it a little: counts and offsets. */
function setNumber(bytes: Uint8Array, at: number, random: Random): Uint8Array {
  const copy = Buffer.from(bytes);
  const size = random.pick([1, 2, 4, 4]);
  const place = random.once(2) ? at & ~3 : at;
  if (place + size > copy.length) return copy;
  const old = copy.readUIntLE(place, size);
  const value = random.once(2) ? random.pick(numbers) : old + random.below(65) - 32;
  copy.writeUIntLE((value >>> 0) % 2 ** (8 * size), place, size);
  return copy;
}

/** Lines left out, doubled, swapped, or taken from the other input. */
function changeLines(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  const at = random.below(lines.length);
  const count = random.once(2) ? 1 : 1 + random.below(10);
  switch (random.below(4)) {
    case 0:
      lines.splice(at, count);
      break;
    case 1:
      lines.splice(at, 0, ...lines.slice(at, at + count));
      break;
    case 2:
      lines.splice(random.below(lines.length), 0, ...lines.splice(at, count));
      break;
    default: {
      const others = Buffer.from(other).toString('latin1').split('\n');
      const from = random.below(others.length);
      lines.splice(at, random.once(2) ? count : 0, ...others.slice(from, from + count));
    }
  }
  return Buffer.from(lines.join('\n'), 'latin1');
}

/** One line of NDJSON changed as a value. */
function changeLine(bytes: Uint8Array, random: Random): Uint8Array {
  const lines = Buffer.from(bytes).toString('utf8').split('\n');
  const at = random.below(lines.length);
  const line = mutateJson(Buffer.from(lines[at] ?? ''), random);
  if (line) lines[at] = Buffer.from(line).toString('utf8');
  return Buffer.from(lines.join('\n'));
}
