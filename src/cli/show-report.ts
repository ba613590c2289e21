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
import { outputsOf, refuseOnTerminal, wantsFormat } from './outputs.ts';
import type { Query } from '../query/query.ts';
import type { Asked } from './parse.ts';

/** Renders a report in each form that was asked for. `root` is the absolute root where it is known. */
export async function showReport(
  report: Report,
  asked: Asked,
  io: Io,
  host: Host,
  root: string | undefined,
  where: Query | undefined,
  details?: PageDetails,
): Promise<void> {
  refuseOnTerminal(asked, io.stdout.isTerminal);
  const list = await listOptions(asked, where, report, host, root);
  const page = wantsFormat(asked, 'html') ? { page: { assets: await readPageAssets(host), ...(details ? { details } : {}) } } : {};
  const more = { list, ...findingOptions(asked, host, root), ...page };
  for (const { format, file } of outputsOf(asked))
    await showPieces((options) => render(format as Format, report, { ...options, ...more }), asked, io, host, root, file);
}

/** A source that is larger has no columns in other units. */
const sourceLimit = 64 << 20;

/** What forms of findings take: sources below the root, where it is known, and the kind of fingerprint. */
export function findingOptions(asked: Asked, host: Host, root: string | undefined): Pick<RenderOptions, 'readSource' | 'lineHash'> {
  return {
    ...(asked.texts.get('fingerprint') === 'codeql' ? { lineHash: 'codeql' as const } : {}),
    ...(root === undefined ? {} : { readSource: sourceReader(host, root) }),
  };
}

function sourceReader(host: Host, root: string): (file: string) => string | undefined {
  return (file) => {
    const bytes = host.files.readNow(join(root, file), sourceLimit);
    return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  };
}

/** Writes what `make` renders to standard output or to a file, by default that of `--output`. */
export async function showPieces(
  make: (options: Omit<RenderOptions, 'list'>) => Iterable<string>,
  asked: Asked,
  io: Io,
  host: Host,
  root: string | undefined,
  file: string | undefined = asked.texts.get('output'),
): Promise<void> {
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
