import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBlockSplitter } from '../../src/compiler/split-blocks.ts';
import { splitText, toBytes } from './read-lines.ts';

const text = toBytes(
  'go: downloading ex.com/dep v1.2.3',
  '# ex.com/a',
  '@root/a.go:1:2: moved to heap: x',
  '# ex.com/b [ex.com/b.test]',
  '@root/b.go:1:2: moved to heap: #next',
  'moved to heap: #next',
  'go: warning: "./x" matched no packages',
  'go: x.go:1:2: moved to heap: y',
  '@root/b.go:2:2: moved to heap: y',
  'package ex.com/none: no Go files in a',
  '# ex.com/a',
  '# command-line-arguments',
  '@root/größe.go:1:2: ρ does not escape',
);

describe('split', () => {
  it('gives blocks by their headers, a header twice as two blocks, and lines of cmd/go', () => {
    const { blocks, preamble } = splitText(text);
    expect(blocks.map(({ bytes, ...block }) => ({ ...block, lines: Buffer.from(bytes).toString().split('\n').slice(0, -1) }))).toEqual([
      { header: 'ex.com/a', package: 'ex.com/a', lines: ['@root/a.go:1:2: moved to heap: x'] },
      {
        header: 'ex.com/b [ex.com/b.test]',
        package: 'ex.com/b',
        variant: 'ex.com/b.test',
        lines: [
          '@root/b.go:1:2: moved to heap: #next',
          'moved to heap: #next',
          'go: x.go:1:2: moved to heap: y',
          '@root/b.go:2:2: moved to heap: y',
        ],
      },
      { header: 'ex.com/a', package: 'ex.com/a', lines: [] },
      { header: 'command-line-arguments', package: 'command-line-arguments', lines: ['@root/größe.go:1:2: ρ does not escape'] },
    ]);
    expect(preamble).toEqual([
      'go: downloading ex.com/dep v1.2.3',
      'go: warning: "./x" matched no packages',
      'package ex.com/none: no Go files in a',
    ]);
  });

  it('is the same for every chunk size and for chunks at random', () => {
    const whole = splitText(text);
    for (let size = 1; size <= text.length; size++) {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.subarray(index * size, (index + 1) * size));
      expect(splitText(text, pieces)).toEqual(whole);
    }
    fc.assert(
      fc.property(fc.array(fc.nat({ max: text.length }), { maxLength: 12 }), (cuts) => {
        const ends = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        expect(
          splitText(
            text,
            ends.slice(1).map((end, index) => text.subarray(ends[index], end)),
          ),
        ).toEqual(whole);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('keeps nothing of a chunk', () => {
    const chunk = new Uint8Array(16);
    const blocks: string[] = [];
    const splitter = createBlockSplitter({ block: ({ bytes }) => blocks.push(Buffer.from(bytes).toString()), preamble: () => {} });
    for (let at = 0; at < text.length; at += chunk.length) {
      const piece = text.subarray(at, at + chunk.length);
      chunk.set(piece);
      splitter.add(chunk.subarray(0, piece.length));
      chunk.fill(0);
    }
    splitter.end();
    expect(blocks.join('')).toBe(
      splitText(text)
        .blocks.map(({ bytes }) => Buffer.from(bytes).toString())
        .join(''),
    );
    expect(blocks.join('')).not.toContain('\0');
  });

  it('passes on a last line without newline, and empty input', () => {
    expect(splitText(Buffer.from('# p\na.go:1:2: x esc')).blocks).toMatchObject([
      { header: 'p', bytes: Uint8Array.from(Buffer.from('a.go:1:2: x esc')) },
    ]);
    expect(splitText(Buffer.from('half a line'))).toEqual({ blocks: [], preamble: ['half a line'] });
    expect(splitText(Buffer.alloc(0))).toEqual({ blocks: [], preamble: [] });
    expect(splitText(Buffer.from('# p [q.test]\r\nx\r\n')).blocks).toMatchObject([{ package: 'p', variant: 'q.test' }]);
  });

  it('nothing is lost: headers, lines and preamble are the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('# a', '# b [c]', 'x.go:1:2: y', 'go: z', 'package q', '#', '# ', '', 'go:', ' # a'), { maxLength: 40 }),
        (lines) => {
          const { blocks, preamble } = splitText(toBytes(...lines));
          const kept = [
            ...preamble,
            ...blocks.flatMap(({ header, bytes }) => [`# ${header}`, ...Buffer.from(bytes).toString().split('\n').slice(0, -1)]),
          ];
          expect(kept.toSorted()).toEqual(lines.toSorted());
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });
});

describe('limits', () => {
  const split = (pieces: readonly string[], line: number, block: number): number => {
    let blocks = 0;
    const splitter = createBlockSplitter({ block: () => blocks++, preamble: () => {} }, { line, block });
    for (const piece of pieces) splitter.add(Buffer.from(piece));
    splitter.end();
    return blocks;
  };
  const tooLong = expect.objectContaining({ code: 'text-line-too-long', args: { limit: 10 } });

  it('of a line, whole or in pieces', () => {
    expect(split(['# p\n0123456789\n0123456789\n'], 10, 100)).toBe(1);
    expect(split(['# p\n01234', '56789', '\n'], 10, 100)).toBe(1);
    expect(() => split(['# p\n01234567890\n'], 10, 100)).toThrow(tooLong);
    expect(() => split(['# p\n01234', '567890\n'], 10, 100)).toThrow(tooLong);
    expect(() => split(['# p\n01234', '567890'], 10, 100)).toThrow(tooLong);
  });

  it('of a block, whether it comes whole or in pieces', () => {
    expect(split(['# p\n0123456\n0123456\n# q\n0\n'], 100, 16)).toBe(2);
    expect(split(['# p\n0123456\n', '0123456\n', '# q\n0\n'], 100, 16)).toBe(2);
    const tooLarge = expect.objectContaining({ code: 'text-block-too-large', args: { limit: 15 } });
    expect(() => split(['# p\n0123456\n0123456\n# q\n'], 100, 15)).toThrow(tooLarge);
    expect(() => split(['# p\n0123456\n', '0123456\n', '# q\n'], 100, 15)).toThrow(tooLarge);
    expect(() => split(['# p\n0123456\n', '0123456\n'], 100, 15)).toThrow(tooLarge);
  });
});
