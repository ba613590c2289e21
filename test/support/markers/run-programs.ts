import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Facts } from '../../../src/model/owned-facts.ts';
import type { Report } from '../../../src/model/report.ts';
import { root } from '../repo.ts';
import { runCli } from '../run-cli.ts';
import { run } from '../run.ts';
import { extractTxtar } from '../txtar.ts';
import type { Program } from './read-program.ts';
import { isWithin, readProgram } from './read-program.ts';

/** All marker programs, by name. */
export function readPrograms(): Program[] {
  const folder = path.join(root, 'test/go');
  const names = readdirSync(folder).filter((name) => name.endsWith('.txtar'));
  return names.toSorted().map((name) => readProgram(name.replace('.txtar', ''), readFileSync(path.join(folder, name), 'utf8')));
}

/** The minor number of the Go release on PATH, or of `toolchain` (`go1.24.13`), which Go fetches. */
export async function goMinor(cwd: string, toolchain?: string): Promise<number> {
  const env = toolchain === undefined ? process.env : { ...process.env, GOTOOLCHAIN: toolchain };
  const { stdout } = await run('go', ['env', 'GOVERSION'], { cwd, env, timeout: 300_000 });
  const minor = /^go1\.(\d+)/.exec(stdout)?.[1];
  if (minor === undefined) throw new Error(`go env GOVERSION said ${JSON.stringify(stdout)}`);
  return Number(minor);
}

/** The programs that Go 1.`minor` can compile for an architecture ('' for the machine's). */
export function choosePrograms(programs: readonly Program[], minor: number, goarch: string = ''): Program[] {
  return programs.filter((program) => program.goarch === goarch && isWithin(program.bounds, minor));
}

/**
 * Lays out programs, each a module in a folder of its name, as one workspace in `folder`, and runs `check`
 * once over all of them, tests included.
 */
export async function checkPrograms(
  programs: readonly Program[],
  folder: string,
  options: { readonly minor: number; readonly go?: string; readonly goarch?: string },
): Promise<Report & { readonly facts: Facts }> {
  for (const program of programs) extractTxtar(program, path.join(folder, program.name));
  writeFileSync(path.join(folder, 'go.work'), `go 1.${options.minor}\n\nuse (\n${programs.map(({ name }) => `\t./${name}\n`).join('')})\n`);
  const release = options.go === undefined ? [] : ['--go', options.go];
  const goarch = options.goarch ? ['--goarch', options.goarch] : [];
  const { stdout, stderr, code } = await runCli(['check', '-f', 'json', '--facts', '--tests', '--quiet', ...release, ...goarch, './...'], {
    cwd: folder,
    timeout: 600_000,
  });
  if (code !== 0) throw new Error(`check ended with ${code}\n${stderr}`);
  const report = JSON.parse(stdout) as Report;
  if (report.facts === undefined) throw new Error('the report has no facts');
  return { ...report, facts: report.facts };
}
