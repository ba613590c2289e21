import { describe, expect, test } from 'vitest';
import { createFakeHost } from '../support/fake-host.ts';
import { findHostile, hostilePieces, hostileText } from '../support/hostile-text.ts';
import { sampleOfBuilds, sampleReport } from '../support/sample-report.ts';
import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';
import type { Progress } from '../../src/engine/progress.ts';
import { showProgress } from '../../src/cli/progress-line.ts';
import { formats, render } from '../../src/report/render.ts';
import { defaultList, type RenderOptions } from '../../src/report/render-options.ts';
import { safeJson, safeText } from '../../src/view/safe-text.ts';
import { bareAssets } from '../support/no-page.ts';
import { noInput } from '../support/no-input.ts';

const options: RenderOptions = {
  color: false,
  all: true,
  list: { ...defaultList, asked: hostileText, where: () => true },
  nameFile: (file) => file,
  page: bareAssets,
};
const shown = (text: string, more: Partial<RenderOptions> = {}): string =>
  [sampleReport(text), sampleOfBuilds(text)].flatMap((report) => [...render('text', report, { ...options, ...more })]).join('');

describe('a report whose every text is hostile', () => {
  test.each(formats)('%s: nothing that a terminal acts on', (format) => {
    // What makes one piece safe makes all: each alone is tried in the two forms that the others are made of.
    const isBasic = format === 'text' || format === 'json';
    for (const text of [...(isBasic ? hostilePieces : []), hostilePieces.join('é')])
      for (const report of [sampleReport(text), sampleOfBuilds(text)])
        expect(findHostile([...render(format, report, options)].join(''))).toBeUndefined();
  });

  test('text: neither in colour nor cut', () => {
    for (const text of [...hostilePieces, hostileText])
      for (const width of [20, 80, 300]) expect(findHostile(shown(text, { width, color: true }), { color: true })).toBeUndefined();
  });

  test('text: no endless line, no endless time', () => {
    const start = performance.now();
    for (const line of shown(hostileText).split('\n')) expect(line.length).toBeLessThan(2100);
    for (const line of shown(hostileText, { width: 80 })
      .split('\n')
      .filter((one) => one.startsWith(' ')))
      expect(line.length).toBeLessThan(1100);
    for (const long of ['a'.repeat(100_000), 'a/'.repeat(50_000), '\u0301'.repeat(100_000), '世'.repeat(100_000)])
      for (const _ of render('text', sampleReport(long), options));
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  test('text: a hostile name cannot pass for a colour of ours', () => {
    const bare = (text: string): number => shown(text, { color: true }).split('\u001b').length;
    expect(bare('\u001b[31mx')).toBe(bare('x'));
  });

  test('json: what is parsed is unchanged', () => {
    const report = sampleReport(hostilePieces.join('é'));
    expect(JSON.parse([...render('json', report, options)].join(''))).toEqual(JSON.parse(JSON.stringify(report)));
  });
});

test('each hostile piece is shown, not dropped: the reader sees that something is there', () => {
  for (const piece of hostilePieces.slice(0, -1)) expect(safeText(piece)).toMatch(/\\u\{[0-9a-f]+\}/);
  expect(safeText('a\tb')).toBe('a b');
  for (const harmless of ['grüße 世界', 'нет', 'ไม่', 'לא', '👍🏽', '❤️', 'e\u0301', 'x'.repeat(1000)])
    expect(safeText(harmless)).toBe(harmless);
  expect(safeText('x'.repeat(10_000))).toBe(`${'x'.repeat(1000)}… (9,000 more characters)`);
  expect(safeText('\u202e'.repeat(900)).length).toBeLessThan(1010);
  expect(JSON.parse(safeJson(JSON.stringify('\u009b\u{e0001}é')))).toBe('\u009b\u{e0001}é');
});

test('every character is let through or escaped as Unicode says of it', () => {
  const isEscaped = /^(?:[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?![\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point})$/u;
  const wrong: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const char = String.fromCodePoint(code);
    if (char !== '\t' && (safeText(char) !== char) !== isEscaped.test(char)) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

describe('what the commands say themselves', () => {
  async function run(...argv: string[]): Promise<string> {
    let text = '';
    const output = { isTerminal: true, columns: 80, write: async (piece: string) => void (text += piece) };
    const io: Io = { stdout: output, stderr: output, env: {}, stdin: noInput, signal: new AbortController().signal };
    expect([2, 3]).toContain(await main(argv, io));
    return text;
  }

  test.each([
    ['a command', [hostileText]],
    ['a flag', ['check', `--${hostileText}`]],
    ['a value', ['check', '--format', hostileText]],
    ['an argument', ['completion', hostileText]],
    ['a folder', ['check', '-C', hostileText.replaceAll('\0', '')]],
    ['a bundle', ['debug', 'analyze', hostileText.replaceAll('\0', '')]],
  ])('%s', async (_name, argv) => {
    const text = await run(...argv);
    expect(text).not.toBe('');
    expect(findHostile(text)).toBeUndefined();
    for (const line of text.split('\n')) expect(line.length).toBeLessThan(1200);
  });

  test.each([
    ['', {}, 80, 'Go is building, 3 packages so far'],
    [' of several builds', { build: { label: 'arm64', number: 2, of: 3 } }, 80, 'arm64 (2 of 3): Go is building, 3 packages so far'],
    [' with dependencies', { deps: ['std'] }, 100, 'Go is building, dependencies (std) again with other flags, 3 packages so far'],
    [' with hostile words', { build: { label: hostileText, number: 1, of: 2 }, deps: [hostileText] }, 80, ''],
  ])('the line of progress%s', async (_name, more, columns, expected) => {
    let text = '';
    const host = createFakeHost({});
    let clock = 0;
    async function* events(): AsyncGenerator<Progress> {
      yield { stage: 'building', packages: 3, detail: hostileText, ...more };
    }
    const output = { isTerminal: true, columns, write: async (piece: string) => void (text += piece) };
    const end = showProgress(events(), output, () => (clock += 5000));
    await new Promise((resolve) => setTimeout(resolve, 500));
    await end();
    expect(host.ran).toEqual([]);
    expect(text).toContain(expected);
    expect(findHostile(text.replaceAll('\r\u001b[K', ''), { color: true })).toBeUndefined();
    for (const line of text.split('\r')) expect(line.length).toBeLessThan(120);
  });
});
