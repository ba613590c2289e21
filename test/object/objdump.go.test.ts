import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allocatorsOf } from '../../src/model/tables/index.ts';
import { readArchive } from '../../src/object/read-archive.ts';
import { readEdges } from '../../src/object/read-edges.ts';
import { decodeX86 } from '../../src/object/trace/decode-x86.ts';
import { effect } from '../../src/object/trace/x86-decoding.ts';
import { findGoReleases } from '../../tools/lib/go-releases.ts';
import { listArchives } from '../../tools/lib/go-archives.ts';
import { root } from '../support/repo.ts';
import { argumentsOf, compareCalls } from './compare-calls.ts';
import { findOracleCallees, findOracleCalls, objdumpKnows, readObjdump, runObjdump } from './objdump-oracle.ts';
import { source } from './recorded.ts';

// `go tool objdump` over packages of the installed standard library.
const packages = ['encoding/json', 'fmt', 'text/template', 'strconv', 'reflect'];
const [version = '', goarch = ''] = execFileSync('go', ['env', 'GOVERSION', 'GOARCH'], { encoding: 'utf8' }).split('\n');
const go = findGoReleases().get(/^go(1\.\d+)/.exec(version)?.[1] ?? '');
const env = { ...process.env, GOTOOLCHAIN: 'local' };
const isKnown = go !== undefined && objdumpKnows(goarch, version) && source.tables(version) !== undefined;

describe.skipIf(!isKnown)('against go tool objdump', () => {
  const archives = go && isKnown ? listArchives(go, packages, { cwd: root }) : new Map<string, string>();
  const cases = packages.map((name) => ({
    name,
    file: archives.get(name) ?? '',
    text: isKnown ? runObjdump(archives.get(name) ?? '', env) : '',
  }));

  it.each(cases)('$name: the same calls, no wrong type', ({ name, file, text }) => {
    const rules = allocatorsOf(version);
    const facts = readArchive(readFileSync(file), { ...source, nameFile: (raw) => raw, package: name });
    const compared = compareCalls(findOracleCalls(readObjdump(text), argumentsOf(rules), goarch), facts, rules);
    expect(compared.calls).toBeGreaterThan(20);
    expect(compared).toMatchObject({ missing: [], extra: [], wrong: [], unconfirmed: [], missed: [] });
    expect(compared.same).toBeGreaterThan(5 * compared.unknown);
  });

  it.each(cases)('$name: the same calls of all functions', ({ file, text }) => {
    const theirs = findOracleCallees(readObjdump(text)).sort();
    const edges = readEdges(readFileSync(file), source).edges.filter(({ how }) => how === 'call');
    const ours = edges.flatMap(({ from, to, count }) => Array.from({ length: count }, () => `${from} → ${to}`)).sort();
    // objdump shows the first object only: what assembly calls is left over.
    const left = new Map<string, number>();
    for (const edge of theirs) left.set(edge, (left.get(edge) ?? 0) + 1);
    const extra = ours.filter((edge) => {
      const count = left.get(edge) ?? 0;
      if (count > 0) left.set(edge, count - 1);
      return count === 0;
    });
    expect([...left].filter(([, count]) => count > 0)).toEqual([]);
    expect(extra.filter((edge) => !edge.startsWith('reflect.'))).toEqual([]);
    expect(extra.length).toBeLessThan(10);
  });

  it.runIf(goarch === 'amd64').each(cases)('$name: instructions end where they end, and write what they write', ({ text }) => {
    let known = 0;
    for (const { bytes, operation, last } of listInstructions(text)) {
      const found = decodeX86(Buffer.concat([bytes, Buffer.alloc(16)]), 0, bytes.length + 16, true);
      if (found.effect === effect.unknown) {
        expect(operation).toMatch(/^(RET|JMP|UD2|INT|\?|LEAVE)/);
        continue;
      }
      known++;
      expect([operation, bytes.toString('hex'), found.length]).toEqual([operation, bytes.toString('hex'), bytes.length]);
      const register = registers.indexOf(last);
      if (register >= 0 && !/^(CMP|TEST|BT[LQ]?$|I?MUL[QLWB]$|I?DIV|PUSH|J|CALL|NOP|UCOMIS|COMIS)/.test(operation)) {
        expect([operation, bytes.toString('hex'), (found.written >>> register) & 1]).toEqual([operation, bytes.toString('hex'), 1]);
      }
    }
    expect(known).toBeGreaterThan(1000);
  });
});

const registers = ['AX', 'CX', 'DX', 'BX', 'SP', 'BP', 'SI', 'DI', 'R8', 'R9', 'R10', 'R11', 'R12', 'R13', 'R14', 'R15'];

/** Bytes, operation and last operand of each line of objdump's text. */
function listInstructions(text: string): { bytes: Buffer; operation: string; last: string }[] {
  return text.split('\n').flatMap((line) => {
    const [, hex, instruction = ''] = /^ {2}\S.*?:-?\d+\t+0x[0-9a-f]+\t+([0-9a-f]+)\t+(.*?)(?:\t.*)?$/.exec(line) ?? [];
    if (hex === undefined) return [];
    const [operation = ''] = instruction.split(' ');
    return [{ bytes: Buffer.from(hex, 'hex'), operation, last: /([^ ,]+)$/.exec(instruction)?.[1] ?? '' }];
  });
}
