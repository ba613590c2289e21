/**
 * The hash that GitHub's upload action gives a line: of the 100 characters from its start that are neither blank nor tab, line ends being `\n`
 * and the end of the file U+FFFF with zeros behind it, as a polynomial of 37 modulo 2⁶⁴; and how often it came in the file so far. Where a file's
 * hash is another one, the action warns for each result.
 */
const window = 100;
const base = 37;

/** The hashes of all lines of a text, the first line first. */
export function lineHashes(text: string): readonly string[] {
  const { units, starts } = significantUnits(text);
  const hashes: string[] = [];
  const times = new Map<string, number>();
  const power = powerOfBase();
  // The hash in four limbs of 16 bits: no product passes 2⁵³.
  const hash = new Float64Array(4);
  let line = 0;
  for (let end = 0; line < starts.length; end++) {
    const start = starts[line] ?? 0;
    if (end === start + window) {
      const hex = toHex(hash);
      const count = (times.get(hex) ?? 0) + 1;
      times.set(hex, count);
      hashes.push(`${hex}:${count}`);
      line++;
      end--;
      continue;
    }
    const enters = units[end] ?? 0;
    const leaves = end < window ? 0 : (units[end - window] ?? 0);
    let carry = enters;
    for (let limb = 0; limb < 4; limb++) {
      const value = (hash[limb] ?? 0) * base + carry - leaves * (power[limb] ?? 0);
      carry = Math.floor(value / 0x10000);
      hash[limb] = value - carry * 0x10000;
    }
  }
  return hashes;
}

/** What is hashed, and where in it each line begins. */
function significantUnits(text: string): { units: Uint16Array; starts: readonly number[] } {
  const units = new Uint16Array(text.length + 1);
  const starts: number[] = [];
  let length = 0;
  let isStart = true;
  let isAfterReturn = false;
  for (let index = 0; index <= text.length; index++) {
    const unit = index === text.length ? 0xffff : text.charCodeAt(index);
    const isSkipped = unit === 0x20 || unit === 0x09 || (isAfterReturn && unit === 0x0a);
    isAfterReturn = unit === 0x0d;
    if (isSkipped) continue;
    if (isStart) starts.push(length);
    const written = unit === 0x0d ? 0x0a : unit;
    isStart = written === 0x0a;
    units[length++] = written;
  }
  return { units: units.subarray(0, length), starts };
}

/** 37¹⁰⁰ modulo 2⁶⁴, the lowest limb first. */
function powerOfBase(): readonly number[] {
  const power = BigInt.asUintN(64, BigInt(base) ** BigInt(window));
  return [0n, 16n, 32n, 48n].map((shift) => Number((power >> shift) & 0xffffn));
}

function toHex(limbs: Float64Array): string {
  return [...limbs]
    .toReversed()
    .map((limb) => limb.toString(16).padStart(4, '0'))
    .join('')
    .replace(/^0+(?=.)/, '');
}
