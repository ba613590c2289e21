import { isBuiltin } from 'node:module';
import path from 'node:path/posix';
import { readModule } from './read-module.ts';
import type { ModuleUse } from './read-module.ts';
import { nevers, pureBuiltins, table, worldlyGlobals } from './table.ts';
import type { Row } from './table.ts';

/** Sources by path below the repository's root, with `/`. */
export type Sources = ReadonlyMap<string, string>;

const entries = ['src/cli/main.ts', 'src/index.ts'];

/** Checks sources against the table. Each violation is a text of several lines: what, the chain of imports that leads there, why not. */
export function checkArchitecture(sources: Sources): string[] {
  const uses = new Map([...sources].map(([file, text]) => [file, readModule(file, text)]));
  const graph = new Map([...uses].map(([file, use]) => [file, use.imports.map(({ specifier }) => resolve(file, specifier))]));
  const violations: string[] = [];
  for (const [file, use] of uses) {
    const row = rowOf(file);
    const complain = (line: number, what: string, target?: string, why = row?.why): void => {
      const chain = target === undefined ? [] : [`  chain: ${chainThrough(graph, file, target).join(' → ')}`];
      violations.push([`${file}:${line} ${what}`, ...chain, ...(why === undefined ? [] : [`  why: ${why}`])].join('\n'));
    };
    for (const fault of use.faults) complain(fault.line, fault.message, undefined, 'an import that cannot be read cannot be checked');
    if (row === undefined)
      complain(1, 'lies in a folder without a row in the table', undefined, 'each folder says what it may import, and why');
    else checkFile(file, use, row, sources, complain);
  }
  return [...violations, ...checkNevers(graph)];
}

type Complain = (line: number, what: string, target?: string, why?: string) => void;

function checkFile(file: string, use: ModuleUse, row: Row, sources: Sources, complain: Complain): void {
  for (const { specifier, line } of use.imports) {
    const target = resolve(file, specifier);
    if (target.startsWith('node:')) {
      const isPure = pureBuiltins.includes(target.slice('node:'.length));
      if (specifier !== target)
        complain(line, `imports ${specifier}: write ${target}`, target, 'a package of that name would be taken instead');
      if (row.builtins === 'none' || (row.builtins === 'pure' && !isPure)) {
        complain(line, `imports ${target}, ${isPure ? 'a built-in of Node' : 'which has effects'}`, target);
      }
    } else if (!specifier.startsWith('.')) {
      const name = packageName(specifier);
      if (!row.packages.includes(name))
        complain(line, `imports the package ${name}; ${row.folder} may import ${list(row.packages)}`, target);
    } else if (!sources.has(target))
      complain(
        line,
        `imports ${specifier}, which is no source file`,
        undefined,
        'a path that leads nowhere, or out of the sources, is not checked',
      );
    else if (!mayImport(row, file, target)) complain(line, `imports ${target}; ${row.folder} may import ${list(row.may)}`, target);
  }
  for (const { name, line } of use.globals) {
    if (worldlyGlobals.includes(name) && !row.globals.includes(name)) complain(line, `uses ${name}, which reaches the world`);
  }
}

function mayImport(row: Row, file: string, target: string): boolean {
  const to = rowOf(target);
  if (to === row)
    return row.folder !== 'src/rules' || ruleOf(target) === undefined || ruleOf(file) === ruleOf(target) || ruleOf(file) === undefined;
  return row.may.some((allowed) => allowed === to?.folder || allowed === target);
}

/** `src/rules/<rule>/…`: the rule's folder; undefined for what all rules share. */
function ruleOf(file: string): string | undefined {
  return /^src\/rules\/([^/]+)\//.exec(file)?.[1];
}

export function rowOf(file: string): Row | undefined {
  return table
    .filter(({ folder }) => file === folder || file.startsWith(`${folder}/`))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0];
}

type Graph = ReadonlyMap<string, readonly string[]>;

function checkNevers(graph: Graph): string[] {
  const violations: string[] = [];
  for (const { from, to, why } of nevers) {
    const isTarget = (file: string): boolean => (to === 'node:' ? file.startsWith(to) : file.startsWith(`${to}/`));
    for (const start of graph.keys()) {
      if (!from.includes(rowOf(start)?.folder ?? '')) continue;
      const chain = shortest(graph, [start], isTarget);
      // A single step is the table's business.
      if (chain !== undefined && chain.length > 2)
        violations.push(`${start} must never reach ${to}\n  chain: ${chain.join(' → ')}\n  why: ${why}`);
    }
  }
  return violations;
}

/** From an entry point, where one leads there, through `file` to `target`. */
function chainThrough(graph: Graph, file: string, target: string): string[] {
  return [...(shortest(graph, entries, (at) => at === file) ?? [file]), target];
}

/** The shortest chain of imports from one of `starts` to a file that fits, both ends included. */
function shortest(graph: Graph, starts: readonly string[], fits: (file: string) => boolean): string[] | undefined {
  const from = new Map<string, string | undefined>(starts.filter((start) => graph.has(start)).map((start) => [start, undefined]));
  for (const file of from.keys()) {
    if (fits(file)) {
      const chain: string[] = [];
      for (let at: string | undefined = file; at !== undefined; at = from.get(at)) chain.unshift(at);
      return chain;
    }
    for (const next of graph.get(file) ?? []) if (!from.has(next)) from.set(next, file); // a Map yields what is added while it is walked
  }
  return undefined;
}

/** A path below the root, `node:…` for a built-in however it is written, a package's specifier as it is. */
function resolve(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return path.join(path.dirname(file), specifier);
  return isBuiltin(specifier) ? `node:${specifier.replace(/^node:/, '')}` : specifier;
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', ');
}
