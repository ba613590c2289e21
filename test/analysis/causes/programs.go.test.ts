import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { flowCauses } from '../../../src/model/causes.ts';
import { root } from '../../support/repo.ts';
import { checkPrograms } from './check-programs.ts';

describe('a small program for each cause', () => {
  it('gives this cause on the installed Go, with its source at hand', () => {
    const { wanted, found } = checkPrograms('local', true);
    expect(found).toEqual(wanted);
  });

  it('… and without', () => {
    const { wanted, found } = checkPrograms('local', false);
    expect(found).toEqual(wanted);
  });

  it('is there for all but those that no small program meets', () => {
    const text = readFileSync(path.join(root, 'test/analysis/causes/programs.txtar'), 'utf8');
    expect(flowCauses.filter((code) => !text.includes(`// cause: ${code}`))).toEqual(['too-aligned', 'address-hidden']);
  });
});
