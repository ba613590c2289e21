import { readFileSync } from 'node:fs';
import type { ReleaseTables } from '../../src/model/tables/index.ts';

/** One function of an archive with the symbols that it refers to, each once. */
export interface FunctionRefs {
  readonly name: string;
  /** Targets of relocations that are calls or jumps. */
  readonly calls: ReadonlySet<string>;
  /** Other symbols named: function values, data, types. */
  readonly others: ReadonlySet<string>;
  /** A relocation that marks an indirect call. */
  readonly isIndirect: boolean;
  /** A copy that other archives may hold too: generated or instantiated code (`DUPOK`). */
  readonly isCopy: boolean;
}

// cmd/internal/goobj/objfile.go: package indexes of symbol references.
const none = 0x7fffffff;
const [hashed64, hashed, builtin, self] = [none - 1, none - 2, none - 3, none - 4];
const dupokFlag = 1;
const callTypes = /^R_(CALL(ARM|ARM64|POWER|MIPS|LOONG64)?|JMPMIPS|RISCV_(JAL|JAL_TRAMP|CALL)|LOONG64_CALL36|JMP(16|21)?LOONG64)$/;

/**
 * Reads who refers to whom out of a package archive: all functions, in Go and assembly (a name may come twice: ABI wrappers). For the
 * generators and tests of tables only: written apart from src/object and without its limits. Throws on what is no archive.
 */
export function readArchiveCalls(file: string, tables: ReleaseTables): FunctionRefs[] {
  const bytes = readFileSync(file);
  if (bytes.toString('latin1', 0, 8) !== '!<arch>\n') throw new Error(`${file} is no archive`);
  const functions: FunctionRefs[] = [];
  for (let at = 8; at < bytes.length;) {
    const name = bytes.toString('latin1', at, at + 16).trim();
    const size = Number(bytes.toString('latin1', at + 48, at + 58));
    const body = bytes.subarray(at + 60, at + 60 + size);
    const start = name === '__.PKGDEF' ? -1 : body.subarray(0, 1 << 16).indexOf('\0go120ld', 0, 'latin1');
    if (start >= 0) functions.push(...readObject(body.subarray(start), tables));
    at += 60 + size + (size & 1);
  }
  return functions;
}

function readObject(object: Buffer, tables: ReleaseTables): FunctionRefs[] {
  const u32 = (at: number): number => object.readUInt32LE(at);
  const block = (index: number): number => u32(20 + 4 * index);
  const [symbols, nonPackage, refs, refsEnd] = [block(3), block(6), block(7), block(8)];
  const [relocationIndex, relocations, refNames, end] = [block(11), block(14), block(17), block(18)];
  const firsts = new Map([
    [self, symbols],
    [hashed64, block(4)],
    [hashed, block(5)],
    [none, nonPackage],
  ]);
  const texts = new Map<number, string>();
  const text = (at: number): string => {
    const known = texts.get(at) ?? object.toString('utf8', u32(at + 4), u32(at + 4) + u32(at));
    texts.set(at, known);
    return known;
  };
  const foreign = new Map<string, number>();
  for (let at = refNames; at < end; at += 16) foreign.set(`${u32(at)}.${u32(at + 4)}`, at + 8);
  const nameOf = (pkg: number, index: number): string => {
    if (pkg === builtin) return tables.builtins[index] ?? '';
    const first = firsts.get(pkg);
    if (first !== undefined) return first + 21 * index < refsEnd ? text(first + 21 * index) : '';
    const at = foreign.get(`${pkg}.${index}`);
    return at === undefined ? '' : text(at);
  };
  const isCall = tables.relocations.map((name) => callTypes.test(name));
  const indirect = tables.relocations.indexOf('R_CALLIND');
  const functions: FunctionRefs[] = [];
  for (let index = 0, at = symbols; at < refs; index++, at += 21) {
    if (!(tables.symbolKinds[object[at + 10] ?? 0] ?? '').startsWith('STEXT')) continue;
    const calls = new Set<string>();
    const others = new Set<string>();
    let isIndirect = false;
    const last = relocations + 23 * u32(relocationIndex + 4 * index + 4);
    for (let each = relocations + 23 * u32(relocationIndex + 4 * index); each < last; each += 23) {
      const type = object.readInt16LE(each + 5);
      if (type === indirect) isIndirect = true;
      else (isCall[type] === true ? calls : others).add(nameOf(u32(each + 15), u32(each + 19)));
    }
    functions.push({ name: text(at), calls, others, isIndirect, isCopy: ((object[at + 11] ?? 0) & dupokFlag) !== 0 });
  }
  return functions;
}
