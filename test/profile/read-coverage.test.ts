import { describe, expect, test } from 'vitest';
import { readCoverage } from '../../src/profile/read-coverage.ts';
import { errorMessage } from '../../src/view/messages/en/errors.ts';
import { testReader } from '../reader-battery.ts';

const read = (text: string): ReturnType<typeof readCoverage> => readCoverage(Buffer.from(text));

const profile = `mode: count
example.com/m/p/b.go:3.19,5.25 2 1
example.com/m/p/b.go:12.2,12.10 1 7
example.com/m/p/a.go:5.25,6.15 1 0
example.com/m/p/b.go:3.19,5.25 2 4
C:/odd: 1,2.go:1.1,2.2 0 3
`;

describe('coverage', () => {
  test('blocks by file, in order, those of one position merged', () => {
    expect(read(profile)).toEqual({
      mode: 'count',
      isWhole: true,
      files: [
        { file: 'C:/odd: 1,2.go', blocks: [{ line: 1, column: 1, endLine: 2, endColumn: 2, statements: 0, count: 3 }] },
        { file: 'example.com/m/p/a.go', blocks: [{ line: 5, column: 25, endLine: 6, endColumn: 15, statements: 1, count: 0 }] },
        {
          file: 'example.com/m/p/b.go',
          blocks: [
            { line: 3, column: 19, endLine: 5, endColumn: 25, statements: 2, count: 5 },
            { line: 12, column: 2, endLine: 12, endColumn: 10, statements: 1, count: 7 },
          ],
        },
      ],
    });
  });

  test('mode set does not count; profiles behind each other are one; CRLF', () => {
    const set = 'mode: set\np/a.go:1.1,2.2 1 1\n';
    expect(read(set + set + 'p/a.go:3.1,4.2 1 0\n').files[0]?.blocks.map(({ count }) => count)).toEqual([1, 0]);
    expect(read(profile.replaceAll('\n', '\r\n'))).toEqual(read(profile));
  });

  test('a last line without its end is told', () => {
    expect(read(profile.slice(0, -1)).isWhole).toBe(false);
  });

  const refused: readonly (readonly [string, string, object])[] = [
    ['', 'coverage-not', { begins: '' }],
    ['BenchmarkX 1 1 ns/op\n', 'coverage-not', { begins: 'BenchmarkX 1 1 ns/op' }],
    ['mode: \n', 'coverage-mode', { mode: '' }],
    ['mode: often\n', 'coverage-mode', { mode: 'often' }],
    ['mode: set\nmode: count\n', 'coverage-modes', { line: 2, mode: 'count', other: 'set' }],
    ['mode: set\n\n', 'coverage-line', { line: 2, wrong: 'count' }],
    ['mode: set\np.go:1.1,2.2 1 x\n', 'coverage-line', { line: 2, wrong: 'count' }],
    ['mode: set\np.go:1.1,2.2 1 -1\n', 'coverage-line', { line: 2, wrong: 'count' }],
    ['mode: set\np.go:1.1,2.2 1 99999999999999999999\n', 'coverage-line', { line: 2, wrong: 'count' }],
    ['mode: set\np.go:1.1,2.2 1\n', 'coverage-line', { line: 2, wrong: 'statements' }],
    ['mode: set\np.go:1.1,2 1 1\n', 'coverage-line', { line: 2, wrong: 'end' }],
    ['mode: set\np.go:1,2.2 1 1\n', 'coverage-line', { line: 2, wrong: 'start' }],
    ['mode: set\n:1.1,2.2 1 1\n', 'coverage-line', { line: 2, wrong: 'file' }],
    ['mode: count\np.go:1.1,2.2 1 9007199254740991\np.go:1.1,2.2 1 1\n', 'coverage-line', { line: 3, wrong: 'count-sum' }],
    ['mode: set\np.go:1.1,2.2 1 1\np.go:1.1,2.2 2 1\n', 'coverage-statements', { line: 3, statements: 2, other: 1 }],
  ];
  test.each(refused)('%j is refused: %s', (text, code, args) => {
    const failure = caught(() => read(text)) as { code: string; args: Record<string, unknown> };
    expect(failure).toMatchObject({ name: 'UserError', code, args });
    const { what, next } = errorMessage(failure.code, failure.args);
    expect(what).not.toContain('undefined');
    expect(next).toMatch(/\.$/);
  });
});

function caught(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

testReader({
  name: 'readCoverage',
  read: (bytes) => readCoverage(bytes),
  samples: [{ name: 'count', bytes: Buffer.from(profile) }],
  codes: ['coverage-not', 'coverage-mode', 'coverage-modes', 'coverage-line', 'coverage-statements'],
  limits: [{ name: 'bytes', code: 'coverage-too-large', read: () => readCoverage(Buffer.from(profile), 20) }],
});
