import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../src/base/user-error.ts';

/** What every reader of bytes is put through. */
export interface ReaderUnderTest {
  readonly name: string;
  /** Reads all of the bytes and gives a value that can be compared. */
  readonly read: (bytes: Uint8Array) => unknown;
  /** Small valid inputs: each is read as often as it has bytes. */
  readonly samples: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** The codes that it may give for what is not valid; none when it has an answer for all bytes. */
  readonly codes: readonly string[];
  /** Inputs that are over a limit, each with the code that says so. */
  readonly limits?: readonly { readonly name: string; readonly read: () => unknown; readonly code: string }[];
  /** Random inputs per sample; default 300. */
  readonly runs?: number;
  /** Milliseconds that one reading of a sample may take; default 1,000. A reader that hangs is ended by the test's own limit. */
  readonly budget?: number;
}

/** Defines the tests: stable, cut anywhere, bytes changed at random, limits. */
export function testReader(reader: ReaderUnderTest): void {
  const budget = reader.budget ?? 1000;

  /** The value, or the code of an error that the reader may give. Anything else fails the test. */
  function outcome(bytes: Uint8Array): unknown {
    const started = performance.now();
    try {
      return { value: reader.read(bytes) };
    } catch (error) {
      const code: string | undefined = error instanceof UserError ? error.code : undefined;
      if (code === undefined || !reader.codes.includes(code)) throw error;
      return { code };
    } finally {
      expect(performance.now() - started).toBeLessThan(budget);
    }
  }

  describe(`${reader.name} as a reader`, () => {
    describe.each(reader.samples)('sample $name', ({ bytes }) => {
      it('reads the same twice and leaves the bytes alone', () => {
        const copy = Uint8Array.from(bytes);
        const first = reader.read(bytes);
        expect(reader.read(bytes)).toEqual(first);
        expect(Buffer.compare(bytes, copy)).toBe(0);
      });

      it('reads the same wherever the bytes lie in memory', () => {
        const shifted = new Uint8Array(bytes.length + 16).fill(0xa5);
        shifted.set(bytes, 7);
        expect(reader.read(shifted.subarray(7, 7 + bytes.length))).toEqual(reader.read(bytes));
      });

      it('cut off anywhere: a value or a coded error', () => {
        for (let length = 0; length < bytes.length; length++) outcome(bytes.subarray(0, length));
        for (let start = 1; start < bytes.length; start += 1 + Math.floor(bytes.length / 200)) outcome(bytes.subarray(start));
      });

      it('changed at random: a value or a coded error', () => {
        fc.assert(
          fc.property(changedBytes(bytes), (changed) => {
            outcome(changed);
          }),
          { seed: 20_240_607, numRuns: reader.runs ?? 300 },
        );
      });
    });

    it('any bytes: a value or a coded error', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
          outcome(bytes);
        }),
        { seed: 1_011, numRuns: reader.runs ?? 300 },
      );
    });

    for (const limit of reader.limits ?? []) {
      it(`limit: ${limit.name}`, () => expect(limit.read).toThrow(expect.objectContaining({ name: 'UserError', code: limit.code })));
    }
  });
}

/** The bytes after one to eight changes: single bytes, runs taken out, doubled, moved, or overwritten by others. */
export function changedBytes(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const place = fc.nat({ max: Math.max(0, bytes.length - 1) });
  const length = fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 200 }));
  const change = fc.record({
    how: fc.constantFrom('flip', 'set', 'cut', 'double', 'move', 'fill'),
    at: place,
    to: place,
    length,
    byte: fc.oneof(fc.constantFrom(0, 10, 13, 32, 34, 40, 41, 58, 91, 93, 123, 125, 255), fc.nat({ max: 255 })),
  });
  return fc.array(change, { minLength: 1, maxLength: 8 }).map((changes) => changes.reduce<Uint8Array>(apply, bytes));
}

interface Change {
  readonly how: string;
  readonly at: number;
  readonly to: number;
  readonly length: number;
  readonly byte: number;
}

function apply(bytes: Uint8Array, { how, at, to, length, byte }: Change): Uint8Array {
  const run = bytes.subarray(at, at + length);
  switch (how) {
    case 'cut':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 'double':
      return Buffer.concat([bytes.subarray(0, at), run, bytes.subarray(at)]);
    case 'move':
      return Buffer.concat([bytes.subarray(0, to), run, bytes.subarray(to)]);
    case 'fill':
      return Buffer.concat([bytes.subarray(0, at), new Uint8Array(run.length).fill(byte), bytes.subarray(at + run.length)]);
    default: {
      const copy = Uint8Array.from(bytes);
      if (at < copy.length) copy[at] = how === 'flip' ? (copy[at] ?? 0) ^ (1 << (byte % 8)) : byte;
      return copy;
    }
  }
}
