import { join, relative, resolveFrom, toSlashes } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import { readPageAssets } from '../host/page-assets.ts';
import type { PageDetails } from '../model/page.ts';
import type { Report } from '../model/report.ts';
import { render, type Format } from '../report/render.ts';
import type { RenderOptions } from '../report/render-options.ts';
import { isReaderGone, lineWidth, wantsColor, type Io } from './io.ts';
import { listOptions } from './list-options.ts';
import type { Query } from '../query/query.ts';
import type { Asked } from './parse.ts';

/** Renders a report. `root` is the absolute root where it is known. */
export async function showReport(
  report: Report,
  asked: Asked,
  io: Io,
  host: Host,
  root: string | undefined,
  where: Query | undefined,
  details?: PageDetails,
): Promise<void> {
  const format = (asked.texts.get('format') ?? 'text') as Format;
  if (format === 'html' && !asked.texts.has('output') && io.stdout.isTerminal) throw new UserError('output-needed', { format });
  const list = await listOptions(asked, where, report, host, root);
  const page = format === 'html' ? { page: { assets: await readPageAssets(host), ...(details ? { details } : {}) } } : {};
  await showPieces((options) => render(format, report, { ...options, list, ...page }), asked, io, host, root);
}

/** Writes what `make` renders to standard output or to the file of `--output`. */
export async function showPieces(
  make: (options: Omit<RenderOptions, 'list'>) => Iterable<string>,
  asked: Asked,
  io: Io,
  host: Host,
  root: string | undefined,
): Promise<void> {
  const file = asked.texts.get('output');
  const width = lineWidth(asked.texts.get('width'), file === undefined ? io.stdout.columns : undefined);
  const pieces = make({
    ...(width === undefined ? {} : { width }),
    color: file === undefined && wantsColor(asked.texts.get('color'), io.stdout, io.env),
    all: asked.switches.has('all'),
    nameFile: root === undefined ? (name) => name : fileNamer(root, toSlashes(await host.files.real(host.cwd))),
  });
  if (file === undefined) {
    try {
      for (const piece of untilCancelled(pieces, io)) await io.stdout.write(piece);
    } catch (error) {
      // Nobody reads on: what the command found still decides its exit code.
      if (!isReaderGone(error)) throw error;
    }
    return;
  }
  await host.files.write(resolveFrom(host.cwd, file), encoded(untilCancelled(pieces, io)));
}

/** From far away a relative path is only noise: then files are named from the root. */
function fileNamer(root: string, cwd: string): (file: string) => string {
  const isFar =
    relative(cwd, root)
      .split('/')
      .filter((part) => part === '..').length > 2;
  return isFar || cwd === root ? (file) => file : (file) => relative(cwd, join(root, file));
}

function* untilCancelled(pieces: Iterable<string>, { signal }: Io): Iterable<string> {
  for (const piece of pieces) {
    if (signal.aborted) throw new UserError('cancelled');
    yield piece;
  }
}

function* encoded(pieces: Iterable<string>): Iterable<Uint8Array> {
  const encoder = new TextEncoder();
  for (const piece of pieces) yield encoder.encode(piece);
}
