import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goflagsValues, joinQuoted, readPatternFlags, splitQuoted } from '../../src/toolchain/go-flags.ts';
import { mergeCompilerFlags, rewriteRules } from '../../src/toolchain/compiler-flags.ts';
import type { Workspace } from '../../src/toolchain/workspace.ts';

const workspace: Workspace = { root: '/w', modules: [{ path: 'ex.com/a', dir: '/w', isMain: true }], isWork: false, prefix: '' };
const noLookUp = {
  named: () => Promise.reject(new Error('asked')),
  dependencies: () => Promise.reject(new Error('asked')),
  membersOf: () => Promise.reject(new Error('asked')),
};

describe('flag texts', () => {
  test('GOFLAGS is split at white space and read by name with one dash or two', () => {
    expect(goflagsValues('-mod=mod --gcflags=-l  -gcflags=all=-N -race', 'gcflags')).toEqual(['-l', 'all=-N']);
    expect(goflagsValues('-race', 'race')).toEqual(['']);
  });
  test('a value has a pattern unless it starts with a dash', () => {
    expect(readPatternFlags('-l -N')).toEqual({ pattern: '', flags: ['-l', '-N'] });
    expect(readPatternFlags("./x/...=-l '-d=a b'")).toEqual({ pattern: './x/...', flags: ['-l', '-d=a b'] });
    expect(readPatternFlags('')).toEqual({ pattern: '', flags: [] });
    expect(() => readPatternFlags('l')).toThrow('gcflags-unreadable');
    expect(() => readPatternFlags("-d='a")).not.toThrow();
    expect(() => readPatternFlags("all='-d=a")).toThrow('gcflags-unreadable');
  });
  test('what is joined is split again', () => {
    const word = fc.string({ minLength: 0, maxLength: 12 }).filter((text) => !/[\r\n\t]/.test(text));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (words) => {
        const joined = joinQuoted(words);
        if (joined !== undefined) expect(splitQuoted(joined)).toEqual(words);
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

describe('merging with ours', () => {
  test('without flags of the user there is one value', async () => {
    expect(await mergeCompilerFlags([], workspace, '/cache', [], noLookUp)).toEqual({
      args: ['-gcflags=-m=2 -trimpath=/w=>@root;/cache=>@mod'],
    });
  });
  test('the last of the user’s values that holds for all stands in front of ours', async () => {
    const merged = await mergeCompilerFlags([readPatternFlags('-N'), readPatternFlags('all=-l')], workspace, '/cache', [], noLookUp);
    expect(merged.args).toEqual(['-gcflags=-l -m=2 -trimpath=/w=>@root;/cache=>@mod']);
  });
  test('a pattern is resolved to the packages it holds for', async () => {
    const merged = await mergeCompilerFlags([readPatternFlags('./x/...=-l')], workspace, '/cache', [], {
      dependencies: () => Promise.reject(new Error('asked')),
      named: async () => ['ex.com/a', 'ex.com/a/x'],
      membersOf: async () => new Set(['ex.com/a/x', 'ex.com/other']),
    });
    expect(merged.args).toEqual([
      '-gcflags=-m=2 -trimpath=/w=>@root;/cache=>@mod',
      '-gcflags=ex.com/a/x=-l -m=2 -trimpath=/w=>@root;/cache=>@mod',
    ]);
  });
  test('dependencies that were asked for get ours in front of the value of the named packages, behind the user’s that hold for them', async () => {
    const rule = '-trimpath=/w=>@root;/cache=>@mod';
    const plain = await mergeCompilerFlags([readPatternFlags('-N')], workspace, '/cache', ['std', 'ex.com/...'], noLookUp);
    expect(plain.args).toEqual([`-gcflags=std=-m=2 ${rule}`, `-gcflags=ex.com/...=-m=2 ${rule}`, `-gcflags=-N -m=2 ${rule}`]);
    const all = await mergeCompilerFlags([readPatternFlags('all=-l'), readPatternFlags('-N')], workspace, '/cache', ['std'], noLookUp);
    expect(all.args).toEqual([`-gcflags=std=-l -m=2 ${rule}`, `-gcflags=-N -m=2 ${rule}`]);
    const some = await mergeCompilerFlags([readPatternFlags('-N'), readPatternFlags('fmt=-l')], workspace, '/cache', ['std'], {
      named: async () => ['ex.com/a'],
      dependencies: async () => ['fmt', 'io'],
      membersOf: async () => new Set(['fmt']),
    });
    expect(some.args).toEqual([
      `-gcflags=std=-m=2 ${rule}`,
      `-gcflags=fmt=-l -m=2 ${rule}`,
      `-gcflags=-m=2 ${rule}`,
      `-gcflags=ex.com/a=-N -m=2 ${rule}`,
    ]);
  });
  test('a root with a space is quoted, one with a rule’s own characters is left out and said', async () => {
    expect((await mergeCompilerFlags([], { ...workspace, root: '/my w', modules: [] }, '/c', [], noLookUp)).args).toEqual([
      "-gcflags=-m=2 '-trimpath=/my w=>@root;/c=>@mod'",
    ]);
    const merged = await mergeCompilerFlags([], { ...workspace, root: '/a;b' }, '/c', [], noLookUp);
    expect(merged).toEqual({ args: ['-gcflags=-m=2'], notRewritten: ';' });
  });
  test('deeper roots come first, the module cache last', () => {
    const modules = [
      { path: 'ex.com/a', dir: '/w', isMain: true },
      { path: 'ex.com/r', dir: '/other/deep/er', isMain: false },
      { path: 'ex.com/s', dir: '/o', isMain: false },
    ];
    expect(rewriteRules({ ...workspace, modules }, '/cache')).toEqual({ rule: '/other/deep/er=>@m1;/o=>@m0;/w=>@root;/cache=>@mod' });
  });
});
