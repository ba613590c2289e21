import { expect, test } from 'vitest';
import { compareProgram } from '../support/markers/compare-program.ts';
import { compareSites } from '../support/markers/compare-sites.ts';
import { checkPrograms, choosePrograms, readPrograms } from '../support/markers/run-programs.ts';
import { outsideFolder } from '../support/repo.ts';

const releases = ['1.22.12', '1.23.12', '1.24.13', '1.25.14', '1.26.8', '1.27.4'];

// The programs say the same on all 64-bit architectures; those for 386 are few. Where code is not decoded types are not known.
const decoded = ['', 'arm64', 'riscv64'];
const undecoded = ['loong64', 'mips64le', 'ppc64le', 's390x'];
const runs = releases.flatMap((go) => [
  ...decoded.map((goarch) => ({ go, goarch, of: '', types: true })),
  { go, goarch: '386', of: '386', types: true },
  ...(go === releases[0] || go === releases.at(-1) ? undecoded : []).map((goarch) => ({ go, goarch, of: '', types: false })),
]);

test.each(runs)('the marker programs on Go $go $goarch', async ({ go, goarch, of, types }) => {
  const scratch = outsideFolder(`markers-${go}`);
  const minor = Number(go.split('.')[1]);
  const programs = choosePrograms(readPrograms(), minor, of);
  try {
    const report = await checkPrograms(programs, scratch.path, { minor, go, goarch });
    expect(report.build.go).toBe(`go${go}`);
    const differences = programs.flatMap((program) => {
      const facts = compareProgram(program, report.facts, program.name, minor, { types });
      // What calls cannot be told apart by their types is joined by order alone.
      const sites = types ? compareSites(program, report.sites, program.name, minor) : [];
      return [...facts, ...sites].map((line) => `${program.name}: ${line}`);
    });
    expect(differences).toEqual([]);
    expect([report.facts.unknown, report.problems.map(({ code }) => code)]).toEqual([[], types ? [] : ['types-unknown']]);
  } finally {
    scratch.remove();
  }
});
