import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Facts, Report } from '../../src/model/report.ts';
import { compareProgram } from '../support/markers/compare-program.ts';
import { isWithin } from '../support/markers/read-program.ts';
import { checkPrograms, goMinor, readPrograms } from '../support/markers/run-programs.ts';
import { outsideFolder } from '../support/repo.ts';

// The programs of test/go that the installed Go can compile, all in one workspace and one run of `check`.
const scratch = outsideFolder('markers');
const minor = await goMinor(scratch.path);
const programs = readPrograms().filter((program) => isWithin(program.bounds, minor));
let report: Report & { readonly facts: Facts };

beforeAll(async () => {
  const { report: read } = await checkPrograms(programs, scratch.path, { minor });
  if (read.facts === undefined) throw new Error('the report has no facts');
  report = { ...read, facts: read.facts };
});
afterAll(scratch.remove);

test.each(programs.map((program) => [program.name, program] as const))('%s', (name, program) => {
  expect(compareProgram(program, report.facts, name, minor)).toEqual([]);
});

test('no line was unknown, no problem arose', () => {
  expect(report.facts.unknown).toEqual([]);
  expect(report.problems).toEqual([]);
});
