import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytes, count, grouped } from '../../src/view/numbers.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { shortType } from '../../src/view/site-words.ts';

test.each([
  ['*ex.com/a/store.Order', '*store.Order'],
  ['github.com/go-chi/chi/v5.Mux', 'chi.Mux'],
  ['map[string]*ex.com/x/y.T', 'map[string]*y.T'],
  ['struct { F uintptr; X0 *ex.com/a/b.T }', 'struct { F uintptr; X0 *b.T }'],
  ['func(net/http.Handler) net/http.Handler', 'func(http.Handler) http.Handler'],
  ['gopkg.in/yaml%2ev3.Node', 'yaml.v3.Node'],
  ['ex.com/g.Pair[ex.com/a/k.K,int]', 'g.Pair[k.K,int]'],
  ['[]int', '[]int'],
  ['ex.com/a/avl.node[go.shape.int,go.shape.struct {}]', 'avl.node[int,struct {}]'],
  ['evil\u001b[31m', 'evil\\u{1b}[31m'],
])('%s is shown as %s', (name, shown) => {
  expect(shortType(name)).toBe(shown);
});

test('paths in names are cut as the plain pattern says, which takes too long for hostile names', () => {
  const plain = (name: string): string =>
    name
      .replaceAll(/[^\s*[\](){},;]+\/[^\s*[\](){},;/]*\./g, (found) => {
        const parts = found.slice(0, -1).split('/');
        const last = parts.at(-1) ?? '';
        return `${/^v\d+$/.test(last) ? (parts.at(-2) ?? last) : last}.`;
      })
      .replaceAll('%2e', '.');
  const name = fc.array(fc.constantFrom('a', '/', '.', 'v2', '[', ']', '*', ' ', ',', '%2e', 'é'), { maxLength: 16 });
  fc.assert(
    fc.property(name, (parts) => shortType(parts.join('')) === plain(parts.join(''))),
    { seed: 5, numRuns: 5000 },
  );
});

test('numbers say their unit and are grouped', () => {
  expect(grouped(1234567)).toBe('1,234,567');
  expect(count(1, 'call')).toBe('1 call');
  expect(count(0, 'copy', 'copies')).toBe('0 copies');
  expect([bytes(0), bytes(1023), bytes(1024), bytes(1536), bytes(5 * 2 ** 30)]).toEqual(['0 B', '1023 B', '1.0 KiB', '1.5 KiB', '5.0 GiB']);
});

test('nothing that moves the cursor or the reading direction gets through', () => {
  expect(safeText('a\tb\u0007\u001b]0;x\u0007\u202eabc\u200b\u009b')).toBe('a b\\u{7}\\u{1b}]0;x\\u{7}\\u{202e}abc\\u{200b}\\u{9b}');
  expect(safeText('grüße 世界')).toBe('grüße 世界');
});
