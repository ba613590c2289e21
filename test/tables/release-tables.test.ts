import { describe, expect, it } from 'vitest';
import { knownReleases, newestKnown, readReleaseTables, releaseOf, releaseTables } from '../../src/model/tables/index.ts';
import { entriesOf } from '../../src/model/tables/release.ts';

describe('releaseOf', () => {
  it.each([
    ['go1.26.8', '1.26'],
    ['1.26', '1.26'],
    ['go1.22', '1.22'],
    ['go1.27rc1', '1.27'],
    ['go1.27beta2', '1.27'],
    ['go1.26.8 X:simd', '1.26'],
    ['go1.24.4-vendor', '1.24'],
    ['go1.25.1 (Vendor 1.25.1-2)', '1.25'],
  ])('%s is %s', (version, release) => expect(releaseOf(version)).toBe(release));

  it.each(['go1.21.13', 'go1.28', 'go1.28rc1', 'go1.2', 'go1.220', 'go2.26', 'devel go1.26-abc Mon', 'go1.27-devel_9a3f', '', 'gccgo'])(
    '%s is none that is known',
    (version) => expect(releaseOf(version)).toBeUndefined(),
  );

  it('knows its newest', () => expect(newestKnown).toBe(knownReleases.at(-1)));
});

describe('releaseTables', () => {
  it('is undefined for a release that is not known', () => expect(releaseTables('go1.99.1')).toBeUndefined());

  it('is made once', () => expect(releaseTables('go1.26.8')).toBe(releaseTables('1.26')));

  it('holds what object-code readers stand on, which moves between releases', () => {
    for (const release of knownReleases) {
      const tables = releaseTables(release);
      expect(tables?.builtins[0]).toBe('runtime.newobject');
      expect(tables?.relocations.indexOf('R_CALL')).toBe(7);
      expect(tables?.symbolKinds.indexOf('STEXT')).toBe(1);
      expect(tables?.relocations.indexOf('R_RISCV_JAL')).toBe(Number(release.slice(2)) <= 24 ? 60 : 59);
      expect(tables?.symbolKinds[2]).toBe(Number(release.slice(2)) <= 23 ? 'SRODATA' : 'STEXTFIPS');
      expect(tables?.builtins.includes('runtime.growsliceBuf')).toBe(release === '1.27');
    }
  });
});

describe('entriesOf', () => {
  it('keeps order and takes ranges with both ends', () => {
    const table = '\na\nb ..1.23\nfunc(error) string 1.24..\nd 1.23..1.24\ne\n';
    expect(entriesOf(table, '1.22')).toEqual(['a', 'b', 'e']);
    expect(entriesOf(table, '1.23')).toEqual(['a', 'b', 'd', 'e']);
    expect(entriesOf(table, '1.24')).toEqual(['a', 'func(error) string', 'd', 'e']);
    expect(entriesOf(table, '1.27')).toEqual(['a', 'func(error) string', 'e']);
  });
});

describe('readReleaseTables', () => {
  const sources = {
    builtinlist:
      'var builtins = [...]struct {\n\tname string\n\tabi  int\n}{\n\t{"runtime.newobject", 1},\n\t{"type:func(error) string", 0},\n}\n',
    reloctype:
      'const (\n\tR_ADDR RelocType = 1 + iota\n\t// R_NOT is none\n\n\tR_CALL\n\tR_CALLARM // comment\n\tR_WEAK = -1 << 15\n\tR_WEAKADDR    = R_WEAK | R_ADDR\n)\n',
    symkind: 'const (\n\t// zero\n\tSxxx SymKind = iota\n\tSTEXT\n)\n\nfunc f() {\n\treturn\n}\n',
  };

  it('counts constants as Go does', () => {
    expect(readReleaseTables('1.99', sources)).toEqual({
      release: '1.99',
      builtins: ['runtime.newobject', 'type:func(error) string'],
      relocations: ['', 'R_ADDR', 'R_CALL', 'R_CALLARM'],
      symbolKinds: ['Sxxx', 'STEXT'],
    });
  });

  it('reads files with Windows line ends', () => {
    const windows = Object.fromEntries(Object.entries(sources).map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]));
    expect(readReleaseTables('1.99', { ...sources, ...windows })).toEqual(readReleaseTables('1.99', sources));
  });

  it.each(['builtinlist', 'reloctype', 'symkind'] as const)('gives nothing for a %s of another form', (file) => {
    expect(readReleaseTables('1.99', { ...sources, [file]: 'package x\n' })).toBeUndefined();
    expect(readReleaseTables('1.99', { ...sources, [file]: '' })).toBeUndefined();
  });
});
