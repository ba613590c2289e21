import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { chargedSize } from '../../src/model/tables/index.ts';
import { measureSizes } from './measure-sizes.ts';

it('charges what the installed Go charges, around class boundaries, with and without pointers', () => {
  const [version = '', goroot = ''] = execFileSync('go', ['env', 'GOVERSION', 'GOROOT'], { encoding: 'utf8' }).split('\n');
  const measured = measureSizes(goroot);
  expect(measured.length).toBeGreaterThan(100);
  const charged = measured.map((one) => ({ ...one, charged: chargedSize(version, one.bytes, one.hasPointers, one.pointerSize) }));
  expect(charged).toEqual(measured);
});
