import { expect, test } from 'vitest';
import { outsideFolder } from '../support/repo.ts';
import { compareProgram } from '../support/markers/compare-program.ts';
import { checkPrograms, readPrograms } from '../support/markers/run-programs.ts';

const releases = ['1.22.12', '1.23.12', '1.24.13', '1.25.14', '1.26.8', '1.27.4'];

test.each(releases)('the marker programs on Go %s', async (release) => {
  const scratch = outsideFolder(`markers-${release}`);
  const minor = Number(release.split('.')[1]);
  try {
    const { report, ran } = await checkPrograms(readPrograms(), scratch.path, { minor, go: release });
    expect(report.build.go).toBe(`go${release}`);
    const { facts } = report;
    if (facts === undefined) throw new Error('the report has no facts');
    const differences = ran.flatMap((program) =>
      compareProgram(program, facts, program.name, minor).map((line) => `${program.name}: ${line}`),
    );
    expect(differences).toEqual([]);
    expect([facts.unknown, report.problems]).toEqual([[], []]);
  } finally {
    scratch.remove();
  }
});
