import { expect, it } from 'vitest';
import { escapePath, packageOfSymbol, unescapePath } from '../../src/object/package-of-symbol.ts';
import { packageOfType, sizeByName } from '../../src/object/type-names.ts';

it.each([
  ['net/http.(*Server).Serve', 'net/http'],
  ['net/http.HandlerFunc.ServeHTTP', 'net/http'],
  ['github.com/x/y.F', 'github.com/x/y'],
  ['gopkg.in/yaml%2ev3.Unmarshal', 'gopkg.in/yaml.v3'],
  ['gopkg.in/yaml%2ev3.(*Decoder).Decode.func1', 'gopkg.in/yaml.v3'],
  ['example.com/gr%c3%b6%c3%9fe.F', 'example.com/größe'],
  ['slices.Grow[go.shape.struct { github.com/x/y.A int }]', 'slices'],
  ['sync/atomic.(*Pointer[github.com/x/y.T]).Load', 'sync/atomic'],
  ['main.main', 'ex.com/own/cmd'],
  ['main.(*T[go.shape.int]).M', 'ex.com/own/cmd'],
  ['type:.eq.github.com/x/y.T', 'ex.com/own/cmd'],
  ['go.(*struct { net/http.Handler }).ServeHTTP', 'ex.com/own/cmd'],
  ['go.struct { net/http.Handler }.ServeHTTP', 'ex.com/own/cmd'],
  ['_cgo_panic', '_cgo_panic'],
])('%s is of package %s', (symbol, expected) => {
  expect(packageOfSymbol(symbol, 'ex.com/own/cmd')).toBe(expected);
});

it('a method that another package named belongs to the archive', () => {
  const symbol = 'text/template.Template.text/template/parse.newField';
  expect(packageOfSymbol(symbol, 'text/template')).toBe('text/template');
  expect(packageOfSymbol('gopkg.in/yaml%2ev3.F', 'gopkg.in/yaml.v3')).toBe('gopkg.in/yaml.v3');
});

it.each(['net/http', 'gopkg.in/yaml.v3', 'a.b.c', 'x/größe', 'odd/"quo%te"', 'v1.0.0'])('paths are escaped and back: %s', (path) => {
  expect(unescapePath(escapePath(path))).toBe(path);
});

it('escapes as the compiler does', () => {
  expect(escapePath('crypto/internal/entropy/v1.0.0')).toBe('crypto/internal/entropy/v1%2e0%2e0');
  expect(escapePath('a.b/größe')).toBe('a.b/gr%c3%b6%c3%9fe');
});

it.each([
  ['*net/http.Request', 8, 8],
  ['int', 8, 0],
  ['uint8', 1, 0],
  ['complex128', 16, 0],
  ['string', 16, 8],
  ['[]ex.com/p.T', 24, 8],
  ['func(int) string', 8, 8],
  ['map[string]int', 8, 8],
  ['chan<- int', 8, 8],
  ['<-chan int', 8, 8],
  ['interface {}', 16, 16],
  ['error', 16, 16],
  ['unsafe.Pointer', 8, 8],
  ['[3]string', 48, 40],
  ['[0]string', 0, 0],
  ['[2][2]uint16', 8, 0],
  ['noalg.[8]interface {}', 128, 128],
])('size of %s by its name', (name, size, pointerBytes) => {
  expect(sizeByName(name, 8)).toEqual({ name, size, pointerBytes });
});

it('words of four bytes', () => {
  expect(sizeByName('[]string', 4)).toEqual({ name: '[]string', size: 12, pointerBytes: 4 });
  expect(sizeByName('uint64', 4)).toEqual({ name: 'uint64', size: 8, pointerBytes: 0 });
});

it.each(['ex.com/p.T', 'struct { A int }', '[2]ex.com/p.T', '*runtime.mspan', '*main._Ctype_struct_x', 'time.Duration'])(
  'the name %s does not tell',
  (name) => {
    expect(sizeByName(name, 8)).toBeUndefined();
  },
);

it.each([
  ['bytes.Buffer', 'bytes'],
  ['gopkg.in/yaml%2ev3.Node', 'gopkg.in/yaml.v3'],
  ['main.T', 'ex.com/own/cmd'],
  ['ex.com/p.T·1', 'ex.com/p'],
  ['int', 'runtime'],
  ['error', 'runtime'],
  ['unsafe.Pointer', 'runtime'],
  ['func.T', 'func'],
  ['*bytes.Buffer', undefined],
  ['[]int', undefined],
  ['struct { F uintptr }', undefined],
  ['noalg.struct { F uintptr }', undefined],
  ['func(int)', undefined],
  ['map[string]int', undefined],
  ['chan int', undefined],
  ['<-chan int', undefined],
  ['interface { Read() }', undefined],
  ['sync/atomic.Pointer[int]', undefined],
  ['go.shape.int', undefined],
  ['go.uber.org/zap/zapcore.Field', 'go.uber.org/zap/zapcore'],
])('%s is defined in the archive of %s', (type, expected) => {
  expect(packageOfType(type, 'ex.com/own/cmd')).toBe(expected);
});
