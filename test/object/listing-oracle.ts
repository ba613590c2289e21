/**
 * Reads the listing that `go build -gcflags=-S` prints: instructions with the innermost position of each (with `-S=2` the outermost one).
 * An oracle for the architectures that `go tool objdump` does not know, and for the ends of inline chains on all.
 */
import type { OracleCall } from './objdump-oracle.ts';

export function findListedCalls(listing: string, argumentOf: (callee: string) => number | undefined, goarch: string): OracleCall[] {
  const calls: OracleCall[] = [];
  let name = '';
  /** wasm: types stored to the argument area since the last call, by offset; the value that is about to be stored. */
  let stored = new Map<string, string>();
  let pending: string | undefined;
  /** … and the distance that was added to the stack pointer for it. */
  let constant = 0;
  let base = 0;
  for (const line of listing.split('\n')) {
    const head = /^(\S.*?) STEXT /.exec(line);
    if (head) {
      name = (head[1] ?? '').replace(/<\d+>$/, '');
      stored = new Map();
      continue;
    }
    const parts = /^\t0x[0-9a-f]+ \d+ \((.*?)\)\t(\S+)\t?(.*)$/.exec(line);
    if (!parts) continue;
    const [, position = '', operation = '', operands = ''] = parts;
    if (/^(CALL|Call|BL|JAL)$/.test(operation) && operands.endsWith('(SB)')) {
      const callee = operands.slice(operands.lastIndexOf('\t') + 1, -'(SB)'.length).replace(/^.*, /, '');
      const argument = argumentOf(callee);
      if (argument !== undefined) {
        const type = goarch === 'wasm' && argument >= 0 ? stored.get(`$${8 * argument}`) : undefined;
        calls.push({ function: name, position: position.slice(position.lastIndexOf('/') + 1), allocator: callee, type });
      }
      stored = new Map();
    } else if (operation === 'CallIndirect') stored = new Map();
    else if (operation === 'Get') base = 0;
    else if (operation === 'I64Const') {
      pending = /^\$type:(.*)\(SB\)$/s.exec(operands)?.[1];
      constant = Number(/^\$(\d+)$/.exec(operands)?.[1] ?? Number.NaN);
    } else if (operation === 'I64Add') base += constant;
    else if (operation === 'I64Store') {
      if (pending !== undefined) stored.set(`$${base + Number(operands.slice(1))}`, pending);
      pending = undefined;
    }
  }
  return calls;
}
