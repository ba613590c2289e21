import { createRandom } from '../../fuzz/random.ts';

/**
 * Two benchmark texts of the same benchmarks, made from a fixed seed: samples of 1 to 60 values, equal and of two sizes, without ties,
 * with some and with many, shifted or not; an exact unit; two packages; benchmarks that one text lacks; a unit that can be 0.
 */
export function madeBenchmarks(): { before: string; after: string } {
  const seeded = createRandom(20_240_607);
  const random = (): number => seeded.below(2 ** 32) / 2 ** 32;
  const texts = { before: 'Unit size assume=exact\ngoos: linux\n', after: 'goos: linux\n' };
  const pick = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  for (let n = 0; n < 240; n++) {
    if (n % 120 === 0) for (const side of ['before', 'after'] as const) texts[side] += `pkg: made/${n === 0 ? 'b' : 'a'}\n`;
    const ties = n % 3;
    const shift = n % 4 === 0 ? 0 : random() * 0.2;
    const sizes = sizesOf(n, pick);
    for (const [side, size] of [
      ['before', sizes[0]],
      ['after', sizes[1]],
    ] as const) {
      if (n % 17 === 3 && side === 'before') continue;
      const center = 10 ** ((n % 13) - 2) * (side === 'after' ? 1 + shift : 1);
      for (let run = 0; run < size; run++) {
        const spread = ties === 0 ? random() : ties === 1 ? Math.floor(random() * 12) / 12 : Math.floor(random() * 3) / 3;
        const time = Number((center * (1 + spread * 0.3)).toPrecision(ties === 0 ? 9 : 4));
        const bytes = n % 11 === 0 ? 0 : 16 * pick(1, 1 + (n % 5)) * (side === 'after' && n % 7 === 0 ? 2 : 1);
        texts[side] += `BenchmarkMade/n=${n}-8 \t ${pick(1, 1e6)}\t ${time} ns/op\t ${bytes} B/op\t ${n % 10 === 0 ? run % 2 : n} size\n`;
      }
    }
  }
  return texts;
}

function sizesOf(n: number, pick: (from: number, to: number) => number): [number, number] {
  if (n % 5 === 0) return [pick(1, 12), pick(1, 12)];
  const size = n % 9 === 0 ? pick(20, 60) : (n % 12) + 1;
  return n % 20 === 19 ? [size, pick(26, 55)] : [size, size];
}
