import { bareAssets } from '../support/no-page.ts';
import { createSession, type Snapshot } from '../../src/engine/session.ts';
import { saveBundle } from '../../src/engine/bundle.ts';
import type { Options } from '../../src/engine/options.ts';
import { explain } from '../../src/engine/explain.ts';
import type { Evidence } from '../../src/engine/explain-evidence.ts';
import { nearest } from '../../src/base/nearest.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import type { BenchResult } from '../../src/model/bench.ts';
import type { BenchComparison } from '../../src/model/benchmark-comparison.ts';
import type { Explained } from '../../src/model/explanation.ts';
import type { Report } from '../../src/model/report.ts';
import { render } from '../../src/report/render.ts';
import { formatsOf } from '../../src/report/formats.ts';
import { renderBuildComparison } from '../../src/report/build-comparison-render.ts';
import type { BuildComparison } from '../../src/model/build-comparison.ts';
import { renderComparison } from '../../src/report/comparison-render.ts';
import { renderBench } from '../../src/report/bench-render.ts';
import { renderBenchComparison } from '../../src/report/bench-comparison-render.ts';
import { renderExplain } from '../../src/report/explain-render.ts';
import { defaultList } from '../../src/report/render-options.ts';
import { readTextRecordings } from '../compiler/recordings.ts';
import { need, needRecording } from '../object/recorded.ts';
import { goAnswers } from '../support/go-answers.ts';
import { createFakeHost, type FakeHost } from '../support/fake-host.ts';

/** What a scripted `go` answers, and what lies on the disk; each can be exchanged for bytes of the fuzzer. */
export interface Answers {
  readonly env?: Uint8Array;
  readonly modules?: Uint8Array;
  readonly list?: Uint8Array;
  readonly text?: Uint8Array;
  readonly edit?: Uint8Array;
  readonly versions?: Uint8Array;
  readonly goMod?: Uint8Array;
  readonly archive?: Uint8Array;
  readonly source?: Uint8Array;
  /** Three files of a toolchain that has no tables. */
  readonly tables?: Readonly<Record<string, Uint8Array>>;
}

export const listed = {
  ImportPath: 'ex.com/probe/scores',
  Name: 'scores',
  Dir: '/mod/scores',
  Export: '/build/shapes.a',
  Match: ['./...'],
  Module: { Path: 'ex.com/probe', Main: true },
  GoFiles: ['scores.go'],
};

const recordedText = (): Uint8Array =>
  readTextRecordings().find(({ release, way }) => release === '1.26' && way === 'scores')?.bytes ?? new Uint8Array(0);
const recordedArchive = (): Uint8Array => need(needRecording('go1.26-linux-amd64'), 'lib');

export const goMod = 'module ex.com/probe\n\ngo 1.22\n\nreplace ex.com/other => ../other\n';
const sourceText =
  'package scores\n\nfunc leaf(n int) int { return n + 1 }\n\nfunc branch(n int) int {\n\tif n > 3 {\n\t\tpanic("too many")\n\t}\n\treturn leaf(n)\n}\n\nfunc use(n int) int { return branch(n) + leaf(2) }\n';

export function json(...values: readonly unknown[]): Uint8Array {
  return Buffer.from(values.map((value) => `${JSON.stringify(value, undefined, '\t')}\n`).join(''));
}

export const edited = { Module: { Path: 'ex.com/probe' }, Replace: [{ Old: { Path: 'ex.com/other' }, New: { Path: '../other' } }] };

let recorded: { readonly text: Uint8Array; readonly archive: Uint8Array } | undefined;

/** A module whose one package has recorded text and a recorded archive, of different programs: what matches is not the point. */
export function createWorld(answers: Answers): FakeHost {
  recorded ??= { text: recordedText(), archive: recordedArchive() };
  const { text, archive } = recorded;
  return createFakeHost({
    cwd: '/mod',
    binaries: {
      '/mod/go.mod': answers.goMod ?? Buffer.from(goMod),
      '/mod/scores/scores.go': answers.source ?? Buffer.from(sourceText),
      '/build/shapes.a': answers.archive ?? archive,
      ...Object.fromEntries(Object.entries(answers.tables ?? {}).map(([name, bytes]) => [`/go/src/cmd/internal/${name}`, bytes])),
    },
    answer({ args: [command, flag] }) {
      if (command === 'env') return { stdout: answers.env ?? json(goAnswers) };
      if (command === 'mod' || command === 'work') return { stdout: answers.edit ?? json(edited) };
      if (command === 'list' && flag === '-m')
        return { stdout: answers.versions ?? answers.modules ?? json({ Path: 'ex.com/probe', Dir: '/mod' }) };
      return command === 'list' ? { stdout: answers.list ?? json(listed), stderr: answers.text ?? text } : {};
    },
  });
}

/** A whole run, shown in both forms, and its bundle written. */
export async function runAndShow(answers: Answers, options: Options = {}): Promise<Report> {
  const host = createWorld(answers);
  const snapshot = await runSession(host, options);
  await saveBundle(host, snapshot, '/out', { source: true });
  show(snapshot.report);
  return snapshot.report;
}

async function runSession(host: FakeHost, options: Options): Promise<Snapshot> {
  const session = createSession(host, { keepExplanations: true, ...options }, '0.0.0');
  try {
    return await session.run();
  } finally {
    session.close();
  }
}

/** The files of a bundle by their names in it. */
export async function makeBundle(): Promise<Readonly<Record<string, string>>> {
  const host = createWorld({});
  await saveBundle(host, await runSession(host, {}), '/out', { source: true });
  return Object.fromEntries(
    [...host.written].filter(([name]) => name.startsWith('/out/')).map(([name, text]) => [name.slice('/out/'.length), text]),
  );
}

/** A bundle in memory, with some of its files exchanged. */
export function bundleHost(files: Readonly<Record<string, string>>, changed: Readonly<Record<string, Uint8Array>> = {}): FakeHost {
  const below = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([name, content]) => [`/out/${name}`, content]));
  return createFakeHost({ cwd: '/', files: below(files), binaries: below(changed) });
}

/** Renders a report in every form, to the end. Gives its length. */
export function show(report: Report): number {
  let length = 0;
  const options = { color: true, all: true, width: 100, nameFile: (file: string) => file, list: defaultList, page: bareAssets };
  for (const format of ['text', 'json', 'html', 'svg'] as const)
    for (const piece of render(format, report, options)) length += piece.length;
  return length;
}

export function explainAll(evidence: Evidence, targets: readonly string[]): Promise<Explained> {
  return explain(evidence, targets, { raw: true, nearest });
}

/** Explains targets from a bundle, in every form. */
export async function explainAndShow(evidence: Evidence, targets: readonly string[]): Promise<number> {
  return showExplained(await explainAll(evidence, targets));
}

export function showExplained(explained: Explained): number {
  let length = 0;
  for (const format of ['text', 'json', 'mermaid', 'svg'] as const)
    for (const piece of renderExplain(format, explained, { color: true, width: 100, nameFile: (file) => file })) length += piece.length;
  return length;
}

export function showComparison(comparison: Comparison): number {
  let length = 0;
  for (const format of formatsOf('comparison'))
    for (const piece of renderComparison(format, comparison, {
      color: true,
      width: 100,
      all: true,
      nameFile: (file) => file,
      page: bareAssets,
    }))
      length += piece.length;
  return length;
}

export function showBenchComparison(comparison: BenchComparison): number {
  let length = 0;
  for (const format of formatsOf('bench-comparison'))
    for (const piece of renderBenchComparison(format, comparison, { color: true, width: 100, nameFile: (file) => file }))
      length += piece.length;
  return length;
}

export function showBuildComparison(comparison: BuildComparison): number {
  let length = 0;
  for (const format of formatsOf('build-comparison'))
    for (const piece of renderBuildComparison(format, comparison, {
      color: true,
      width: 100,
      all: true,
      top: 20,
      nameFile: (file) => file,
      page: bareAssets,
    }))
      length += piece.length;
  return length;
}

export function showBench(result: BenchResult): number {
  let length = 0;
  for (const format of formatsOf('bench'))
    for (const piece of renderBench(format, result, { color: true, width: 100, all: true, nameFile: (file) => file }))
      length += piece.length;
  return length;
}
