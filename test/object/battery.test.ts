import { readEdges } from '../../src/object/read-edges.ts';
import { readArchive } from '../../src/object/read-archive.ts';
import { readCallSites } from '../../src/object/read-call-sites.ts';
import { readCalledLines } from '../../src/object/read-called-lines.ts';
import { readForeignNames } from '../../src/object/foreign-names.ts';
import { symbolSize } from '../../src/object/go-object.ts';
import { openArchive } from '../../src/object/open-archive.ts';
import { readMarks } from '../../src/object/read-marks.ts';
import { partsOf } from '../../src/object/parts.ts';
import { readTypes } from '../../src/object/read-types.ts';
import { testReader } from '../reader-battery.ts';
import { need, needRecording, source } from './recorded.ts';

const codes = [
  'archive-not-go',
  'archive-version',
  'archive-release',
  'archive-architecture',
  'archive-truncated',
  'archive-corrupt',
  'archive-limit',
];
const [amd64, arm, wasm, s390x] = ['go1.26-linux-amd64', 'go1.22-linux-386', 'go1.26-js-wasm', 'go1.26-linux-s390x'].map(needRecording) as [
  ReturnType<typeof needRecording>,
  ReturnType<typeof needRecording>,
  ReturnType<typeof needRecording>,
  ReturnType<typeof needRecording>,
];
/** Small enough to be cut at each byte: two objects, calls, types. */
const samples = [amd64, arm, wasm, s390x].map((recording) => ({ name: recording.name, bytes: need(recording, 'stub') }));
const options = { ...source, nameFile: (raw: string) => raw, package: 'ex.com/probe/stub' };

/** All lines of all files. */
const linesOfAll = { has: () => true, get: () => ({ has: () => true }) } as unknown as ReadonlyMap<string, ReadonlySet<number>>;

/** An archive in which each symbol has the same long name. */
function longNames(): Buffer {
  const bytes = Buffer.from(need(amd64, 'shapes'));
  const [object] = openArchive(bytes).objects;
  if (!object) throw new Error('no object');
  for (let symbol = 0; symbol < object.definedCount; symbol++) {
    bytes.writeUInt32LE(100_000, object.symbols + symbol * symbolSize);
    bytes.writeUInt32LE(0, object.symbols + symbol * symbolSize + 4);
  }
  return bytes;
}

/** `!<arch>`, then members without data. */
function manyMembers(count: number): Buffer {
  const header = `${'a.o'.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'644'.padEnd(8)}${'0'.padEnd(10)}\`\n`;
  return Buffer.from(`!<arch>\n${header.repeat(count)}`);
}

testReader({
  name: 'archives',
  read: (bytes) => readArchive(bytes, options),
  samples,
  codes,
  runs: 1500,
  limits: [
    { name: 'members', code: 'archive-limit', read: () => readArchive(manyMembers(100_001), options) },
    { name: 'as many members as are allowed', code: 'archive-not-go', read: () => readArchive(manyMembers(100_000), options) },
    { name: 'one long name for all functions', code: 'archive-limit', read: () => readEdges(longNames(), source) },
  ],
});
testReader({
  name: 'the call graph of archives',
  read: (bytes) => readEdges(bytes, source),
  samples: samples.slice(0, 2),
  codes,
  runs: 500,
});
testReader({
  name: 'the calls of functions in archives',
  read: (bytes) => readCallSites(bytes, options, () => true),
  samples: samples.slice(0, 3),
  codes,
  runs: 500,
});
testReader({
  name: 'lines of archives on which something is called',
  read: (bytes) => readCalledLines(bytes, options),
  samples: samples.slice(0, 2),
  codes,
  runs: 500,
});
testReader({
  name: 'marks of archives',
  read: (bytes) => readMarks(bytes, options, linesOfAll),
  samples,
  codes,
  runs: 500,
});
testReader({
  name: 'a few types of archives',
  read: (bytes) => readTypes(partsOf(bytes), new Set(['ex.com/probe/shapes.Large', '*int', 'string'])),
  samples: samples.slice(0, 2),
  codes,
  runs: 500,
});
testReader({ name: 'types of archives', read: (bytes) => readTypes(partsOf(bytes)), samples: samples.slice(0, 2), codes, runs: 500 });
testReader({
  name: 'names of functions',
  read: (bytes) => readForeignNames(partsOf(bytes), { package: 'ex.com/probe/stub', fingerprint: undefined, indexes: [0, 1, 2, 1 << 30] }),
  samples: samples.slice(0, 1),
  codes,
  runs: 500,
});
