import type { MemStats } from '../model/profile.ts';
import type { ReadProfile } from './read-profile.ts';
import { createProfileBuilder } from './profile-builder.ts';
import { damaged, profileError } from './profile-error.ts';
import { readMemStats } from './read-mem-stats.ts';
import { scaleHeapSample } from './scale-heap-sample.ts';

/** `heap profile: 3: 480 [7: 1120] @ heap/1048576` */
const header = /^heap profile: +-?\d+: +-?\d+ \[ *-?\d+: +-?\d+\] @ heap\/(\d{1,18})$/;
/** `2: 320 [5: 800] @ 0x4a0f3d 0x4a0e11` */
const sampleLine = /^(-?\d{1,19}): (-?\d{1,19}) \[(-?\d{1,19}): (-?\d{1,19})\] @((?: 0x[0-9a-f]{1,16})*)$/;
/** `#	0x4a0f3c	main.work+0x3c	/src/main.go:12`, cells apart by one tab or more; or an address alone */
const frameLine = /^#\t+0x([0-9a-f]{1,16})(?:\t+([^\t]+)\+0x([0-9a-f]{1,16})\t+((?:[^\t].*)?):(\d{1,15}))?$/;
const statsLine = '# runtime.MemStats';
const mostLine = 1 << 20;

/** A line that begins with `#` below a sample. */
interface TextFrame {
  readonly address: bigint;
  /** Where the function begins whose code holds the address, as a physical one: inlined calls share it with the call around them. */
  readonly entry: bigint;
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

/**
 * Reads the text of `heap?debug=1` (runtime/pprof, `writeHeapInternal`): samples with their frames, and `runtime.MemStats`. Its numbers are
 * those of the samples that were taken; they are scaled to estimates as Go does in the other format (see {@link scaleHeapSample}), so that
 * both forms of one profile agree. Frames are those that are written in words: the allocator's own are not. It has neither the lines on
 * which functions begin nor a build id, and instances of generic functions have one name, `main.F[...]`.
 * @throws UserError `profile-*`; `profile-truncated` where the end of MemStats is not there, which is the end of the text
 */
export function readHeapText(bytes: Uint8Array, file: string): ReadProfile & { readonly memStats: MemStats } {
  const lines = linesOf(bytes, file);
  const first = lines.next();
  const rate = first.done === true ? undefined : header.exec(first.value)?.[1];
  if (rate === undefined) throw damaged(file, 'a first line that is no header of a heap profile');
  // Twice the rate, as the first heap profiler wrote it.
  const period = BigInt(rate) / 2n;
  const builder = createProfileBuilder({
    types: [
      { type: 'alloc_objects', unit: 'count' },
      { type: 'alloc_space', unit: 'bytes' },
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
    periodType: { type: 'space', unit: 'bytes' },
    period,
  });
  let values: bigint[] | undefined;
  let blockSize = 0n;
  let addresses: readonly bigint[] = [];
  let frames: TextFrame[] = [];

  function finish(): void {
    if (values === undefined) return;
    const stack =
      frames.length > 0
        ? groupInlined(frames).map((group) =>
            builder.location(
              group[0]!.address,
              group.filter(({ function: name }) => name !== ''),
            ),
          )
        : addresses.map((address) => builder.location(address, []));
    builder.sample(values, stack, blockSize === 0n ? [] : [{ key: 'bytes', number: blockSize }]);
    values = undefined;
    frames = [];
  }

  for (const line of lines) {
    if (line.startsWith(statsLine)) {
      finish();
      return { profile: builder.finish(), memStats: readMemStats(lines, file) };
    }
    if (line === '') continue;
    if (line.startsWith('#')) {
      const frame = values === undefined ? null : frameLine.exec(line);
      if (frame === null) throw damaged(file, 'a line that is no frame of a sample');
      frames.push(frameOf(frame));
      continue;
    }
    const sample = sampleLine.exec(line);
    if (sample === null) throw damaged(file, 'a line that is neither a sample nor a frame');
    finish();
    const [inuseObjects, inuseBytes, allocObjects, allocBytes] = sample.slice(1, 5).map(BigInt) as [bigint, bigint, bigint, bigint];
    values = [...scaleHeapSample(allocObjects, allocBytes, period), ...scaleHeapSample(inuseObjects, inuseBytes, period)];
    blockSize = allocObjects > 0n ? allocBytes / allocObjects : 0n;
    addresses = sample[5]!.split(' ').slice(1).map(BigInt);
  }
  throw profileError('profile-truncated', { file, at: bytes.length });
}

function frameOf(match: RegExpExecArray): TextFrame {
  const address = BigInt(`0x${match[1]!}`);
  const offset = BigInt(`0x${match[3] ?? '0'}`);
  return { address, entry: address - offset, function: match[2] ?? '', file: match[4] ?? '', line: Number(match[5] ?? 0) };
}

/**
 * Puts the frames of one stack together that are inlined calls of one physical frame. Inlined calls are written with the offset from where the
 * function around them begins (runtime.Frame.Entry), so a run of frames with one entry is one function with what was inlined into it; its own
 * name is the last of the run, and each frame of this name ends a group, for a function may call itself.
 */
function groupInlined(frames: readonly TextFrame[]): TextFrame[][] {
  const groups: TextFrame[][] = [];
  for (let from = 0; from < frames.length;) {
    let to = from + 1;
    while (to < frames.length && frames[to]!.entry === frames[from]!.entry) to++;
    const owner = frames[to - 1]!.function;
    let group: TextFrame[] = [];
    for (const frame of frames.slice(from, to)) {
      group.push(frame);
      if (frame.function !== owner) continue;
      groups.push(group);
      group = [];
    }
    from = to;
  }
  return groups;
}

/** Line by line, so that a text of any length needs no copy of itself. */
function* linesOf(bytes: Uint8Array, file: string): Generator<string, void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < buffer.length;) {
    const end = buffer.indexOf(10, at);
    // Each line ends with one, the last too: a number without its end may be half of one.
    if (end < 0) throw profileError('profile-truncated', { file, at: bytes.length });
    if (end - at > mostLine) throw profileError('profile-damaged', { file, what: 'a line of more than 1 MiB' });
    // Written by Windows' tools, or sent through them.
    yield buffer.toString('utf8', at, end > at && buffer[end - 1] === 13 ? end - 1 : end);
    at = end + 1;
  }
}
