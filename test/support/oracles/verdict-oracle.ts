/**
 * An independent reading of `go build -gcflags=-m=2` text: regular expressions over whole lines, no code of src/. It runs the plain
 * build from the module root, so that positions come in cmd/go's own relative form and the rewriting of ours is checked as well.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

export interface OracleVerdict {
  readonly package: string;
  readonly file: string;
  readonly line: number;
  readonly column: number | undefined;
  readonly kind: string;
}

const endings: readonly (readonly [RegExp, string])[] = [
  [/^append escapes to heap$/, 'append-escapes'],
  [/^append does not escape$/, 'append-does-not-escape'],
  [/^zero-copy string->\[\]byte conversion$/, 'zero-copy'],
  [/^moved to heap: .+$/, 'moved-to-heap'],
  [/^leaking param content: .+$/, 'leaking-param-content'],
  [/^leaking param: .+ to result .+ level=-?\d+$/, 'leaking-param-to-result'],
  [/^leaking param: .+$/, 'leaking-param'],
  [/^.+ ignoring self-assignment in .+$/, 'self-assignment'],
  [/^.+ escapes to heap$/, 'escapes-to-heap'],
  [/^.+ does not escape$/, 'does-not-escape'],
];

/** Runs the build in `root` and reads its verdicts. Throws when the build fails. */
export function readVerdictsOfBuild(root: string, patterns: readonly string[], env: NodeJS.ProcessEnv): OracleVerdict[] {
  const run = spawnSync('go', ['build', '-gcflags=-m=2', ...patterns], { cwd: root, env, encoding: 'buffer', maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`go build failed: ${run.stderr.toString().slice(-2000)}`);
  const settings = JSON.parse(spawnSync('go', ['env', '-json', 'GOROOT', 'GOMODCACHE'], { cwd: root, env }).stdout.toString()) as Record<
    'GOROOT' | 'GOMODCACHE',
    string
  >;
  return readVerdictText(run.stderr.toString(), root, settings);
}

function readVerdictText(text: string, root: string, settings: { readonly GOROOT: string; readonly GOMODCACHE: string }): OracleVerdict[] {
  const verdicts: OracleVerdict[] = [];
  let pkg = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('# ')) {
      pkg = line.slice(2).replace(/ \[.*\]$/, '');
      continue;
    }
    if (line.includes('inlin') && /: (can|cannot) inline |: inlining call to /.test(line)) continue;
    const found = /^(<[a-z ]+>|.+?\.[a-z]+):(\d+)(?::(\d+))?: (\S.*)$/.exec(line);
    const message = found ? (found[4] ?? '') : line;
    const kind = endings.find(([pattern]) => pattern.test(message))?.[1];
    if (kind === undefined) continue;
    if (!found && !message.startsWith('moved to heap: ')) continue;
    verdicts.push({
      package: pkg,
      file: found ? shown(found[1] ?? '', root, settings) : '',
      line: found ? Number(found[2]) : 0,
      column: found?.[3] === undefined ? undefined : Number(found[3]),
      kind,
    });
  }
  return verdicts;
}

function shown(raw: string, root: string, settings: { readonly GOROOT: string; readonly GOMODCACHE: string }): string {
  if (raw.startsWith('<')) return raw;
  if (/_cgo_gotypes\.go$|\.cgo1\.go$/.test(raw)) return path.basename(raw);
  const full = path.resolve(root, raw);
  for (const [folder, name] of [
    [settings.GOROOT, '$GOROOT/'],
    [settings.GOMODCACHE, '$GOMODCACHE/'],
    [root, ''],
  ] as const) {
    if (full.startsWith(`${folder}/`)) return name + full.slice(folder.length + 1);
  }
  return raw;
}

/** The keys of one multiset that the other lacks, with their number. */
export function multisetDifference(a: Iterable<string>, b: Iterable<string>): { missing: string[]; extra: string[] } {
  const counts = new Map<string, number>();
  for (const key of a) counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const key of b) counts.set(key, (counts.get(key) ?? 0) - 1);
  const missing = [...counts].filter(([, count]) => count > 0).map(([key, count]) => `${key} ×${count}`);
  const extra = [...counts].filter(([, count]) => count < 0).map(([key, count]) => `${key} ×${-count}`);
  return { missing, extra };
}
