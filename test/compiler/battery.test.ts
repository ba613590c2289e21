import { createBlockSplitter } from '../../src/compiler/split-blocks.ts';
import { readAllExplanations, readExplanation } from '../../src/compiler/read-explanation.ts';
import { readText } from '../../src/compiler/read-text.ts';
import { testReader } from '../reader-battery.ts';
import { asWritten, splitText } from './read-lines.ts';
import { readTextRecordings } from './recordings.ts';

// One release of each of the two forms.
const recordings = readTextRecordings().filter(({ release }) => release === '1.24' || release === '1.26');
const samples = recordings
  .filter(({ way }) => way === 'scores' || way === 'errors')
  .map(({ release, way, bytes }) => ({ name: `Go ${release} ${way}`, bytes }));
const blocks = recordings
  .filter(({ way }) => way === 'default')
  .flatMap(({ release, bytes }) =>
    splitText(bytes)
      .blocks.filter(({ package: name }) => /\/(oddname4|bloop|newexpr)$/.test(name))
      .map((block) => ({ name: `Go ${release} ${block.header}`, bytes: block.bytes })),
  );
const limits = { line: 20, block: 50 };

testReader({
  name: 'split and read',
  read: (bytes) => {
    const { blocks: split, preamble } = splitText(bytes);
    return [preamble, ...split.map((block) => readText(block, { nameFile: asWritten }))];
  },
  samples,
  codes: [],
  limits: [
    {
      name: 'line',
      code: 'text-line-too-long',
      read: () => createBlockSplitter({ block: () => {}, preamble: () => {} }, limits).add(Buffer.alloc(21, 'x')),
    },
    {
      name: 'block',
      code: 'text-block-too-large',
      read: () => readText({ package: 'p', bytes: Buffer.alloc(51, 10) }, { nameFile: asWritten, limits }),
    },
  ],
});

testReader({
  name: 'read explanations',
  read: (bytes) => {
    const { explanations } = readText({ package: 'p', bytes }, { nameFile: asWritten });
    // At the offsets that were found, and at some that were not.
    return [
      ...readAllExplanations(bytes, explanations, { nameFile: asWritten }),
      readExplanation(bytes, 0, bytes.length, { nameFile: asWritten }),
      readExplanation(bytes, bytes.length >> 1, bytes.length, { nameFile: asWritten }),
    ];
  },
  samples: blocks,
  codes: [],
  runs: 100,
});
