/**
 * Bytes allocated by each line of a module, from the text of `go tool pprof -raw` of a heap profile. A sample belongs to the innermost
 * line below `folder` of its first frame outside of the runtime, inlined frames included: where a site stands. Samples whose first
 * such frame is another module's are left out. Keys are `file:line`, relative to the folder; test files are left out.
 */
export function readAllocatedLines(raw: string, folder: string): Map<string, number> {
  const lines = raw.split('\n');
  const column = (lines.find((line) => line.includes('alloc_space/bytes')) ?? '')
    .split(' ')
    .findIndex((name) => name.startsWith('alloc_space'));
  if (column < 0) throw new Error('the profile has no alloc_space');
  const frames = readLocations(lines.slice(lines.indexOf('Locations') + 1));
  const out = new Map<string, number>();
  for (const line of lines.slice(0, lines.indexOf('Locations'))) {
    const sample = /^\s+((?:\d+\s+)+\d+): ([\d ]+)$/.exec(line);
    if (!sample?.[1] || !sample[2]) continue;
    const bytes = Number(sample[1].trim().split(/\s+/)[column]);
    const first = sample[2]
      .trim()
      .split(' ')
      .map((id) => frames.get(id) ?? [])
      .find((stack) => !stack.every(isRuntime));
    const own = first?.find((frame) => frame.file.startsWith(`${folder}/`));
    if (!own || own.file.endsWith('_test.go')) continue;
    const key = `${own.file.slice(folder.length + 1)}:${own.line}`;
    out.set(key, (out.get(key) ?? 0) + bytes);
  }
  return out;
}

interface RawFrame {
  readonly function: string;
  readonly file: string;
  readonly line: string;
}

/** `     1: 0x46d2f0 M=1 runtime.mallocgc /go/src/runtime/malloc.go:1234:0 s=1100`, with the lines it was inlined into below. */
function readLocations(lines: readonly string[]): Map<string, RawFrame[]> {
  const frames = new Map<string, RawFrame[]>();
  let current: RawFrame[] = [];
  for (const line of lines) {
    if (line === 'Mappings') break;
    const start = /^\s+(\d+): 0x[0-9a-f]+ (?:M=\d+ )?/.exec(line);
    if (start?.[1]) {
      current = [];
      frames.set(start[1], current);
    }
    const frame = /^(.+?) (\S.*?):(\d+):\d+ s=\d+/.exec(line.slice(start?.[0].length ?? 0).trim());
    if (frame?.[1] && frame[2] && frame[3]) current.push({ function: frame[1], file: frame[2], line: frame[3] });
  }
  return frames;
}

function isRuntime({ function: name }: RawFrame): boolean {
  return /^(internal\/)?runtime[./]/.test(name);
}
