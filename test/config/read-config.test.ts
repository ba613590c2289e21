import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/base/user-error.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { errorMessage } from '../../src/view/messages/en/errors.ts';

/** What is said of a text that is refused. */
function complaint(text: string): string {
  try {
    readConfig(text, 'stackward.jsonc');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.code).toMatch(/^config-/);
    const { what, next } = errorMessage(error.code, error.args);
    return `${what} | ${next}`;
  }
  throw new Error(`was taken: ${text}`);
}

test('comments, trailing commas and every setting are read', () => {
  const text = `// why
{
  "$schema": "x", /* all of them */
  "packages": ["./cmd/...",],
  "tests": true, "tags": ["a", "b"], "gcflags": ["-l"], "goos": "linux", "goarch": "arm64",
  "width": 0,
}
`;
  expect(readConfig(text, 'f')).toEqual({
    $schema: 'x',
    packages: ['./cmd/...'],
    tests: true,
    tags: ['a', 'b'],
    gcflags: ['-l'],
    goos: 'linux',
    goarch: 'arm64',
    width: 0,
  });
  expect(readConfig('{}', 'f')).toEqual({});
  expect(readConfig('\uFEFF{"tests": false}'.slice(1), 'f')).toEqual({ tests: false });
});

describe('what is wrong is said with file, line, column, path and what was meant', () => {
  test.each([
    ['{\n  "tets": true\n}', 'stackward.jsonc:2:3: there is no setting `tets`. | Did you mean `tests`?'],
    [
      '{\r\n\r\n "frobnicate": 1}',
      'stackward.jsonc:3:2: there is no setting `frobnicate`. | Settings are $schema, packages, tests, tags, gcflags, goos, goarch, width, where, sort, group, top, baseline, policy.',
    ],
    ['{"tests": "yes"}', 'stackward.jsonc:1:11: `tests` cannot be "yes". | Expected: true or false.'],
    ['{"packages": ["./a",\n 7]}', 'stackward.jsonc:2:2: `packages[1]` cannot be 7. | Expected: a text in double quotes, not empty.'],
    ['{"packages": "./a"}', 'stackward.jsonc:1:14: `packages` cannot be "./a". | Expected: a list of texts: ["…", "…"].'],
    ['{"tags": [1]}', 'stackward.jsonc:1:11: `tags[0]` cannot be 1. | Expected: a text in double quotes, not empty.'],
    ['{"width": 7}', 'stackward.jsonc:1:11: `width` cannot be 7. | Expected: a whole number from 20 to 10000, or 0.'],
    ['{"width": 80.5}', 'stackward.jsonc:1:11: `width` cannot be 80.5. | Expected: a whole number from 20 to 10000, or 0.'],
    ['{\n "where": "otcome:paper"}', 'stackward.jsonc:2:11: `where`: '],
    ['{"where": ""}', 'stackward.jsonc:1:11: `where` cannot be "". | Expected: a text in double quotes, not empty.'],
    ['{"$schema": 1}', 'stackward.jsonc:1:13: `$schema` cannot be 1. | Expected: a text in double quotes, not empty.'],
    ['["a"]', 'stackward.jsonc:1:1: the file cannot be ["a"]. | Expected: one object: { "setting": value, … }.'],
    ['[]', 'stackward.jsonc:1:1: the file cannot be [].'],
    ['null', 'stackward.jsonc:1:1: the file cannot be null.'],
    ['{"tests": true,\n "tests": false}', 'stackward.jsonc:2:2: `tests` stands here a second time. | Keep one of them.'],
    ['{"__proto__": {"tests": true}}', 'stackward.jsonc:1:2: there is no setting `__proto__`. | Settings are'],
    ['{"constructor": 1}', 'stackward.jsonc:1:2: there is no setting `constructor`. | Settings are'],
    ['{"tests": true "width": 80}', 'stackward.jsonc:1:16: this is not JSON with comments: a comma is missing before this. |'],
    ["{'tests': true}", 'stackward.jsonc:1:2: this is not JSON with comments: texts stand in double quotes'],
    ['{"tests": true', 'stackward.jsonc:1:15: this is not JSON with comments: a closing } is missing. |'],
    ['', 'stackward.jsonc:1:1: this is not JSON with comments: a value is expected here. |'],
    ['// only a comment', 'stackward.jsonc:1:18: this is not JSON with comments: a value is expected here. |'],
    ['{} {}', 'stackward.jsonc:1:4: this is not JSON with comments: the file should end before this. |'],
  ])('%j', (text, expected) => {
    expect(complaint(text)).toContain(expected);
  });

  test('the first of several, in the order of the file', () => {
    expect(complaint('{\n "width": "x",\n "tets": 1,\n "tests": 1}')).toContain(':2:11: `width`');
    expect(complaint('{\n "tets": 1,\n "width": "x"}')).toContain(':2:2: there is no setting `tets`');
  });

  test('brackets without end exhaust nothing', () => {
    expect(complaint('['.repeat(200_000))).toContain(
      'stackward.jsonc:1:33: this is not JSON with comments: brackets are nested too deeply',
    );
    expect(complaint(`{"x": "${'['.repeat(500)}"}`)).toContain('there is no setting `x`');
  });
});

test('any text is read or refused with a code and a place inside the text', () => {
  const bits = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    'tests',
    '"tests"',
    '"width"',
    'true',
    '12',
    '//x',
    '/*',
    '*/',
    '\n',
    '\r\n',
    '\u2028',
    '\\u12',
    '"a',
  ];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 4 })), { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      try {
        readConfig(text, 'f');
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const { line, column } = error.args as { line: number; column: number };
        const lines = text.split(/\r\n|\n|\r/);
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
      }
    }),
    { seed: 5, numRuns: 3000 },
  );
});
