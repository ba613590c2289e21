import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { GoScan } from '../../src/source/go-scan.ts';
import { scanGo } from '../../src/source/scan-go.ts';
import { root } from '../support/repo.ts';

/** What go/parser says of one file: a line of test/source/oracle/main.go. */
interface Truth {
  readonly file: string;
  readonly error?: string;
  readonly package: string;
  readonly functions: readonly {
    kind: string;
    name: string;
    start: number;
    end: number;
    body: number;
    ident: [number, number];
    parent: number;
    path: number[];
    place: [number, number, number, number];
  }[];
  readonly loops: readonly { start: number; repeats: number; body: number; end: number; function: number; parent: number }[];
  readonly directives: readonly { start: number; text: string }[];
  readonly constraints: readonly string[];
  readonly generated: boolean;
}

/** Runs the oracle over files and folders, with the `go` on PATH or that of a GOROOT. */
async function* askOracle(targets: readonly string[], goroot?: string): AsyncGenerator<Truth> {
  const go = goroot === undefined ? 'go' : path.join(goroot, 'bin', 'go');
  const child = spawn(go, ['run', path.join(root, 'test/source/oracle/main.go'), ...targets], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: root,
    env: { ...process.env, ...(goroot !== undefined && { GOTOOLCHAIN: 'local', GOROOT: goroot }) },
  });
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.endsWith('}')) break; // it died while it wrote
    yield JSON.parse(line) as Truth;
  }
  const code = await ended;
  if (code !== 0) throw new Error(`the oracle ended with ${code}: ${errors}`);
}

/** All differences between the scan and the truth, as lines to read. */
function compareToTruth(truth: Truth): string[] {
  const bytes = new Uint8Array(readFileSync(truth.file));
  const scan = scanGo(bytes);
  const text = Buffer.from(bytes);
  const differences = [
    ...compareLists(
      'function',
      truth.functions.map((each) => JSON.stringify(each)),
      listFunctions(scan),
    ),
    ...compareLists(
      'loop',
      truth.loops.map(({ start, repeats, body, end, function: inside, parent }) =>
        JSON.stringify({ start, repeats: skipToCode(text, repeats, repeats), body, end, inside, parent }),
      ),
      listLoops(scan, text, truth),
    ),
    ...compareLists(
      'directive',
      truth.directives.map((each) => `${each.start} ${each.text.trimEnd()}`),
      listDirectives(scan, text),
    ),
    ...compareLists('constraint', truth.constraints, scan.constraints),
  ];
  if (scan.package !== truth.package) differences.push(`package ${scan.package}, not ${truth.package}`);
  if (scan.isGenerated !== truth.generated) differences.push(`generated ${scan.isGenerated}, not ${truth.generated}`);
  for (const each of scan.functions) if (!each.isComplete) differences.push(`incomplete: ${each.name}`);
  return differences.map((each) => `${truth.file}: ${each}`);
}

/** Files that the parser accepts, and in them functions and loops: what a comparison really covered. */
export interface Covered {
  files: number;
  rejected: number;
  functions: number;
  literals: number;
  loops: number;
  directives: number;
  differences: string[];
}

export async function compareAll(targets: readonly string[], goroot?: string): Promise<Covered> {
  const covered: Covered = { files: 0, rejected: 0, functions: 0, literals: 0, loops: 0, directives: 0, differences: [] };
  for await (const truth of askOracle(targets, goroot)) {
    if (truth.error !== undefined) {
      scanGo(readFileSync(truth.file)); // broken code is no reason to throw
      covered.rejected++;
      continue;
    }
    covered.files++;
    covered.functions += truth.functions.length;
    covered.literals += truth.functions.filter((each) => each.kind === 'literal').length;
    covered.loops += truth.loops.length;
    covered.directives += truth.directives.length;
    covered.differences.push(...compareToTruth(truth));
  }
  return covered;
}

function listFunctions(scan: GoScan): string[] {
  return scan.functions.map(({ kind, name, span, body, nameSpan, parent, path: ordinals }) =>
    JSON.stringify({
      kind,
      name,
      start: span.start,
      end: span.end,
      body: body?.start ?? -1,
      ident: [nameSpan?.start ?? -1, nameSpan?.end ?? -1],
      parent: scan.functions[parent]?.span.start ?? -1,
      path: ordinals,
      place: [span.line, span.column, span.endLine, span.endColumn],
    }),
  );
}

function listLoops(scan: GoScan, text: Buffer, truth: Truth): string[] {
  return scan.loops.map(({ start, repeats, bodyStart, end, function: inside, parent }, index) =>
    JSON.stringify({
      start,
      repeats: skipToCode(text, repeats, truth.loops[index]?.repeats ?? repeats),
      body: bodyStart,
      end,
      inside: scan.functions[inside]?.span.start ?? -1,
      parent: scan.loops[parent]?.start ?? -1,
    }),
  );
}

/** The scanner says where the repeated part may start, the parser where its first node does: nothing but blanks and `;` may lie between. */
function skipToCode(text: Buffer, from: number, to: number): number {
  return from <= to && /^(\s|;|\/\*.*?\*\/|\/\/.*\n)*$/s.test(text.toString('latin1', from, to)) ? to : from;
}

function listDirectives(scan: GoScan, text: Buffer): string[] {
  return scan.directives.map(({ span }) => `${span.start} ${text.toString('utf8', span.start, span.end).trimEnd()}`);
}

function compareLists(what: string, truth: readonly string[], found: readonly string[]): string[] {
  if (truth.length === found.length && truth.every((each, index) => each === found[index])) return [];
  const [known, seen] = [new Set(truth), new Set(found)];
  return [
    ...truth.filter((each) => !seen.has(each)).map((each) => `missing ${what} ${each}`),
    ...found.filter((each) => !known.has(each)).map((each) => `extra ${what} ${each}`),
  ];
}
