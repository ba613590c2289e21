import { resolveFrom, toSlashes } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import { documentLimit, parseDocument, readDocument } from '../engine/documents.ts';
import { createNodeHost } from '../host/node-host.ts';
import { documentSchemas, type SavedDocument } from '../model/document.ts';
import { exitCode } from '../model/exit-code.ts';
import { formatsOf } from '../report/formats.ts';
import { checkOutput } from './check-output.ts';
import type { Io } from './io.ts';
import { outputsOf } from './outputs.ts';
import type { Asked } from './parse.ts';
import { inputName, readInput } from './read-input.ts';
import { readWhere } from './read-where.ts';
import { showBuildComparison } from './show-build-comparison.ts';
import { showBench } from './show-bench.ts';
import { showBinary } from './show-binary.ts';
import { showBenchComparison } from './show-bench-comparison.ts';
import { showComparison } from './show-comparison.ts';
import { showExplained } from './show-explained.ts';
import { showReport } from './show-report.ts';

/** `stackward debug render FILE|DIR|-`: a saved document, shown as the command that made it would have shown it. */
export async function renderDocument(asked: Asked, io: Io): Promise<number> {
  const [file, extra] = asked.arguments;
  if (file === undefined) throw new UserError('missing-argument', { argument: 'FILE, DIR or -', command: asked.command });
  if (extra !== undefined) throw new UserError('unexpected-argument', { argument: extra, command: asked.command });
  const where = await readWhere(asked);
  const host = createNodeHost();
  const saved =
    file === '-'
      ? parseDocument(await readInput(io, documentLimit), inputName)
      : await readDocument(host, resolveFrom(host.cwd, file), toSlashes(file));
  checkFlags(asked, saved);
  if (asked.lists.has('format')) await checkOutput(asked, host);
  if (saved.kind === 'explained') return showExplained(saved.document, asked, io, host, undefined);
  if (saved.kind === 'comparison') return showComparison(saved.document, asked, io, host, undefined);
  if (saved.kind === 'build-comparison') return showBuildComparison(saved.document, asked, io, host, undefined);
  if (saved.kind === 'bench') return showBench(saved.document, asked, io, host, undefined);
  if (saved.kind === 'binary') return showBinary(saved.document, asked, io, host, undefined);
  if (saved.kind === 'bench-comparison') return showBenchComparison(saved.document, asked, io, host);
  await showReport(saved.document, asked, io, host, undefined, where);
  return exitCode(saved.document);
}

/** What chooses among sites means nothing for answers, and not every format takes both: neither is passed over in silence. */
function checkFlags(asked: Asked, { kind }: SavedDocument): void {
  const schema = documentSchemas[kind];
  const fitting: readonly string[] = formatsOf(kind);
  const format = outputsOf(asked).find((output) => !fitting.includes(output.format))?.format;
  if (format !== undefined)
    throw new UserError('document-flag', { flag: `-f ${format}`, schema, fits: `Its forms are: ${fitting.join(', ')}.` });
  if (kind === 'report') return;
  const isOfBuilds = kind === 'build-comparison';
  const takesAll = kind === 'comparison' || kind === 'bench' || kind === 'binary' || isOfBuilds;
  const flag = ['where', 'sort', 'group', ...(isOfBuilds ? [] : ['top']), ...(takesAll ? [] : ['all'])].find((name) =>
    asked.given.has(name),
  );
  if (flag !== undefined)
    throw new UserError('document-flag', { flag: `--${flag}`, schema, fits: 'It chooses among the sites of a report; leave it out here.' });
}
