/** Whether direct calls lead from a function to an allocator, by the proof and by what `go tool objdump` prints of a linked program. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createCallGraph } from '../../src/analysis/callees/call-graph.ts';
import { proveNoalloc } from '../../src/analysis/pins/prove-noalloc.ts';
import { allocatorsOf } from '../../src/model/tables/index.ts';
import { readEdges } from '../../src/object/read-edges.ts';
import { listArchives } from '../../tools/lib/go-archives.ts';
import { findGoReleases } from '../../tools/lib/go-releases.ts';
import { source } from '../object/recorded.ts';
import { outsideFolder } from '../support/repo.ts';

const version = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).trim();
const go = findGoReleases().get(/^go(1\.\d+)/.exec(version)?.[1] ?? '');
const scratch = outsideFolder('noalloc-objdump');
afterAll(scratch.remove);

/** As Go writes them, each with its symbol where that is another text. */
const functions: Readonly<Record<string, string>> = {
  'strings.Contains': '',
  'strings.Index': '',
  'strings.Fields': '',
  'strings.ToUpper': '',
  'strings.TrimSpace': '',
  'strings.EqualFold': '',
  'strings.Repeat': '',
  'strconv.Itoa': '',
  'strconv.AppendInt': '',
  'strconv.Atoi': '',
  'strconv.ParseFloat': '',
  'sort.Ints': '',
  'sort.SearchInts': '',
  'sort.Sort': '',
  'bytes.Equal': '',
  'bytes.Fields': '',
  'bytes.Compare': '',
  'utf8.DecodeRune': 'unicode/utf8.DecodeRune',
  'utf8.ValidString': 'unicode/utf8.ValidString',
  'time.Now': '',
  'time.Since': '',
  'time.Parse': '',
  '(*sync.Mutex).Lock': 'sync.(*Mutex).Lock',
  '(*sync.Pool).Get': 'sync.(*Pool).Get',
  '(*sync.WaitGroup).Done': 'sync.(*WaitGroup).Done',
  'errors.New': '',
  'fmt.Sprint': '',
  'crc32.ChecksumIEEE': 'hash/crc32.ChecksumIEEE',
  'hex.Encode': 'encoding/hex.Encode',
  'hex.EncodeToString': 'encoding/hex.EncodeToString',
  'netip.ParseAddr': 'net/netip.ParseAddr',
  'netip.Addr.Compare': 'net/netip.Addr.Compare',
};

/** Targets of calls and tail jumps by function, as they are printed. */
function callsIn(program: string): ReadonlyMap<string, ReadonlySet<string>> {
  const text = execFileSync('go', ['tool', 'objdump', program], { encoding: 'utf8', maxBuffer: 1 << 30 });
  const calls = new Map<string, Set<string>>();
  let own = new Set<string>();
  for (const line of text.split('\n')) {
    const head = /^TEXT (.+)\(SB\)/.exec(line);
    if (head) {
      const name = plain(head[1] ?? '');
      own = calls.get(name) ?? new Set();
      calls.set(name, own);
    }
    const call = /\s(?:CALL|JMP) (.+)\(SB\)\s*$/.exec(line);
    if (call) own.add(plain(call[1] ?? ''));
  }
  return calls;
}

function plain(name: string): string {
  return name.replace(/\.abi(?:0|internal)$/, '');
}

test.skipIf(go === undefined)('what direct calls reach is what the linked program calls', { timeout: 900_000 }, async () => {
  if (!go) return;
  mkdirSync(path.join(scratch.path, 'probe'));
  writeFileSync(path.join(scratch.path, 'go.mod'), 'module ex.com/probed\n\ngo 1.22\n');
  const packages = [
    'strings',
    'strconv',
    'sort',
    'bytes',
    'unicode/utf8',
    'time',
    'sync',
    'errors',
    'fmt',
    'hash/crc32',
    'encoding/hex',
    'net/netip',
  ];
  writeFileSync(
    path.join(scratch.path, 'probe', 'main.go'),
    `package main\n\nimport (\n${packages.map((pkg) => `\t"${pkg}"`).join('\n')}\n)\n\nvar Kept = []any{${Object.keys(functions).join(', ')}}\n\nfunc main() { println(len(Kept)) }\n`,
  );
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '', CGO_ENABLED: '0' };
  execFileSync('go', ['build', '-o', 'program', './probe'], { cwd: scratch.path, env });
  const calls = callsIn(path.join(scratch.path, 'program'));
  const rows = allocatorsOf(version);

  const graph = createCallGraph(rows);
  for (const [name, file] of listArchives(go, ['./probe'], { cwd: scratch.path })) {
    if (name !== 'runtime') graph.add(name, readEdges(readFileSync(file), source));
  }
  const judged: string[] = [];
  const printed: string[] = [];
  for (const [written, other] of Object.entries(functions)) {
    const symbol = other === '' ? written : other;
    const root = graph.find(symbol);
    expect([symbol, root !== undefined, calls.has(symbol)]).toEqual([symbol, true, true]);
    const { violation } = await proveNoalloc({
      roots: root ? [root] : [],
      load: () => Promise.resolve(),
      excuse: () => Promise.resolve(undefined),
      unknownIn: () => Promise.resolve([]),
      unknownAt: ({ to }) => Promise.resolve({ name: to.name, in: '', at: { file: '', line: 0 } }),
      isAssumed: () => false,
      isStrict: false,
    });
    judged.push(`${symbol} ${violation?.through === 'calls'}`);
    printed.push(`${symbol} ${reaches(symbol)}`);
  }
  function reaches(symbol: string): boolean {
    const seen = new Set([symbol]);
    for (const name of seen) {
      const row = rows.get(name);
      if (row?.graph === 'allocates') return true;
      if (!row) for (const target of calls.get(name) ?? []) seen.add(target);
    }
    return false;
  }
  console.log(
    `${version}: of ${judged.length} functions direct calls of ${judged.filter((one) => one.endsWith('true')).length} lead to an allocator`,
  );
  expect(judged).toEqual(printed);
});
