/**
 * Go's errorcheck corpus (GOROOT/test of the installed Go) as an oracle for the text reader: the compiler's output is read into records,
 * the records are written out as messages again, and these have to be what the files want. So a verdict that is lost or misread fails.
 */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readAllExplanations } from '../../src/compiler/read-explanation.ts';
import { readText } from '../../src/compiler/read-text.ts';
import { renderExplanation, renderFacts } from '../compiler/render-lines.ts';
import { checkMessages } from './check-messages.ts';
import { holds, readErrorcheckFile, type ErrorcheckFile } from './errorcheck-file.ts';

export interface CorpusResult {
  readonly file: string;
  /** GOEXPERIMENT that the file asks for. */
  readonly experiment: string;
  readonly patterns: number;
  readonly lines: number;
  /** Lines that are not of `-m` (flags such as -live); they are compared as they are. */
  readonly unknown: number;
  readonly problems: readonly string[];
}

export interface Corpus {
  readonly go: string;
  /** Absent: this Go comes without its tests. */
  readonly folder?: string;
  readonly results: readonly CorpusResult[];
  /** Files for other machines, with their constraint. */
  readonly skipped: readonly string[];
}

interface Job {
  readonly file: string;
  readonly test: ErrorcheckFile;
  readonly experiment: string;
}

/** Runs all files with `-0` and `-m`. `onFile` is told of each. Throws when Go does not run. */
export async function runCorpus(onFile: (result: CorpusResult) => void = () => {}): Promise<Corpus> {
  const env = { ...process.env, GOENV: 'off', GOFLAGS: '', GOTOOLCHAIN: 'local' };
  const settings = JSON.parse(
    execFileSync('go', ['env', '-json', 'GOROOT', 'GOOS', 'GOARCH', 'GOVERSION'], { env, encoding: 'utf8' }),
  ) as Record<'GOROOT' | 'GOOS' | 'GOARCH' | 'GOVERSION', string>;
  const folder = path.join(settings.GOROOT, 'test');
  if (!existsSync(folder)) return { go: settings.GOVERSION, results: [], skipped: [] };
  const minor = Number(/^go1\.(\d+)/.exec(settings.GOVERSION)?.[1] ?? 0);
  const unix = ['linux', 'darwin', 'freebsd', 'netbsd', 'openbsd'].includes(settings.GOOS) ? ['unix'] : [];
  const tags = [settings.GOOS, settings.GOARCH, 'gc', 'cgo', ...unix, ...Array.from({ length: minor + 1 }, (_, index) => `go1.${index}`)];
  const { jobs, skipped } = findJobs(folder, tags);

  const scratch = mkdtempSync(path.join(tmpdir(), 'stackward-corpus-'));
  try {
    const configs = new Map<string, string>();
    for (const experiment of new Set(jobs.map((job) => job.experiment))) {
      const imports = jobs.filter((job) => job.experiment === experiment).flatMap((job) => job.test.imports);
      configs.set(experiment, writeImportConfig(scratch, experiment, [...new Set(imports)], env));
    }
    const results: CorpusResult[] = [];
    const run = async (job: Job): Promise<void> => {
      const config = configs.get(job.experiment) ?? '';
      const result = await runFile(job, folder, config, { ...env, GOEXPERIMENT: job.experiment }, scratch);
      results.push(result);
      onFile(result);
    };
    for (const job of jobs) await run(job);
    return { go: settings.GOVERSION, folder, results, skipped };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function findJobs(folder: string, tags: readonly string[]): { jobs: Job[]; skipped: string[] } {
  const jobs: Job[] = [];
  const skipped: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!entry.endsWith('.go') || /\.dir[/\\]/.test(entry)) continue;
    const source = readFileSync(path.join(folder, entry), 'utf8');
    if (!/^\/\/ errorcheck(?:withauto)? .*-m/m.test(source)) continue;
    const test = readErrorcheckFile(source, path.basename(entry));
    if (!test.mustCompile || !test.flags.some((flag) => /^-m(=[12])?$/.test(flag))) continue;
    const experiment = experimentFor(test.constraint, tags);
    if (experiment === undefined) skipped.push(`${entry}: ${test.constraint}`);
    else jobs.push({ file: entry.replaceAll('\\', '/'), test, experiment });
  }
  return { jobs, skipped };
}

/** '' for none, undefined when the constraint cannot hold here. */
function experimentFor(constraint: string | undefined, tags: readonly string[]): string | undefined {
  if (constraint === undefined || holds(constraint, new Set(tags))) return '';
  const names = [...constraint.matchAll(/goexperiment\.(\w+)/g)].map(([, name = '']) => name);
  return names.find((name) => holds(constraint, new Set([...tags, `goexperiment.${name}`])));
}

function writeImportConfig(scratch: string, experiment: string, imports: readonly string[], env: NodeJS.ProcessEnv): string {
  const file = path.join(scratch, `importcfg-${experiment}`);
  const format = '{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}';
  const args = ['list', '-deps', '-export', '-f', format, ...(imports.length === 0 ? ['unsafe'] : imports)];
  writeFileSync(file, execFileSync('go', args, { env: { ...env, GOEXPERIMENT: experiment }, encoding: 'utf8', cwd: scratch }));
  return file;
}

async function runFile(job: Job, folder: string, config: string, env: NodeJS.ProcessEnv, scratch: string): Promise<CorpusResult> {
  const full = path.join(folder, job.file);
  const name = path.basename(full);
  const args = [
    'tool',
    'compile',
    '-p=p',
    '-d=panic',
    '-C',
    '-e',
    `-importcfg=${config}`,
    '-o',
    path.join(scratch, 'a.o'),
    ...job.test.flags,
    full,
  ];
  const { failure, output } = await compile(args, env, scratch);
  const facts = readText({ package: 'p', bytes: output }, { nameFile: (raw) => (raw === full ? name : raw) });
  const explained = [...readAllExplanations(output, facts.explanations, { nameFile: (raw) => (raw === full ? name : raw) })];
  const messages = [...renderFacts(facts), ...explained.flatMap(renderExplanation)]
    .map((message) => message.replace(`${full}:`, `${name}:`))
    .filter((message) => job.test.withAuto || !message.startsWith('<autogenerated>'));
  const bodies = readBodies(output.toString('utf8').replaceAll(`${full}:`, `${name}:`));
  const whole = messages.map((message) => (message.endsWith(' as: ') ? message + (bodies.get(message) ?? '(no such line)') : message));
  return {
    file: job.file,
    experiment: job.experiment,
    patterns: job.test.wanted.length,
    lines: facts.counts.lines,
    unknown: facts.counts.unknown,
    problems: [...(failure === undefined ? [] : [failure]), ...checkMessages(whole, job.test.wanted, name)],
  };
}

/** The one thing that the reader does not keep: what stands behind `can inline F with cost N as: `. */
function readBodies(output: string): Map<string, string> {
  const found = [...output.matchAll(/^(.*: can inline .*? with cost \d+ as: )(.*)$/gm)];
  return new Map(found.map(([, front = '', body = '']) => [front, body]));
}

function compile(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Promise<{ failure?: string; output: Buffer }> {
  return new Promise((resolve) => {
    execFile('go', [...args], { env, cwd, encoding: 'buffer', maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      const output = Buffer.concat([stdout, stderr]);
      resolve(error ? { failure: `the compiler failed: ${error.message.slice(0, 400)}`, output } : { output });
    });
  });
}
