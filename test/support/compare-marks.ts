import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { GoRelease } from '../../tools/lib/go-releases.ts';
import { readMarks } from '../../src/object/read-marks.ts';
import { listMarks } from '../object/marks-oracle.ts';
import { source } from '../object/recorded.ts';

export interface ComparedMarks {
  /** Lines with code, each function counted. */
  readonly lines: number;
  /** References to static data. */
  readonly references: number;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/** All lines of all files. */
const everything = { has: () => true, get: () => ({ has: () => true }) } as unknown as ReadonlyMap<string, ReadonlySet<number>>;

/**
 * Compiles packages and compares what `readMarks` says of their archives with the compiler's listing of the same compile. Assembly has no
 * such listing, and is no Go object.
 */
export function compareMarks(go: GoRelease, folder: string, patterns: readonly string[], target: NodeJS.ProcessEnv): ComparedMarks {
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-buildvcs=false', CGO_ENABLED: '0', ...target };
  const args = ['list', '-export', '-f={{.ImportPath}}\t{{.Export}}', '-gcflags=-S=2', ...patterns];
  const run = spawnSync(path.join(go.goroot, 'bin', 'go'), args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (run.status !== 0) throw new Error(`go ${args.join(' ')}: ${run.stderr.slice(-2000)}`);
  const short = (file: string): string => file.replace(go.goroot, '$GOROOT');
  const theirs = run.stderr.split(/^# /m).flatMap((block) => listMarks(block).map((mark) => ({ ...mark, file: short(mark.file) })));
  const ours = run.stdout
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [name = '', file = ''] = line.split('\t');
      return file === '' ? [] : readMarks(readFileSync(file), { ...source, nameFile: short, package: name }, everything);
    });
  const [left, right] = [theirs, ours].map((marks) => new Set(marks.flatMap(describe)));
  return {
    lines: ours.length,
    references: ours.reduce((sum, { refs }) => sum + refs.length, 0),
    missing: [...(left ?? [])].filter((one) => !right?.has(one)),
    extra: [...(right ?? [])].filter((one) => !left?.has(one)),
  };
}

function describe(mark: { function: string; file: string; line: number; refs: readonly string[] }): string[] {
  const place = `${mark.function} ${mark.file}:${mark.line}`;
  return [
    place,
    ...mark.refs
      .filter((ref) => /^runtime\.(zerobase|zeroVal|staticuint64s)$|·f$|\.\.(stmp|dict)_\d+$/.test(ref))
      .map((ref) => `${place} ${ref}`),
  ];
}
