import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { root } from './repo.ts';
import type { RunOutput } from './run.ts';

/**
 * Compares with the file `test/golden/<name>`. UPDATE=1 in the environment (or `vitest run -u` for all tests) accepts what is; otherwise a missing
 * file is a failure too, and a failure leaves what was got beside the file, as `<name>.got`.
 */
export function expectGolden(name: string, actual: string): void {
  const file = path.join(root, 'test/golden', name);
  const got = `${file}.got`;
  rmSync(got, { force: true });
  if (isUpdate()) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  const expected = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (actual === expected) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(got, actual);
  expect(actual, `differs from test/golden/${name}; what was got is in ${name}.got; UPDATE=1 in the environment accepts it`).toBe(expected);
}

/** Compares a run of the command line: exit code, standard output, standard error, with `<name>.txt`. The folder `home` is shown as `$HERE`. */
export function expectGoldenRun(name: string, args: readonly string[], output: RunOutput, home?: string): void {
  const text = `$ ${['stackward', ...args].join(' ')}\nexit ${output.code}\n-- stdout --\n${output.stdout}-- stderr --\n${output.stderr}`;
  expectGolden(`${name}.txt`, home === undefined ? text : text.replaceAll(home, '$HERE'));
}

function isUpdate(): boolean {
  const state = expect.getState() as { snapshotState?: { snapshotUpdateState?: string } };
  return state.snapshotState?.snapshotUpdateState === 'all' || Boolean(process.env['UPDATE']);
}
