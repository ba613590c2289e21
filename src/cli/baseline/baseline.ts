import { toSlashes, resolveFrom } from '../../base/posix-path.ts';
import { isDate } from '../../base/is-date.ts';
import { UserError } from '../../base/user-error.ts';
import {
  acceptEntry,
  acceptSite,
  baselineLines,
  checkNewBaseline,
  createBaseline,
  findEntry,
  pruneBaseline,
  readBaseline,
  rebaseBaseline,
  type Acceptance,
} from '../../engine/baseline.ts';
import { keepHeapSmall } from '../../host/heap.ts';
import type { Reported } from '../../engine/session.ts';
import type { Host } from '../../host/host.ts';
import { createNodeHost } from '../../host/node-host.ts';
import type { Baseline } from '../../model/baseline.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { acceptedWords, createdWords, createdNext, entryLines, prunedWords, rebasedWords } from '../../view/baseline-words.ts';
import type { Io } from '../io.ts';
import type { Asked } from '../parse.ts';
import { dayOf, isWholeRun } from '../prepare-judge.ts';
import { baselinePlace, runForBaseline, type BaselinePlace } from './baseline-run.ts';

/** `stackward baseline create [packages]`: writes a new file and never over another. */
export async function baselineCreate(asked: Asked, io: Io): Promise<number> {
  keepHeapSmall();
  const host = createNodeHost();
  const place = baselinePlace(asked, host);
  await checkNewBaseline(host, place.path, place.file);
  const found = await runForBaseline(asked, io, host, place);
  if (typeof found === 'number') return found;
  const baseline = createBaseline(host, found);
  // Again: Go may have taken minutes.
  await checkNewBaseline(host, place.path, place.file);
  await host.files.write(place.path, baselineLines(baseline));
  await io.stdout.write(`${createdWords(place.file, baseline)}\n`);
  if (!asked.switches.has('quiet') && asked.texts.get('baseline') === undefined) await io.stderr.write(`${createdNext(place.file)}\n`);
  return 0;
}

/** `stackward baseline prune [packages]`: takes out what is gone; nothing comes in. */
export async function baselinePrune(asked: Asked, io: Io): Promise<number> {
  const standing = await runBeside(asked, io);
  if (typeof standing === 'number') return standing;
  const { host, place, before, found } = standing;
  const stands = toSlashes(await host.files.real(resolveFrom(host.cwd, asked.texts.get('directory') ?? '.')));
  const isWhole = isWholeRun(asked, stands === toSlashes(found.root));
  const { baseline, removed } = pruneBaseline(host, found, before, { file: place.file, isWhole });
  if (removed.length > 0) await host.files.write(place.path, baselineLines(baseline));
  await writeLines(io, prunedWords(place.file, removed, baseline.entries.length, asked.switches.has('all')));
  return 0;
}

/** `stackward baseline rebase [packages]`: makes it fit this build. */
export async function baselineRebase(asked: Asked, io: Io): Promise<number> {
  const standing = await runBeside(asked, io);
  if (typeof standing === 'number') return standing;
  const { host, place, before, found } = standing;
  const withNew = asked.switches.has('with-new');
  const rebased = rebaseBaseline(host, found, before, withNew);
  await host.files.write(place.path, baselineLines(rebased.baseline));
  await writeLines(io, rebasedWords(place.file, rebased, withNew, asked.switches.has('all')));
  return 0;
}

/** `stackward baseline accept ID [packages]`: builds only where the id is not in the file yet. */
export async function baselineAccept(asked: Asked, io: Io): Promise<number> {
  const [id, ...packages] = asked.arguments;
  if (id === undefined || id === '')
    throw new UserError('missing-argument', { argument: 'the ID of an allocation', command: asked.command });
  const how = acceptance(asked);
  const host = createNodeHost();
  if (how.until !== undefined && how.until < dayOf(host.date()))
    throw new UserError('flag-value', { flag: '--until', value: how.until, expected: 'a day that is not over' });
  const place = baselinePlace(asked, host);
  const before = await readBaseline(host, place.path, place.file);
  let accepted = acceptEntry(before, place.file, id, how);
  if (!accepted) {
    keepHeapSmall();
    const found = await runForBaseline({ ...asked, arguments: packages }, io, host, place);
    if (typeof found === 'number') return found;
    accepted = acceptSite(host, found, before, place.file, id, how);
  }
  await host.files.write(place.path, baselineLines(accepted.baseline));
  await io.stdout.write(`${acceptedWords(accepted.entry)}\n`);
  return 0;
}

function acceptance(asked: Asked): Acceptance {
  const reason = asked.texts.get('reason')?.trim() ?? '';
  if (reason === '') throw new UserError('missing-argument', { argument: '--reason TEXT: why it may stay', command: asked.command });
  const until = asked.texts.get('until');
  if (until !== undefined && !isDate(until))
    throw new UserError('flag-value', { flag: '--until', value: until, expected: 'a day of the calendar: 2026-12-31' });
  return { reason, ...(until === undefined ? {} : { until }) };
}

/** `stackward baseline explain ID`: what the file knows of it. Needs no Go. */
export async function baselineExplain(asked: Asked, io: Io): Promise<number> {
  const [id, extra] = asked.arguments;
  if (id === undefined || id === '') throw new UserError('missing-argument', { argument: 'the ID of an entry', command: asked.command });
  if (extra !== undefined) throw new UserError('unexpected-argument', { argument: extra, command: asked.command });
  const host = createNodeHost();
  const place = baselinePlace(asked, host);
  const baseline = await readBaseline(host, place.path, place.file);
  const entry = findEntry(baseline, place.file, id);
  if (!entry) throw new UserError('baseline-no-entry', { file: place.file, id });
  await writeLines(io, entryLines(entry, place.file, baseline, dayOf(host.date())));
  return 0;
}

async function writeLines(io: Io, lines: readonly string[]): Promise<void> {
  await io.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

interface Beside {
  readonly host: Host;
  readonly place: BaselinePlace;
  readonly before: Baseline;
  readonly found: Reported;
}

/** A run with the baseline that there is, read before it; a number is the exit code of a run that is no evidence. */
async function runBeside(asked: Asked, io: Io): Promise<Beside | ExitCode> {
  keepHeapSmall();
  const host = createNodeHost();
  const place = baselinePlace(asked, host);
  const before = await readBaseline(host, place.path, place.file);
  const found = await runForBaseline(asked, io, host, place);
  return typeof found === 'number' ? found : { host, place, before, found };
}
