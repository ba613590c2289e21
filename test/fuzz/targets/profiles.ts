import { gzipSync } from 'node:zlib';
import { deepestStack, fillFrames, frameAt } from '../../profile/profile-frames.ts';
import { totalsOf } from '../../../src/model/profile-values.ts';
import { mergeProfiles, subtractProfile } from '../../../src/profile/merge-profiles.ts';
import { fieldOf } from '../../../src/profile/profile-fields.ts';
import { nextField, openCursor } from '../../../src/profile/proto-cursor.ts';
import { readHeapText } from '../../../src/profile/read-heap-text.ts';
import { readPprof } from '../../../src/profile/read-pprof.ts';
import { readProfile } from '../../../src/profile/read-profile.ts';
import { readBuildId } from '../../../src/profile/read-build-id.ts';
import { parseBuildInfo } from '../../../src/toolchain/read-build-info.ts';
import { elfWith } from '../../profile/elf.ts';
import { heapText, plainProfile } from '../../profile/samples.ts';
import { encodeProfile } from '../../support/encode-profile.ts';
import { mustHold, repeated, text, type FuzzTarget } from '../target.ts';

const raw = encodeProfile(plainProfile);
const odd = encodeProfile(plainProfile, { unpacked: true, unknown: true, stringsFirst: true });

/** So many bytes of samples, with the locations, functions and texts that they name. */
function manySamples(bytes: number): Uint8Array {
  const { samples } = plainProfile;
  const one = encodeProfile({ ...plainProfile, samples: Array.from({ length: 1000 }, (_, index) => samples[index % samples.length]!) });
  const cursor = openCursor(one, 'x');
  let [from, to] = [one.length, 0];
  for (let start = 0; nextField(cursor); start = cursor.at) {
    if (cursor.field !== fieldOf.samples) continue;
    from = Math.min(from, start);
    to = cursor.at;
  }
  return Buffer.concat([one, repeated(one.subarray(from, to), bytes)]);
}

function check(bytes: Uint8Array): unknown {
  const profile = readPprof(bytes, 'x');
  const { samples, locations, lines, functions, strings } = profile;
  mustHold(samples.values.near.length === samples.count * profile.types.length, 'each sample has each value');
  mustHold(samples.stackStarts.at(-1) === samples.locations.length, 'stacks are whole');
  mustHold(
    samples.locations.every((row) => row < locations.count),
    'locations are there',
  );
  mustHold(
    lines.functions.every((row) => row < functions.count),
    'functions are there',
  );
  mustHold(
    functions.names.every((row) => row < strings.length),
    'texts are there',
  );
  const rows = new Int32Array(deepestStack(profile));
  for (let sample = 0; sample < Math.min(100, samples.count); sample++) {
    const count = fillFrames(profile, sample, rows);
    for (let at = 0; at < count; at++) frameAt(profile, rows[at]!);
  }
  return profile;
}

export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'program-build-id',
    of: 'a program that is said to have written a profile, and what Go says of it',
    form: 'binary',
    words: ['\u007fELF', 'GNU\0', ': go1.26.8\n', '\tpath\tex.com/m\n', '\tbuild\t-tags=a\n'],
    seeds: () => [
      elfWith([1, 2, 3, 4]),
      elfWith([1, 2], { section: true }),
      Buffer.from('app: go1.26.8\n\tpath\tex.com/m\n\tbuild\tGOOS=linux\n'),
    ],
    read(bytes) {
      const id = readBuildId((at, length) => (at >= 0 && at < bytes.length ? bytes.subarray(at, at + length) : new Uint8Array(0)));
      mustHold(id === undefined || /^(?:[0-9a-f]{2})+$/.test(id), 'an id is hexadecimal');
      return [id, parseBuildInfo(text(bytes))];
    },
  },
  {
    name: 'profile-pprof',
    of: 'profiles of programs',
    form: 'binary',
    words: ['\x0a\x04', '\x12', '\x1a\x02', '\x08\x01'],
    seeds: () => [raw, odd],
    read: check,
    grow: manySamples,
  },
  {
    name: 'profile-gzip',
    of: 'profiles of programs, zipped or something else',
    form: 'binary',
    words: ['\x1f\x8b\x08', 'heap profile: ', '<html', 'mode: set\n'],
    seeds: () => [gzipSync(raw), Buffer.concat([gzipSync(raw.subarray(0, 60)), gzipSync(raw.subarray(60))]), gzipSync(heapText)],
    read: (bytes) => readProfile(bytes, 'x'),
    // What it holds is what it is unpacked to.
    grow: manySamples,
  },
  {
    name: 'profile-heap-text',
    of: 'heap?debug=1 of programs',
    form: 'text',
    words: [
      'heap profile: 1: 2 [3: 4] @ heap/1048576',
      '1: 48 [4: 192] @ 0x43c2d0',
      '#\t0x1\tmain.f+0x1\t/f.go:1',
      '# runtime.MemStats',
      '# Stack = 1 / 2',
      '[1 2]',
    ],
    seeds: () => [Buffer.from(heapText)],
    read: (bytes) => readHeapText(bytes, 'x'),
    grow: (bytes) => Buffer.from(manyTextSamples(bytes)),
  },
  {
    name: 'profile-merge',
    of: 'profiles of programs, put together',
    form: 'binary',
    words: ['\x12', '\x1a\x02'],
    seeds: () => [raw, odd],
    read(bytes) {
      const profile = readPprof(bytes, 'x');
      const sum = mergeProfiles([profile, profile]);
      mustHold(
        totalsOf(sum).every((total, type) => total === 2n * totalsOf(profile)[type]!),
        'a sum is a sum',
      );
      mustHold(subtractProfile(profile, profile).samples.count === 0, 'nothing is left of a profile without itself');
      return sum;
    },
    grow: manySamples,
  },
];

function manyTextSamples(bytes: number): string {
  const [, ...sample] = heapText.slice(0, heapText.indexOf('\n\n') + 2).split('\n');
  const piece = sample.join('\n');
  const at = heapText.indexOf(piece);
  return heapText.slice(0, at) + piece.repeat(Math.ceil(bytes / piece.length)) + heapText.slice(at);
}
