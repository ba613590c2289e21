/** What `go tool pprof` says of the lines of a module in a profile; it shares no code with src/. */
import { execFileSync } from 'node:child_process';
import { valueNames, type Values } from '../../../src/model/cost.ts';

export interface PprofLine {
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

export interface PprofFigures {
  readonly totals: Values;
  /** `base.go:line` → what was allocated with this as the innermost line of functions that match. */
  readonly lines: ReadonlyMap<string, Values>;
  /** Of these functions with no other than the runtime's between them and the end of the stack; calls that are inlined are their callers'. */
  readonly direct: Values;
}

/** `own`: a regular expression in Go's syntax for the functions of the module. Of a delta, totals are sums of absolute values. */
export function pprofFigures(profile: string, own: string, env: NodeJS.ProcessEnv, base?: string): PprofFigures {
  const runtime = String.raw`^(runtime|runtime/internal/.*|internal/runtime/.*)\.`;
  const tables = ask(
    profile,
    valueNames.flatMap((name) => [
      `sample_index=${name}\ngranularity=lines\nshow=${own}\nhide=\nnoinlines=false\ntop`,
      `granularity=functions\nshow=\nhide=${runtime}\nnoinlines=true\ntop`,
    ]),
    env,
    base,
  );
  const lines = new Map<string, Record<string, number>>();
  const totals: Record<string, number> = {};
  const direct: Record<string, number> = {};
  const pattern = new RegExp(own);
  for (const [index, name] of valueNames.entries()) {
    const [shown, physical] = [tables[index * 2], tables[index * 2 + 1]];
    if (!shown || !physical) throw new Error('pprof answered less than it was asked');
    totals[name] = shown.total;
    for (const { flat, rest } of shown.rows.filter((row) => row.flat !== 0)) {
      const [, file = '', line = ''] = /([^/\\ ]+\.go):(\d+)(?: \(inline\)| \(partial-inline\))?$/.exec(rest) ?? [];
      const key = `${file}:${line}`;
      const values = lines.get(key) ?? { alloc_objects: 0, alloc_space: 0, inuse_objects: 0, inuse_space: 0 };
      lines.set(key, values);
      values[name] = (values[name] ?? 0) + flat;
    }
    direct[name] = physical.rows.reduce((sum, { flat, rest }) => sum + (pattern.test(rest) ? flat : 0), 0);
  }
  return { totals: totals as Values, lines: lines as unknown as PprofFigures['lines'], direct: direct as Values };
}

interface Table {
  readonly total: number;
  readonly rows: readonly { readonly flat: number; readonly rest: string }[];
}

/** One pprof for all questions: it reads them from its input. */
function ask(profile: string, questions: readonly string[], env: NodeJS.ProcessEnv, base: string | undefined): Table[] {
  const text = execFileSync('go', ['tool', 'pprof', ...(base === undefined ? [] : [`-base=${base}`]), profile], {
    env,
    encoding: 'utf8',
    input: `${['unit=B', 'nodecount=1000000', 'nodefraction=0', 'edgefraction=0', ...questions].join('\n')}\n`,
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 1 << 28,
  });
  return text
    .split('Showing nodes accounting for')
    .slice(1)
    .map((table) => ({
      total: Number(/ of (-?[\d.e+]+)B? total/.exec(table)?.[1]),
      rows: [...table.matchAll(/^ *(-?[\d.e+]+)B? +-?[\d.e+-]+%? +\S+ +\S+ +\S+ +(.*)$/gm)].map(([, flat, rest = '']) => ({
        flat: Number(flat),
        rest,
      })),
    }));
}
