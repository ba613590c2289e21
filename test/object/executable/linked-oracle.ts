/** What Go's own tools say of a linked program: `go tool nm`, `go tool objdump`, `go version -m`. They share no code with src/object/executable. */
import { spawnSync } from 'node:child_process';
import { createReadStream, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

function go(args: readonly string[], env: NodeJS.ProcessEnv): string {
  const run = spawnSync('go', args, { env, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (run.status !== 0) throw new Error(`go ${args.join(' ')}: ${run.stderr}`);
  return run.stdout;
}

/** Names of functions by address; several may stand at one. */
export function readSymbols(file: string, env: NodeJS.ProcessEnv): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>();
  for (const line of go(['tool', 'nm', file], env).split('\n')) {
    const [, address, name] = /^\s*([0-9a-f]+) [Tt] (.*)$/.exec(line) ?? [];
    if (address === undefined || name === undefined) continue;
    const at = Number.parseInt(address, 16);
    found.set(at, [...(found.get(at) ?? []), withoutConvention(name)]);
  }
  return found;
}

/** The linker tells functions for the two calling conventions apart in the symbol table, where both are there; the table of functions does not. */
function withoutConvention(name: string): string {
  return name.replace(/\.abi0$/, '');
}

export interface OracleBranch {
  readonly pc: number;
  /** `server.go:12`: objdump prints the last part of the file's name. */
  readonly position: string;
  readonly callee: string;
  readonly holder: string;
  /** `CALL` and the like; a jump otherwise. */
  readonly isCall: boolean;
}

/** Every call and jump to the entry of a function. The listing of a large program is longer than a string may be. */
export async function readBranches(file: string, env: NodeJS.ProcessEnv, wants: (callee: string) => boolean): Promise<OracleBranch[]> {
  const listing = `${file}.objdump`;
  const run = spawnSync('sh', ['-c', 'go tool objdump "$1" > "$2"', 'sh', file, listing], { env, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`go tool objdump ${file}: ${run.stderr}`);
  const found: OracleBranch[] = [];
  let holder = '';
  for await (const line of createInterface({ input: createReadStream(listing, 'utf8'), crlfDelay: Infinity })) {
    if (line.startsWith('TEXT ')) holder = withoutConvention(line.slice(5, line.lastIndexOf('(SB) ')));
    const [, position, address, operation, target] =
      /^ {2}(\S.*?:-?\d+)\t+0x([0-9a-f]+)\t+[0-9a-f]+\t+(\w+) (\S.*)\(SB\)\s*$/.exec(line) ?? [];
    if (target === undefined || operation === undefined) continue;
    const callee = withoutConvention(target);
    if (!wants(callee)) continue;
    // LEA and the like take an address; what branches has one operand.
    if (!/^(?:CALL|BL|JMP|B|J\w+|B\w*)$/.test(operation)) continue;
    found.push({
      pc: Number.parseInt(address ?? '', 16),
      position: position ?? '',
      callee,
      holder,
      isCall: operation === 'CALL' || operation === 'BL',
    });
  }
  rmSync(listing);
  return found;
}

/** The lines of `go version -m` behind the first, which names the file and the release. */
export function readVersion(file: string, env: NodeJS.ProcessEnv): string {
  return go(['version', '-m', file], env);
}
