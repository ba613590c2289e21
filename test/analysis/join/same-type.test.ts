import { describe, expect, test } from 'vitest';
import { elementOfArray, isSameType } from '../../../src/analysis/join/same-type.ts';

describe('a type in the compiler’s words and its symbol', () => {
  test.each([
    ['T', 'ex.com/m/p.T'],
    ['*order.Product', '*example.com/shop/internal/order.Product'],
    ['yaml.Node', 'gopkg.in/yaml%2ev3.Node'],
    ['chi.Mux', 'github.com/go-chi/chi/v5.Mux'],
    ['T', 'ex.com/m/p.T·3'],
    ['[]*U', '[]*ex.com/m/p.U·12'],
    ['L[go.shape.int]', 'ex.com/m/p.L[go.shape.int]·5'],
    ['any', 'interface {}'],
    ['[]interface {}', '[]any'],
    ['byte', 'uint8'],
    ['map[rune]byte', 'map[int32]uint8'],
    ['struct { a int; B string }', 'noalg.struct { a int; B string }'],
    ['struct { b.x int; b.y int }', 'struct { ex.com/m/b.x int; ex.com/m/b.y int }'],
    ['func(http.Handler) http.Handler', 'func(net/http.Handler) net/http.Handler'],
    ['func(...T)', 'func(...ex.com/m/p.T)'],
    ['<-chan p.T', '<-chan ex.com/m/p.T'],
    ['map[string][]*q.T', 'map[string][]*ex.com/q.T'],
    ['g.Pair[k.K,int]', 'ex.com/g.Pair[ex.com/a/k.K,int]'],
    ['[4]p.T', '[4]ex.com/m/p.T'],
    ['größe', 'ex.com/m/p.größe'],
    ['ρ', 'ex.com/m/p.ρ'],
  ])('%s is %s', (said, symbol) => {
    expect(isSameType(said, symbol)).toBe(true);
  });

  test.each([
    ['T', 'ex.com/m/p.U'],
    ['T', '*ex.com/m/p.T'],
    ['[]T', 'ex.com/m/p.T'],
    ['[4]T', '[5]ex.com/m/p.T'],
    ['map[string]int', 'map[string]int64'],
    ['bytes.Buffer', 'ex.com/m.Buffers'],
    ['struct { a int }', 'struct { a int; b int }'],
    ['func(...int)', 'func([]int)'],
    ['myrune', 'int32'],
  ])('%s is not %s', (said, symbol) => {
    expect(isSameType(said, symbol)).toBe(false);
  });

  test.each([
    ['[3]ex.com/m/p.T', 'ex.com/m/p.T'],
    ['noalg.[2]interface {}', 'interface {}'],
    ['[2][3]int', '[3]int'],
    ['[]int', undefined],
    ['ex.com/m.A[int]', undefined],
    ['map[[2]int]int', undefined],
  ])('the element of %s', (symbol, element) => {
    expect(elementOfArray(symbol)).toBe(element);
  });

  test.each(['a', 'a.', '.', '*', '[', 'a/', 'a.b/', '·1', '%2e', 'struct { a int; ', '\u00b7', '世', 'noalg.'])(
    'a name of 200 kB of %s takes no more than linear time',
    (part) => {
      const long = part.repeat(200_000 / part.length);
      const started = performance.now();
      for (const end of ['', 'T', '.T', ']']) isSameType(`${long}${end}`, 'T');
      expect(performance.now() - started).toBeLessThan(2000);
    },
  );
});
