import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scanGo } from '../../src/source/scan-go.ts';
import { outsideFolder } from '../support/repo.ts';

/** What the compiler calls a function, and what the scanner calls the one that stands at the same position. */
export interface NamePair {
  /** `a.go:12` */
  readonly at: string;
  readonly compiler: string;
  /** Undefined where the scanner has no function. */
  readonly scanner: string | undefined;
}

export interface ComparedNames {
  readonly pairs: readonly NamePair[];
  /** Names of the scanner's functions with a body that the compiler never spoke of. */
  readonly unspoken: readonly string[];
  /** Symbols of the archive, without package and type arguments. */
  readonly symbols: ReadonlySet<string>;
}

/**
 * Compiles a package and reads the name that the compiler gives to every function from its inlining decisions (`can inline F`, `cannot
 * inline F: …`; behind the `func` of a declaration, at that of a literal), and the symbols from `go tool nm`.
 */
export function compareNames(files: Readonly<Record<string, string>>, go: string): ComparedNames {
  const scratch = outsideFolder('names');
  try {
    mkdirSync(scratch.path, { recursive: true });
    writeFileSync(path.join(scratch.path, 'go.mod'), 'module example.com/probe\n\ngo 1.22\n');
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(scratch.path, name), text);
    const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-buildvcs=false' };
    const archive = path.join(scratch.path, 'probe.a');
    const built = spawnSync(go, ['build', '-buildmode=archive', '-gcflags=-m=2', '-o', archive, '.'], {
      cwd: scratch.path,
      encoding: 'utf8',
      env,
    });
    if (built.status !== 0) throw new Error(built.stderr);
    const nm = execFileSync(go, ['tool', 'nm', archive], { encoding: 'utf8', env, maxBuffer: 64 << 20 });
    return { ...pairNames(files, built.stderr), symbols: readSymbols(nm) };
  } finally {
    scratch.remove();
  }
}

function pairNames(files: Readonly<Record<string, string>>, text: string): Pick<ComparedNames, 'pairs' | 'unspoken'> {
  const scanned = new Map<string, string>();
  for (const [file, source] of Object.entries(files)) {
    for (const { kind, name, span, body } of scanGo(Buffer.from(source)).functions) {
      if (body) scanned.set(`${file}:${span.line}:${span.column + (kind === 'literal' ? 0 : 'func '.length)}`, name);
    }
  }
  const spoken = new Set<string>();
  const pairs = new Map<string, NamePair>();
  for (const line of text.split('\n')) {
    const [, file, row, column, rest] = /^\.\/(\w+\.go):(\d+):(\d+): can(?:not)? inline (.*)$/.exec(line) ?? [];
    if (file === undefined || rest === undefined) continue;
    const compiler = withoutTypeArguments(rest.replace(/( with cost \d+ as: |: ).*$/, ''));
    const scanner = scanned.get(`${file}:${row}:${column}`);
    if (scanner !== undefined) spoken.add(scanner);
    pairs.set(`${line} ${compiler}`, { at: `${file}:${row}`, compiler, scanner });
  }
  return { pairs: [...pairs.values()], unspoken: [...scanned.values()].filter((name) => !spoken.has(name)) };
}

function readSymbols(nm: string): Set<string> {
  const names = nm.split('\n').flatMap((line) => /^\s*[0-9a-f]* [Tt] example\.com\/probe\.(.*)$/.exec(line)?.[1] ?? []);
  return new Set(names.map(withoutTypeArguments));
}

function withoutTypeArguments(name: string): string {
  let out = '';
  let depth = 0;
  for (const character of name) {
    if (character === '[') depth++;
    if (depth === 0) out += character;
    if (character === ']') depth--;
  }
  return out;
}
