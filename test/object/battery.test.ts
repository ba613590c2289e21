import { readEdges } from '../../src/object/read-edges.ts';
import { readArchive } from '../../src/object/read-archive.ts';
import { readForeignNames } from '../../src/object/foreign-names.ts';
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

testReader({ name: 'archives', read: (bytes) => readArchive(bytes, options), samples, codes, runs: 1500 });
testReader({
  name: 'the call graph of archives',
  read: (bytes) => readEdges(bytes, source),
  samples: samples.slice(0, 2),
  codes,
  runs: 500,
});
testReader({ name: 'types of archives', read: (bytes) => readTypes(bytes), samples: samples.slice(0, 2), codes, runs: 500 });
testReader({
  name: 'names of functions',
  read: (bytes) => readForeignNames(bytes, { package: 'ex.com/probe/stub', fingerprint: undefined, indexes: [0, 1, 2, 1 << 30] }),
  samples: samples.slice(0, 1),
  codes,
  runs: 500,
});
