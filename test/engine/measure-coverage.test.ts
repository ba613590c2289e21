import { expect, test } from 'vitest';
import { measureCoverage, readCoverages } from '../../src/engine/measure-coverage.ts';
import { errorExitCode } from '../../src/model/exit-code.ts';
import { readCoverage } from '../../src/profile/read-coverage.ts';
import { createFakeHost } from '../support/fake-host.ts';
import { sampleReport } from '../support/sample-report.ts';

const encoder = new TextEncoder();
const source = 'package a\n\nfunc F() int {\n\treturn 1\n}\n\nfunc G() int {\n\treturn 2\n}\n\nfunc H() int {\n\treturn 3\n}\n';
const report = {
  ...sampleReport('x'),
  packages: [{ path: 'ex.com/m/a', name: 'a', dir: 'a', module: 'ex.com/m', files: ['a/a.go'], state: 'ok' as const }],
  sites: [],
  problems: [],
  measurements: [],
};
const sources = [{ file: 'a/a.go', text: encoder.encode(source) }];

function measured(text: string): ReturnType<typeof measureCoverage> {
  return measureCoverage(report, sources, [{ name: 'c.out', digest: 'd', coverage: readCoverage(encoder.encode(text)) }]);
}

test('coverage of other packages and of another revision is refused, with figures', () => {
  expect(() => measured('mode: set\nex.com/other/b.go:1.1,2.2 1 1\n')).toThrow(
    expect.objectContaining({ code: 'coverage-other-program', args: { file: 'c.out', first: 'ex.com/other/b.go' } }),
  );
  const moved = [4, 8, 12].map((line) => `ex.com/m/a/a.go:${line}.14,${line + 2}.2 1 1\n`).join('');
  expect(() => measured(`mode: set\n${moved}`)).toThrow(
    expect.objectContaining({ code: 'coverage-other-code', args: { file: 'c.out', functions: 3, agree: 0 } }),
  );
});

test('a file that was cut, and one without a newline at its end', () => {
  const [, ...blocks] = [0, 3, 7, 11].map((line) => `ex.com/m/a/a.go:${line}.14,${line + 2}.2 1 1`);
  expect(measured(`mode: set\n${blocks.join('\n')}`).problems).toEqual([
    { code: 'coverage-cut', args: { file: 'c.out' }, effect: 'notice' },
  ]);
});

test('faults name the file; one that is not there is a wrong command line', async () => {
  const host = createFakeHost({ files: { '/mod/c.out': 'package a\n' } });
  await expect(readCoverages(host, ['c.out'])).rejects.toMatchObject({ code: 'coverage-not', args: { file: 'c.out' } });
  const missing: unknown = await readCoverages(host, ['none.out']).catch((error: unknown) => error);
  expect(errorExitCode(missing as Parameters<typeof errorExitCode>[0])).toBe(2);
  expect(errorExitCode({ code: 'file-unreadable', args: { reason: 'EACCES' } })).toBe(3);
});
