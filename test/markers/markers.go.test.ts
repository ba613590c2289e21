import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Facts } from '../../src/model/owned-facts.ts';
import type { Report } from '../../src/model/report.ts';
import { compareProgram } from '../support/markers/compare-program.ts';
import { compareSites } from '../support/markers/compare-sites.ts';
import { checkPrograms, choosePrograms, goMinor, readPrograms } from '../support/markers/run-programs.ts';
import { outsideFolder } from '../support/repo.ts';

// The programs of test/go that the installed Go can compile, all in one workspace and one run of `check`.
const scratch = outsideFolder('markers');
const minor = await goMinor(scratch.path);
const programs = choosePrograms(readPrograms(), minor);
let report: Report & { readonly facts: Facts };

beforeAll(async () => {
  report = await checkPrograms(programs, scratch.path, { minor });
});
afterAll(scratch.remove);

test.each(programs.map((program) => [program.name, program] as const))('%s', (name, program) => {
  expect([...compareProgram(program, report.facts, name, minor), ...compareSites(program, report.sites, name, minor)]).toEqual([]);
});

test('no line was unknown, no problem arose', () => {
  expect(report.facts.unknown).toEqual([]);
  expect(report.problems).toEqual([]);
});
