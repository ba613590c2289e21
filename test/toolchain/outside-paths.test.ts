import { expect, test } from 'vitest';
import { absoluteOutside, movePaths, usedFolders } from '../../src/toolchain/outside-paths.ts';

const mod = `module ex.com/svc

go 1.22

require ex.com/dep v0.0.0 // indirect

replace ex.com/dep => ../../dep // beside

replace (
	ex.com/a v1.2.3 => ../a
	ex.com/b => ex.com/c v1.0.0
	ex.com/d => "/with space/d"
	ex.com/e => ..
)
`;

test('folders outside of the repository are named absolutely, what lies in it and modules stay', () => {
  const moved = movePaths(mod, '/w/repo/svc', absoluteOutside('/w/repo'));
  expect(moved).toBe(mod.replace('../../dep', '/w/dep').replace('"/with space/d"', '"/with space/d"'));
  expect(movePaths(moved, '/elsewhere', () => undefined)).toBe(moved);
});

test('a go.work is written for another folder', () => {
  const work = 'go 1.22\n\nuse ./repo/svc\nuse (\n\t./dep // beside\n\t"./with space"\n)\nreplace ex.com/x => ./x\n';
  expect(usedFolders(work, '/w')).toEqual(['/w/repo/svc', '/w/dep', '/w/with space']);
  const moved = movePaths(work, '/w', (target) => (target.startsWith('/w/repo') ? target.replace('/w/repo', '/base') : target));
  expect(moved).toBe('go 1.22\n\nuse /base/svc\nuse (\n\t/w/dep // beside\n\t"/w/with space"\n)\nreplace ex.com/x => /w/x\n');
});

test('other lines stay as they are, whatever they look like', () => {
  for (const text of [
    '',
    'module ../x\n',
    '// replace a => ../b\n',
    'replace a => \n',
    'use\n',
    'replace (\n',
    'exclude (\n\tx => ../y\n)\n',
  ])
    expect(movePaths(text, '/w', () => '/moved')).toBe(text);
});
