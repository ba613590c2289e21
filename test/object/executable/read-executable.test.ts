import { describe, expect, it } from 'vitest';
import { defaultRecord, makeProgram, type MadeProgram } from './made-program.ts';
import { readAll } from './read.ts';

const formats = ['elf', 'mach-o', 'pe'] as const;
const machines = ['amd64', 'arm64'] as const;

function codeOf(bytes: Uint8Array): unknown {
  try {
    readAll(bytes);
    return 'read';
  } catch (error) {
    return (error as { code?: string }).code ?? error;
  }
}

describe.each(formats.flatMap((format) => machines.map((goarch) => ({ format, goarch }))))('$format for $goarch', ({ format, goarch }) => {
  const facts = readAll(makeProgram({ format, goarch }));

  it('has its functions, with where they begin', () => {
    expect(facts.functions).toEqual([
      { name: 'main.F', file: '/src/app/cmd/main.go', line: 10 },
      { name: 'main.G', file: '/src/app/cmd/main.go', line: 18 },
      { name: 'runtime.newobject', file: '/go/src/runtime/malloc.go', line: 899 },
    ]);
    expect(facts).toMatchObject({ format, goarch, functionCount: 3, inlined: ['main.inner'], callsKnown: true });
  });

  it('has the calls of allocators with their inline chains', () => {
    expect(
      facts.calls.map(({ pc, function: name, allocator, inline }) => [
        pc,
        name,
        allocator,
        ...inline.map((one) => `${one.function}:${one.line}`),
      ]),
    ).toEqual([
      [0x400408, 'main.F', 'runtime.newobject', 'main.inner:12', 'main.F:11'],
      [0x400428, 'main.G', 'runtime.newobject', 'main.G:20'],
    ]);
    expect(facts.calls[0]?.inline[0]).toEqual({
      package: 'ex.com/app/cmd',
      function: 'main.inner',
      file: '/src/app/cmd/main.go',
      line: 12,
    });
  });

  it('counts what is not wanted by package', () => {
    const other = readAll(makeProgram({ format, goarch }), 'app', (symbol) => symbol === 'main.inner');
    expect(other.functions).toEqual([]);
    expect(other.calls.map((call) => call.function)).toEqual(['main.F']);
    expect(other.otherCalls).toEqual([{ package: 'ex.com/app/cmd', calls: 1 }]);
  });

  it('says how it was built', () => {
    expect(facts.build).toEqual({
      go: 'go1.26.8',
      path: 'ex.com/app/cmd',
      main: { path: 'ex.com/app', version: 'v1.2.3', sum: 'h1:abc=' },
      modules: [{ path: 'ex.com/dep', version: 'v0.1.0', sum: 'h1:def=', replace: { path: 'ex.com/fork', version: 'v0.2.0' } }],
      settings: { GOOS: 'linux', '-ldflags': '-X "a=b c"', 'vcs.revision': '0123' },
    });
  });

  it.each(['go1.22.12', 'go1.25.1', 'go1.27.4', 'go1.27.4 X:simd', 'devel go1.28-abcdef'])('is read as one of %s', (go) => {
    expect(readAll(makeProgram({ format, goarch, go })).calls).toHaveLength(2);
  });
});

describe('where the line table is found', () => {
  it.each(machines)('by segments, of a program for %s whose section headers were taken off', (goarch) => {
    const facts = readAll(makeProgram({ format: 'elf', goarch, withoutSections: true }));
    expect({ calls: facts.calls.length, symbols: facts.symbols, go: facts.build.go }).toEqual({ calls: 2, symbols: false, go: 'go1.26.8' });
  });

  it('behind something that only begins like it', () => {
    expect(readAll(makeProgram({ format: 'pe', goarch: 'amd64', decoy: true })).calls).toHaveLength(2);
  });
});

describe('what is refused, by name', () => {
  const elf: MadeProgram = { format: 'elf', goarch: 'amd64' };

  it.each([
    ['nothing', Buffer.alloc(0), 'executable-foreign'],
    ['text', Buffer.from('#!/bin/sh\nexec app "$@"\n'), 'executable-foreign'],
    ['an archive', Buffer.from('!<arch>\n__.PKGDEF       0  '), 'executable-foreign'],
    ['WebAssembly', Buffer.from('\0asm\x01\0\0\0', 'latin1'), 'executable-foreign'],
    ['a class of Java', Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52, 0, 10]), 'executable-foreign'],
    ['another language', withoutTables(makeProgram(elf)), 'executable-not-go'],
    ['an older release', makeProgram({ ...elf, go: 'go1.21.13' }), 'executable-too-old'],
    ['the tables of Go 1.18', makeProgram({ ...elf, magic: 0xfffffff0, withoutRecord: true }), 'executable-too-old'],
    ['a changed line table', makeProgram({ ...elf, magic: 0x12345678 }), 'executable-garbled'],
    ['a changed line table without build info', makeProgram({ ...elf, magic: 0x12345678, withoutRecord: true }), 'executable-garbled'],
    ['a release that was hidden', makeProgram({ ...elf, go: 'unknown' }), 'executable-garbled'],
    ['packed', withText(withoutTables(makeProgram(elf)), 'UPX!', 0x200), 'executable-packed'],
    ['TinyGo', withText(withoutTables(makeProgram(elf)), 'tinygo_startTask', 0x420), 'executable-compiler'],
    ['gccgo', withText(withoutTables(makeProgram(elf)), 'libgo.so.21', 0x420), 'executable-compiler'],
    ['cut off', makeProgram(elf).subarray(0, 1200), 'executable-truncated'],
  ])('%s', (_what, bytes, code) => expect(codeOf(bytes)).toBe(code));

  it('has no settings where other build systems leave none', () => {
    expect(readAll(makeProgram({ ...elf, record: '' })).build).toEqual({ go: 'go1.26.8', modules: [], settings: {} });
    expect(readAll(makeProgram({ ...elf, withoutRecord: true })).build.go).toBe('');
    expect(readAll(makeProgram({ ...elf, record: defaultRecord })).build.path).toBe('ex.com/app/cmd');
  });

  it('takes the slice of a machine out of a file for several', () => {
    const slices = machines.map((goarch) => makeProgram({ format: 'mach-o', goarch }));
    const head = Buffer.alloc(48);
    head.writeUInt32BE(0xcafebabe, 0);
    head.writeUInt32BE(2, 4);
    let at = 48;
    for (const [index, slice] of slices.entries()) {
      for (const [n, value] of [index === 0 ? 0x01000007 : 0x0100000c, 0, at, slice.length, 0].entries())
        head.writeUInt32BE(value, 8 + 20 * index + 4 * n);
      at += slice.length;
    }
    const fat = Buffer.concat([head, ...slices]);
    expect(readAll(fat)).toMatchObject({ goarch: 'amd64', functionCount: 3 });
  });
});

/** The same program with sections of other names, and no tables. */
function withoutTables(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (const name of ['.gopclntab', '.go.buildinfo']) copy.write('.x', copy.indexOf(name));
  copy.fill(0, copy.indexOf(Buffer.from([0xf1, 0xff, 0xff, 0xff])), copy.indexOf('\xff Go buildinf:', 0, 'latin1') + 32);
  return copy;
}

function withText(bytes: Buffer, text: string, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.write(text, at);
  return copy;
}
