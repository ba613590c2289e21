import { expect, test } from 'vitest';
import { nextSteps } from '../../src/cli/next-steps.ts';
import type { Site } from '../../src/model/site.ts';

const asked = { texts: new Map<string, string>(), switches: new Set<string>(), given: new Set<string>() };
const report = (file: string): { sites: readonly Site[] } => ({
  sites: [{ rank: 1, package: 'fmt', at: { file, line: 3 } } as unknown as Site],
});

const same = (file: string): string => file;

test('steps stay whole and go into the next line where there is no room', () => {
  const wide = nextSteps(asked, report('a.go'), Infinity, same);
  expect(wide.split('\n')).toHaveLength(2);
  const lines = nextSteps(asked, report('a.go'), 60, same).trimEnd().split('\n');
  expect(lines.every((line) => line.length <= 60)).toBe(true);
  expect(lines.map((line) => line.trim()).join(' · ')).toBe(wide.trimEnd());
});

test('what a shell would change is quoted, a dependency named', () => {
  expect(nextSteps(asked, report('$GOROOT/src/fmt/print.go'), Infinity, same)).toContain("explain --deps fmt '$GOROOT/src/fmt/print.go:3'");
});
