import { expect, test } from 'vitest';
import { compareProgram } from '../support/markers/compare-program.ts';
import { checkPrograms, choosePrograms, readPrograms } from '../support/markers/run-programs.ts';
import { outsideFolder } from '../support/repo.ts';

const releases = ['1.22.12', '1.23.12', '1.24.13', '1.25.14', '1.26.8', '1.27.4'];

test.each(releases.flatMap((go) => [[go, ''] as const, [go, '386'] as const]))('the marker programs on Go %s %s', async (go, goarch) => {
  const scratch = outsideFolder(`markers-${go}`);
  const minor = Number(go.split('.')[1]);
  const programs = choosePrograms(readPrograms(), minor, goarch);
  try {
    const report = await checkPrograms(programs, scratch.path, { minor, go, goarch });
    expect(report.build.go).toBe(`go${go}`);
    const differences = programs.flatMap((program) =>
      compareProgram(program, report.facts, program.name, minor).map((line) => `${program.name}: ${line}`),
    );
    expect(differences).toEqual([]);
    expect([report.facts.unknown, report.problems]).toEqual([[], []]);
  } finally {
    scratch.remove();
  }
});
