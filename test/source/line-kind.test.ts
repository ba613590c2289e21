import { expect, test } from 'vitest';
import { indexLines } from '../../src/source/line-index.ts';
import { lineKind } from '../../src/source/line-kind.ts';

const text = `package p

// a comment
/* one
   two */ var x = 1
	/* three */ // four
var s = \`raw // no comment

* text\`
var t = "/* no comment" // a comment behind code
var r = '"'
// the end */
var u = '\\''
/* open`;

test('each line of a file with all kinds', () => {
  const bytes = new TextEncoder().encode(text);
  const lines = indexLines(bytes);
  const kinds = text.split('\n').map((_, index) => lineKind(bytes, lines, index + 1));
  expect(kinds).toEqual([
    'code',
    'blank',
    'comment',
    'comment',
    'code',
    'comment',
    'code',
    'code',
    'code',
    'code',
    'code',
    'comment',
    'code',
    'comment',
  ]);
  expect(lineKind(bytes, lines, 99)).toBeUndefined();
});
