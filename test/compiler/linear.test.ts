import { expect, it } from 'vitest';
import { readAllExplanations } from '../../src/compiler/read-explanation.ts';
import { readText } from '../../src/compiler/read-text.ts';
import { asWritten, splitText, toBytes } from './read-lines.ts';
import { readTextRecordings } from './recordings.ts';

const sample = readTextRecordings().find(({ release, way }) => release === '1.26' && way === 'default')?.bytes ?? Buffer.alloc(0);
const block = splitText(sample).blocks.map(({ bytes }) => bytes);

it.each([1, 4, 16])('%i times the text: so many times the numbers, and the same records', (times) => {
  const one = Buffer.concat(block);
  const names: string[] = [];
  const read = (bytes: Uint8Array) => readText({ package: 'p', bytes }, { nameFile: (raw) => (names.push(raw), raw) });
  const single = read(one);
  const asked = names.splice(0);
  const many = read(Buffer.concat(Array.from({ length: times }, () => one)));
  expect(many.counts).toEqual(Object.fromEntries(Object.entries(single.counts).map(([name, count]) => [name, count * times])));
  expect(many.verdicts).toEqual(single.verdicts.map((fact) => ({ ...fact, count: fact.count * times })));
  expect(many.inlinedCalls).toEqual(single.inlinedCalls.map((fact) => ({ ...fact, count: fact.count * times })));
  expect(many.inlining).toHaveLength(single.inlining.length * times);
  expect(many.explanations).toHaveLength(single.explanations.length * times);
  expect(names).toEqual(asked);
});

// Each line has 300 kB, made to be searched again and again: work in proportion to the square of its length would take minutes.
it.each([
  'x:9[',
  'a:1: ',
  ':1:2',
  ' (a) at ',
  ') at ',
  ' escapes to heap in ',
  '"} for ',
  '\\"',
  ' with cost 1 as: ',
  ' with score 1',
  ' into ',
  ' capturing by ref: x',
  ' ignoring self-assignment in',
  ' = ',
  '} ← ',
  'devirtualizing x to',
  ' now per-iteration, ',
])(
  'a long line of %j takes no second of its own',
  (part) => {
    const text = part.repeat(300_000 / part.length);
    const heading = 'a.go:1:2: x escapes to heap:';
    const flow = 'a.go:1:2:   flow: {storage for ';
    const starts = [
      '',
      'a.go:1:2: ',
      'b.y:1: ',
      'a.go:1:2: can inline ',
      'a.go:1:2: cannot inline ',
      'a.go:1:2: parameter p leaks to {storage for ',
    ];
    const more = ['a.go:1:2: loop variable ', 'a.go:1:2: cannot devirtualize ', 'a.go:1:2: marking '];
    const steps = [
      heading,
      `${flow}${text}:`,
      `${flow}x = y:`,
      `a.go:1:2:     from ${text}`,
      heading,
      `${flow}x = y:`,
      `a.go:1:2:     from ${text} (a) at ${text}:1`,
    ];
    const bytes = toBytes(
      ...[...starts, ...more].flatMap((start) => [start + text, `${start}${text}:`, `${start}${text} with derefs=0:`]),
      ...steps,
    );
    const facts = readText({ package: 'p', bytes }, { nameFile: asWritten });
    const read = [...readAllExplanations(bytes, facts.explanations, { nameFile: asWritten })];
    expect(facts.counts.lines).toBe(27 + steps.length);
    expect(read).toHaveLength(facts.counts.explanations);
  },
  20_000,
);
