import { expect, test } from 'vitest';
import { makeEntry, makeHeader } from '../../src/analysis/baseline/make-entries.ts';
import { UserError } from '../../src/base/user-error.ts';
import type { Baseline } from '../../src/model/baseline.ts';
import { baselineLines, checkNewBaseline, parseBaseline, readBaseline } from '../../src/store/baseline-file.ts';
import { makeSite } from '../query/sites.ts';
import { testReader } from '../reader-battery.ts';
import { createFakeHost } from '../support/fake-host.ts';
import { sampleReport } from '../support/sample-report.ts';

const baseline: Baseline = {
  header: makeHeader(sampleReport('x')),
  entries: [
    makeEntry(makeSite({ id: 'a' }), { line: '1', text: '2', body: '3' }, { section: 'accepted', reason: 'why', until: '2026-12-31' }),
    makeEntry(makeSite({ id: 'b', subject: 'é\u2028"', loop: 2 }), {}),
  ],
};
const text = Buffer.concat([...baselineLines(baseline)]).toString();
const [head = '', first = '', second = ''] = text.split('\n');

testReader({
  name: 'baseline',
  read: (bytes) => parseBaseline(bytes, 'b.jsonl'),
  samples: [{ name: 'two entries', bytes: Buffer.from(text) }],
  codes: ['baseline-foreign', 'baseline-newer', 'baseline-conflict', 'baseline-damaged'],
});

test('what was written is read, with CRLF too; fields of later versions stay', () => {
  expect(parseBaseline(Buffer.from(text), 'b')).toEqual(baseline);
  expect(parseBaseline(Buffer.from(text.replaceAll('\n', '\r\n')), 'b')).toEqual(baseline);
  const later = `${head}\n${first.replace('{', '{"later":1,')}\n`;
  expect(Buffer.concat([...baselineLines(parseBaseline(Buffer.from(later), 'b'))]).toString()).toContain('"later":1');
  expect(text).not.toMatch(/"line":\d|\d\d:\d\d/);
});

const refused = (content: string): object => {
  try {
    parseBaseline(Buffer.from(content), 'b');
  } catch (error) {
    if (error instanceof UserError) return { code: error.code, ...error.args };
    throw error;
  }
  throw new Error('was taken');
};
test.each([
  ['', { code: 'baseline-foreign' }],
  ['{}\n', { code: 'baseline-foreign' }],
  [head.replace('baseline/1', 'baseline/2'), { code: 'baseline-newer', found: 'stackward/baseline/2' }],
  [`${head}\n<<<<<<< HEAD\n${first}\n=======\n${second}\n>>>>>>> branch\n`, { code: 'baseline-conflict', line: 2 }],
  [`<<<<<<< HEAD\n${head}\n`, { code: 'baseline-conflict', line: 1 }],
  [`${head}\n${first}\n${first}\n`, { code: 'baseline-damaged', line: 3 }],
  [`${head}\n\n${first}\n`, { code: 'baseline-damaged', line: 2, reason: 'it is empty' }],
  [`${head}\n${first.slice(0, 40)}\n`, { code: 'baseline-damaged', line: 2, reason: 'it is not JSON' }],
  [`${head}\n${first.replace('2026-12-31', '2026-02-31')}\n`, { code: 'baseline-damaged', line: 2 }],
  [head.replace('"race":true', '"race":1'), { code: 'baseline-damaged', line: 1 }],
])('%#: what is no baseline is refused with code and line', (content, expected) => {
  expect(refused(content)).toMatchObject({ file: 'b', ...expected });
});

test('nothing is written over', async () => {
  const host = createFakeHost({ files: { '/b.jsonl': text, '/other': '{}' }, cwd: '/' });
  await expect(checkNewBaseline(host, '/b.jsonl', 'b')).rejects.toMatchObject({ code: 'baseline-exists' });
  await expect(checkNewBaseline(host, '/other', 'o')).rejects.toMatchObject({ code: 'baseline-foreign' });
  await expect(checkNewBaseline(host, '/new', 'n')).resolves.toBeUndefined();
  await expect(readBaseline(host, '/new', 'n')).rejects.toMatchObject({ code: 'baseline-missing' });
});
