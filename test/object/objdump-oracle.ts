/**
 * Reads what `go tool objdump` prints of an archive, and finds calls of allocators and their types in that text alone. An oracle for
 * src/object: it shares no code with it, decodes no bytes, and follows types by a data flow over all paths instead of one.
 */
import { spawnSync } from 'node:child_process';

export interface OracleInstruction {
  readonly address: number;
  /** `server.go:12`: objdump prints the last part of the file's name. */
  readonly position: string;
  readonly text: string;
  readonly relocations: readonly { readonly from: number; readonly type: string; readonly symbol: string }[];
}
export interface OracleFunction {
  readonly name: string;
  readonly instructions: readonly OracleInstruction[];
}
export interface OracleCall {
  readonly function: string;
  readonly position: string;
  readonly allocator: string;
  /** A type; `nil`; undefined where the text does not show one. */
  readonly type: string | undefined;
}

export function runObjdump(archive: string, env: NodeJS.ProcessEnv): string {
  const run = spawnSync('go', ['tool', 'objdump', archive], { env, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (run.status !== 0) throw new Error(`go tool objdump ${archive}: ${run.stderr}`);
  return run.stdout;
}

export function readObjdump(text: string): OracleFunction[] {
  const functions: { name: string; instructions: OracleInstruction[] }[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('TEXT ')) {
      functions.push({ name: line.slice(5, line.lastIndexOf('(SB) ')).replace(/<\d+>$/, ''), instructions: [] });
      continue;
    }
    const parts = /^ {2}(\S.*?:-?\d+)\t+0x([0-9a-f]+)\t+[0-9a-f]*\t+(.*)$/.exec(line);
    if (!parts) continue;
    const [, position = '', address = '', rest = ''] = parts;
    const cut = /\[-?\d+:-?\d+\]R_/.exec(rest)?.index ?? rest.length;
    const relocations = rest
      .slice(cut)
      .trimEnd()
      .split(/ (?=\[-?\d+:-?\d+\]R_)/)
      .filter((one) => one !== '')
      .map((one) => {
        const [, from = '', type = '', symbol = ''] = /^\[(-?\d+):-?\d+\](R_\w+):?(.*)$/.exec(one) ?? [];
        return { from: Number(from), type, symbol };
      });
    functions.at(-1)?.instructions.push({ address: Number.parseInt(address, 16), position, text: rest.slice(0, cut).trim(), relocations });
  }
  return functions;
}

const callTypes = /^R_(CALL|CALLARM|CALLARM64|CALLPOWER|CALLMIPS|CALLLOONG64|LOONG64_CALL36|RISCV_JAL|RISCV_CALL)$/;

/** Every call as `caller → callee`. */
export function findOracleCallees(functions: readonly OracleFunction[]): string[] {
  return functions.flatMap(({ name, instructions }) =>
    instructions.flatMap(({ relocations }) =>
      relocations.filter(({ type }) => callTypes.test(type)).map(({ symbol }) => `${name} → ${calleeOf(symbol)}`),
    ),
  );
}

/** `runtime.newobject<1>+3959422974` is ABI and, on arm, the instruction. */
function calleeOf(symbol: string): string {
  return symbol.replace(/\+\d+$/, '').replace(/<\d+>$/, '');
}

/** Calls of functions for which `argumentOf` gives a number: that of the argument with the type, or −1. */
export function findOracleCalls(
  functions: readonly OracleFunction[],
  argumentOf: (callee: string) => number | undefined,
  goarch: string,
): OracleCall[] {
  const calls: OracleCall[] = [];
  for (const one of functions) {
    let flow: FlowResult | undefined;
    for (const [n, instruction] of one.instructions.entries()) {
      for (const { type, symbol } of instruction.relocations) {
        if (!callTypes.test(type)) continue;
        const callee = calleeOf(symbol);
        const argument = argumentOf(callee);
        if (argument === undefined) continue;
        if (argument >= 0) flow ??= runFlow(one, goarch);
        calls.push({
          function: one.name,
          position: instruction.position,
          allocator: callee,
          type: argument < 0 ? undefined : flow?.argument(n, argument),
        });
      }
    }
  }
  return calls;
}

/** Values by register name or stack slot: a type, `nil`, or `conflict` where two paths bring different ones. Absent: anything else. */
type State = Map<string, string>;
interface FlowResult {
  argument(instruction: number, argument: number): string | undefined;
}

interface Syntax {
  readonly arguments: readonly string[];
  /** Stack slot of the first argument where there are no argument registers. */
  readonly stack: number;
  readonly pointerSize: number;
  /** Changes the state as the instruction does. */
  step(state: State, instruction: OracleInstruction, one: OracleFunction, n: number): void;
}

function runFlow(one: OracleFunction, goarch: string): FlowResult {
  const syntax = syntaxes[goarch];
  const { instructions } = one;
  const at = new Map(instructions.map((instruction, n) => [instruction.address, n]));
  const before: (State | undefined)[] = [new Map()];
  const work = [0];
  const join = (n: number, state: State): void => {
    const known = before[n];
    if (known === undefined) {
      before[n] = new Map(state);
      work.push(n);
      return;
    }
    let changed = false;
    for (const [place, value] of known) {
      const other = state.get(place);
      const merged = other === value ? value : other === undefined ? undefined : 'conflict';
      if (merged === value) continue;
      if (merged === undefined) known.delete(place);
      else known.set(place, merged);
      changed = true;
    }
    if (changed) work.push(n);
  };
  let unseen = 0;
  while (syntax && unseen < instructions.length) {
    const n = work.pop();
    if (n === undefined) {
      // What no jump leads to is reached through a jump table: nothing is known there.
      while (before[unseen] !== undefined) unseen++;
      join(unseen, new Map());
      continue;
    }
    const instruction = instructions[n];
    if (!instruction) continue;
    const state = new Map(before[n]);
    syntax.step(state, instruction, one, n);
    const [operation = ''] = instruction.text.split(' ');
    const isEnd = /^(RET|UD2|UNDEF|INT|BRK|RFE)/.test(operation);
    const target = targetOf(instruction, one, at);
    if (target !== undefined) join(target, state);
    if (!isEnd && !/^(JMP|B|J)$/.test(operation)) join(n + 1, state);
  }
  return {
    argument(n, argument) {
      const place = syntax?.arguments[argument] ?? (syntax ? `${syntax.stack + argument * syntax.pointerSize}(SP)` : '');
      return before[n]?.get(place);
    },
  };
}

/** The instruction that a jump goes to. */
function targetOf(instruction: OracleInstruction, one: OracleFunction, at: ReadonlyMap<number, number>): number | undefined {
  if (instruction.relocations.some(({ type }) => callTypes.test(type))) return undefined;
  const operation = /^(\S+)/.exec(instruction.text)?.[1] ?? '';
  if (!/^(J|B|CB|TB|LOOP)/.test(operation) || /^(BL|BLX|BT|BSF|BSR|BSWAP|BIC|BFI|BFX|BFC|BREV|BREAK)/.test(operation)) return undefined;
  const target = /(\S+)$/.exec(instruction.text)?.[1] ?? '';
  const relative = /^(-?\d+)\(PC\)$/.exec(target);
  if (relative) return at.get(instruction.address + 4 * Number(relative[1]));
  if (target.startsWith('0x')) return at.get(Number.parseInt(target, 16));
  const [, name, offset] = /^(.*?)(?:\+(\d+))?\(SB\)$/.exec(target) ?? [];
  return name === one.name ? at.get((one.instructions[0]?.address ?? 0) + Number(offset ?? 0)) : undefined;
}

const typeOf = (instruction: OracleInstruction): string | undefined =>
  instruction.relocations
    .find(({ symbol, type }) => symbol.startsWith('type:') && !type.startsWith('R_USE') && type !== 'R_KEEP')
    ?.symbol.slice(5);

const isBarrier = (instruction: OracleInstruction): boolean =>
  instruction.relocations.some(({ type, symbol }) => callTypes.test(type) && /^runtime\.gcWriteBarrier\d$/.test(calleeOf(symbol)));

/** Operands in Go's syntax, the destination last. Commas inside brackets and parentheses do not count. */
function operandsOf(text: string): string[] {
  const cut = text.indexOf(' ');
  if (cut < 0) return [];
  const operands: string[] = [];
  let depth = 0;
  let last = '';
  for (const char of text.slice(cut + 1)) {
    if (char === '(' || char === '[') depth++;
    if (char === ')' || char === ']') depth--;
    if (char === ',' && depth === 0) {
      operands.push(last.trim());
      last = '';
    } else last += char;
  }
  return [...operands, last.trim()];
}

/** A slot relative to the hardware stack pointer, in one spelling. */
function slotOf(operand: string, pointer: string): string | undefined {
  const parts = new RegExp(`^(-?(?:0x)?[0-9a-f]*)\\(${pointer}\\)$`).exec(operand);
  if (!parts) return undefined;
  const digits = parts[1] ?? '';
  const negative = digits.startsWith('-');
  const number = digits === '' ? 0 : Number(negative ? digits.slice(1) : digits);
  return `${negative ? -number : number}(SP)`;
}

function x86(wide: boolean): Syntax {
  const wideNames: Record<string, string> = {};
  for (const [n, name] of [
    'AX',
    'CX',
    'DX',
    'BX',
    'SP',
    'BP',
    'SI',
    'DI',
    'R8',
    'R9',
    'R10',
    'R11',
    'R12',
    'R13',
    'R14',
    'R15',
  ].entries()) {
    wideNames[name] = name;
    for (const suffix of ['L', 'W', 'B', 'D']) wideNames[name + suffix] ??= name;
    if (n < 4) wideNames[`${name.slice(0, 1)}H`] = wideNames[`${name.slice(0, 1)}L`] = name;
  }
  Object.assign(wideNames, { SIB: 'SI', DIB: 'DI', BPB: 'BP', SPB: 'SP', SIL: 'SI', DIL: 'DI', BPL: 'BP', SPL: 'SP' });
  const move = wide ? 'MOVQ' : 'MOVL';
  const load = wide ? 'LEAQ' : 'LEAL';
  return {
    arguments: wide ? ['AX', 'BX', 'CX', 'DI', 'SI'] : [],
    stack: 0,
    pointerSize: wide ? 8 : 4,
    step(state, instruction) {
      const text = instruction.text.replace(/^(LOCK|REP|REPNE|REPN) /, '');
      const [operation = ''] = text.split(' ');
      const operands = operandsOf(text);
      const last = operands.at(-1) ?? '';
      if (operation === 'CALL') {
        if (isBarrier(instruction)) state.delete(wide ? 'R11' : 'DI');
        else state.clear();
        return;
      }
      if (/^(CMP[BWLQ]|TEST|BT[LQ]|UCOMI|COMI|J|NOP|PREFETCH|.?FENCE)/.test(operation)) return;
      if (/^(PUSH|POP)/.test(operation) || wideNames[last] === 'SP')
        for (const place of state.keys()) if (place.endsWith('(SP)')) state.delete(place);
      const type = typeOf(instruction);
      const register = wideNames[last];
      const slot = wide ? undefined : slotOf(last, 'SP');
      let value: string | undefined;
      if (operation === load) value = type;
      else if (operation === move) {
        const [from = ''] = operands;
        value = from.startsWith('$')
          ? (type ?? (from === '$0x0' ? 'nil' : undefined))
          : state.get(wideNames[from] ?? slotOf(from, 'SP') ?? '');
      } else if (/^XOR[LQ]$/.test(operation) && operands[0] === last) value = 'nil';
      if (/^(I?MUL|I?DIV)[BWLQ]$/.test(operation) && operands.length === 1) for (const name of ['AX', 'DX']) state.delete(name);
      if (/^(CDQ|CQO|CWD|RDTSC|CPUID|CMPXCHG|CWTL|CLTQ|CDQE|CBW|CWDE)/.test(operation))
        for (const name of ['AX', 'BX', 'CX', 'DX']) state.delete(name);
      if (/^(MOVS|STOS)[BWLQD]/.test(operation) && !/^MOVS[SDX] ?[^ ]*X\d/.test(text))
        for (const name of ['CX', 'DI', 'SI']) state.delete(name);
      if (/^(XCHG|XADD)/.test(operation)) for (const operand of operands) state.delete(wideNames[operand] ?? '');
      for (const place of [register, slot]) {
        if (place === undefined) continue;
        if (value === undefined) state.delete(place);
        else state.set(place, value);
      }
    },
  };
}

const arm64: Syntax = {
  arguments: ['R0', 'R1', 'R2', 'R3', 'R4'],
  stack: 8,
  pointerSize: 8,
  step(state, instruction, one, n) {
    const [operation = ''] = instruction.text.split(' ');
    const operands = operandsOf(instruction.text);
    const last = operands.at(-1) ?? '';
    if (/^(CALL|BL|BLR)$/.test(operation)) {
      if (isBarrier(instruction)) for (const name of ['R16', 'R17', 'R25', 'R27', 'R30']) state.delete(name);
      else state.clear();
      return;
    }
    if (
      /^(CMP|CMN|TST|CCMP|FCMP|B|CB|TB|NOP|ST|RET|DMB|PRFM|BRK|HINT)/.test(operation) &&
      !/^(BIC|BFI|BFX|BFXIL|STXR|STLXR)/.test(operation)
    )
      return;
    const before = one.instructions[n - 1];
    let value: string | undefined;
    if (operation === 'ADD' && before?.text.startsWith('ADRP') && operands[0] === '$0') value = typeOf(before);
    else if (operation === 'MOVD' && operands.length === 2) {
      const [from = ''] = operands;
      value = from === 'ZR' || from === '$0' ? 'nil' : state.get(from);
    }
    if (/^(MOV|FMOV)/.test(operation) && last.endsWith(')')) {
      // A store; a base that is written back is no register that holds a type.
      return;
    }
    // LDP writes a pair, written (Ra, Rb).
    for (const name of last.replace(/[()]/g, '').split(',')) {
      const register = name.trim();
      if (value === undefined) state.delete(register);
      else state.set(register, value);
    }
  },
};

const arm: Syntax = {
  arguments: [],
  stack: 4,
  pointerSize: 4,
  step(state, instruction, one) {
    const [full = ''] = instruction.text.split(' ');
    const [operation = '', condition] = full.split('.').filter((part) => !/^[SPWU]+$/.test(part));
    const operands = operandsOf(instruction.text);
    const last = operands.at(-1) ?? '';
    if (/^(CALL|BL|BLX)$/.test(operation)) {
      if (isBarrier(instruction)) for (const name of ['R8', 'R12', 'R14']) state.delete(name);
      else state.clear();
      return;
    }
    if (/^(CMP|CMN|TST|TEQ|B|BX|NOP|DMB)$/.test(operation)) return;
    let value: string | undefined;
    if (operation === 'MOVW' && condition === undefined) {
      const [from = ''] = operands;
      const literal = /^(0x[0-9a-f]+|\d+)?\(R15\)$/.exec(from);
      if (literal) {
        const word = instruction.address + 8 + Number(literal[1] ?? 0);
        const pool = one.instructions.find(({ address, relocations }) => address === word && relocations.length > 0);
        value = pool && typeOf(pool);
      } else value = from === '$0' ? 'nil' : state.get(slotOf(from, 'R13') ?? from);
    }
    const slot = slotOf(last, 'R13');
    if (last.endsWith(']') || /^(MOVM|LDM|STM|POP|PUSH)/.test(operation)) {
      for (const name of last.match(/R\d+/g) ?? []) state.delete(name);
      return;
    }
    if (last === 'R13') for (const place of state.keys()) if (place.endsWith('(SP)')) state.delete(place);
    for (const place of slot
      ? [slot]
      : last
          .replace(/[()]/g, '')
          .split(',')
          .map((name) => name.trim())) {
      if (value === undefined) state.delete(place);
      else state.set(place, value);
    }
  },
};

const riscv64: Syntax = {
  arguments: ['X10', 'X11', 'X12', 'X13', 'X14'],
  stack: 8,
  pointerSize: 8,
  step(state, instruction, one, n) {
    const [operation = ''] = instruction.text.split(' ');
    const operands = operandsOf(instruction.text);
    const last = operands.at(-1) ?? '';
    if (/^(CALL|JAL|JALR)$/.test(operation)) {
      if (isBarrier(instruction)) for (const name of ['X1', 'X5', 'X24', 'X31']) state.delete(name);
      else state.clear();
      return;
    }
    if (/^(J|B|RET|FENCE)/.test(operation) || last.endsWith(')')) return;
    const before = one.instructions[n - 1];
    const [from = '', zero = ''] = operands;
    let value: string | undefined;
    if (before?.text.startsWith('AUIPC') && typeOf(before) !== undefined && /^(MOV|ADDI)$/.test(operation)) value = typeOf(before);
    else if (operation === 'MOV' || (operation === 'ADD' && zero === 'X0'))
      value = from === 'X0' || from === '$0' ? 'nil' : state.get(from);
    if (value === undefined) state.delete(last);
    else state.set(last, value);
  },
};

const syntaxes: Readonly<Record<string, Syntax>> = { amd64: x86(true), '386': x86(false), arm64, arm, riscv64 };

/** Whether this release's `go tool objdump` prints the architecture, in a syntax in which types are followed here. */
export function objdumpKnows(goarch: string, goVersion: string): boolean {
  return syntaxes[goarch] !== undefined && !(goarch === 'riscv64' && /^go1\.2[23]\b/.test(goVersion));
}
