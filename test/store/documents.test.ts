import { bareAssets } from '../support/no-page.ts';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { UserError } from '../../src/base/user-error.ts';
import { remakeReport } from '../../src/engine/bundle.ts';
import { parseDocument, readDocument } from '../../src/engine/documents.ts';
import { explain } from '../../src/engine/explain.ts';
import { bundleEvidence } from '../../src/engine/explain-evidence.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import type { SavedDocument } from '../../src/model/document.ts';
import { renderBuildComparison } from '../../src/report/build-comparison-render.ts';
import { renderComparison } from '../../src/report/comparison-render.ts';
import { renderBenchComparison } from '../../src/report/bench-comparison-render.ts';
import { renderBinary } from '../../src/report/binary-render.ts';
import { renderBench } from '../../src/report/bench-render.ts';
import { renderExplain } from '../../src/report/explain-render.ts';
import { formatsOf } from '../../src/report/formats.ts';
import { defaultList } from '../../src/report/render-options.ts';
import { render } from '../../src/report/render.ts';
import { testReader } from '../reader-battery.ts';
import { root } from '../support/repo.ts';

// Documents of earlier versions open, what a later one adds is passed over or shown raw, and what is damaged is told as such.
const folder = path.join(root, 'test/documents');
const names = readdirSync(folder);
const files = names.filter((name) => name.endsWith('.json'));
const bundles = names.filter((name) => name.startsWith('bundle-'));
const read = (name: string): Uint8Array => readFileSync(path.join(folder, name));

/** The document in each form that takes it. */
/** In all forms, or in those that are `wanted`. */
function shown(saved: SavedDocument, wanted: (format: string) => boolean = () => true): Record<string, string> {
  const options = { color: false, nameFile: (name: string): string => name, page: bareAssets };
  const pieces =
    saved.kind === 'report'
      ? formatsOf('report').map(
          (format) =>
            [format, render(format, saved.document, { ...options, all: true, list: { ...defaultList, where: () => true } })] as const,
        )
      : saved.kind === 'explained'
        ? formatsOf('explained').map((format) => [format, renderExplain(format, saved.document, options)] as const)
        : saved.kind === 'comparison'
          ? formatsOf('comparison').map((format) => [format, renderComparison(format, saved.document, { ...options, all: true })] as const)
          : saved.kind === 'build-comparison'
            ? formatsOf('build-comparison').map(
                (format) => [format, renderBuildComparison(format, saved.document, { ...options, all: true, top: 20 })] as const,
              )
            : saved.kind === 'bench'
              ? formatsOf('bench').map((format) => [format, renderBench(format, saved.document, { ...options, all: true })] as const)
              : saved.kind === 'binary'
                ? formatsOf('binary').map((format) => [format, renderBinary(format, saved.document, { ...options, all: true })] as const)
                : formatsOf('bench-comparison').map((format) => [format, renderBenchComparison(format, saved.document, options)] as const);
  return Object.fromEntries(pieces.filter(([format]) => wanted(format)).map(([format, text]) => [format, [...text].join('')]));
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
  return 'none';
}

const bytesOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

test('there are some of each kind, and the page that lists them names each', () => {
  expect(files.filter((name) => name.startsWith('report-')).length).toBeGreaterThanOrEqual(4);
  expect(files.filter((name) => name.startsWith('explained-')).length).toBeGreaterThanOrEqual(3);
  expect(files.filter((name) => name.startsWith('bench-comparison-')).length).toBeGreaterThanOrEqual(1);
  expect(files.filter((name) => name.startsWith('compare-')).length).toBeGreaterThanOrEqual(1);
  expect(files.filter((name) => name.startsWith('comparison-')).length).toBeGreaterThanOrEqual(1);
  expect(files.filter((name) => /^bench-\d/.test(name)).length).toBeGreaterThanOrEqual(1);
  expect(bundles.length).toBeGreaterThanOrEqual(3);
  const page = readFileSync(path.join(folder, 'README.md'), 'utf8');
  expect([...files, ...bundles].filter((name) => !page.includes(`\`${name}`))).toEqual([]);
});

test.each(files.filter((name) => name.startsWith('report-')))('%s opens, and nothing of it is lost', (name) => {
  const { text = '', json = '' } = shown(parseDocument(read(name), name));
  expect(text).toMatch(/old\.go:13:8 {2}add\n +object old\.item, 24 B · always/);
  expect(text).toMatch(/^ *1 +only on paper +1 a constant$|only on paper +1 +1 +1$/m);
  expect(json).toBe(read(name).toString());
});

test.each(files.filter((name) => name.startsWith('comparison-')))('%s opens, and nothing of it is lost', (name) => {
  const { text, json } = shown(parseDocument(read(name), name));
  expect(text).toContain('1 new allocation, an error, against main');
  expect(text).toContain('because   `keep` changed at old.go:5');
  expect(json).toBe(read(name).toString());
});

test.each(files.filter((name) => name.startsWith('compare-')))('%s opens, and nothing of it is lost', (name) => {
  const { text, json, markdown } = shown(parseDocument(read(name), name));
  expect(text).toMatch(/^ABC {2}by other calls: 1\n●●● {2}lib\/lib\.go:36:31 {2}make3 {2}object \[3\]int, 24 B\n/m);
  expect(text).toContain('because `make3` is inlined no more at lib/lib.go:39');
  expect(markdown).toContain('### Pins that not all builds judge alike: 1');
  expect(json).toBe(read(name).toString());
});

test.each(files.filter((name) => name.startsWith('explained-')))('%s opens, and nothing of it is lost', (name) => {
  const { text, json, mermaid } = shown(parseDocument(read(name), name));
  expect(text).toContain('`&item{...}` is allocated on the heap every time: 24 B');
  expect(text).toContain('There is no file `nowhere.go` in this build.');
  expect(mermaid).toMatch(/^flowchart TD\n {2}subgraph s1\["old\.go:13 add"\]/);
  expect(json).toBe(read(name).toString());
});

test.each(files.filter((name) => name.startsWith('bench-comparison-')))('%s opens, and nothing of it is lost', (name) => {
  const { text, json, markdown } = shown(parseDocument(read(name), name));
  expect(text).toMatch(/^geomean +\S+ +\S+ +[+-]\S+%$/m);
  expect(markdown).toContain('| geomean | ');
  expect(json).toBe(read(name).toString());
});

test.each(files.filter((name) => /^bench-\d/.test(name)))('%s opens, and nothing of it is lost', (name) => {
  const { text, json, markdown } = shown(parseDocument(read(name), name));
  expect(text).toMatch(/^BenchmarkThree-2\n {2}3 allocs\/op · 16 B\/op · explained 3 of 3/m);
  expect(markdown).toContain('### BenchmarkThree-2');
  expect(json).toBe(read(name).toString());
});

test.each(bundles)('%s opens: its report is made again, and targets are explained from it', async (name) => {
  const host = createNodeHost();
  const { report } = await remakeReport(host, path.join(folder, name));
  expect(report.counts.outcomes).toEqual({ allocates: 7, paper: 1, merged: 0, unsettled: 0 });
  const { answers } = await explainFrom(name);
  expect(answers.map(({ answer }) => answer)).toEqual(['place', 'function']);
});

async function explainFrom(name: string): ReturnType<typeof explain> {
  const evidence = await bundleEvidence(createNodeHost(), path.join(folder, name));
  return explain(evidence, ['old.go:13', 'describe'], { raw: true, nearest: () => undefined });
}

test('of a folder the report in it is read; one without a report is no bundle', async () => {
  const host = createNodeHost();
  const { kind, document } = await readDocument(host, path.join(folder, 'bundle-3'), 'bundle-3');
  expect(kind).toBe('report');
  expect(document).toEqual(JSON.parse(read('bundle-3/report.json').toString()));
  await expect(readDocument(host, folder, 'documents')).rejects.toMatchObject({ code: 'bundle-missing', args: { folder: 'documents' } });
});

describe('what a later version adds', () => {
  it.each(['report-3.json', 'report-4-builds.json', 'explained-3.json', 'compare-1.json', 'bench-1.json', 'bench-comparison-1.json'])(
    '%s with more fields everywhere says the same',
    (name) => {
      const document = JSON.parse(read(name).toString(), (_, value: unknown) =>
        value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value, later: { added: ['\u001b[31m'] } } : value,
      ) as object;
      // A page holds the document whole.
      const { json: _, html: _more, ...more } = shown(parseDocument(bytesOf(document), name));
      const { json: __, html: _before, ...before } = shown(parseDocument(read(name), name));
      expect(more).toEqual(before);
    },
  );

  it.each(['report-3.json', 'report-4-builds.json', 'explained-3.json', 'compare-1.json', 'bench-1.json', 'bench-comparison-1.json'])(
    '%s with each of its texts as a code of later: shown or refused',
    (name) => {
      const later = 'constructor-of-later';
      let accepted = 0;
      for (const at of onePerShape(textsIn(JSON.parse(read(name).toString())))) {
        for (const code of [later, 'constructor']) {
          const document = JSON.parse(read(name).toString()) as object;
          setAt(document, at, code);
          let saved: SavedDocument;
          try {
            saved = parseDocument(bytesOf(document), name);
          } catch (error) {
            expect(error, at.join('.')).toBeInstanceOf(UserError);
            continue;
          }
          accepted++;
          // A name that objects have of their own is for the words: every form takes them from the same tables.
          const { text = '' } = shown(saved, code === later ? undefined : (format) => format === 'text');
          if (code === later && /^(what|paper)$|^when\.\d$/.test(at.slice(at[0] === 'sites' ? 2 : 99).join('.')))
            expect(text, at.join('.')).toContain(later);
        }
      }
      expect(accepted).toBeGreaterThan(name.startsWith('bench-') ? 15 : 50);
    },
  );

  it('an unknown cause, condition, problem and kind of allocation are shown as they are', () => {
    const document = JSON.parse(read('report-1.json').toString()) as {
      sites: { what: string; when: string[]; cause: { code: string } }[];
      problems: unknown[];
    };
    const [site] = document.sites;
    if (!site) throw new Error('no site');
    site.what = 'arena';
    site.when = ['moon-is-full'];
    site.cause.code = 'told-so';
    document.problems = [{ code: 'went-astray', args: { by: 3 }, effect: 'notice' }];
    const { text } = shown(parseDocument(bytesOf(document), 'x'));
    expect(text).toMatch(/arena [\w.]+, 24 B · moon-is-full · also inlined into 1 function\n +told-so/);
    expect(text).toContain('note: went-astray: {"by":3}');
  });

  it('a kind of outcome or answer that cannot be checked is not shown', () => {
    const report = JSON.parse(read('report-1.json').toString()) as { sites: { outcome: string }[] };
    if (report.sites[0]) report.sites[0].outcome = 'borrowed';
    expect(codeOf(() => parseDocument(bytesOf(report), 'x'))).toBe('document-newer');
  });
});

describe('what is no document', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'document-empty'],
    ['blanks', ' \n\t\n', 'document-empty'],
    ['a text', 'stackward 0.1.0', 'document-no-json'],
    ['a comma too many', '{"schema": "stackward/report/1",}', 'document-no-json'],
    ['two documents', '{} {}', 'document-no-json'],
    ['a list', '[]', 'document-foreign'],
    ['null', 'null', 'document-foreign'],
    ['another program’s', '{"version": "2.1.0", "runs": []}', 'document-foreign'],
    ['a manifest', '{"schema": "stackward/bundle/1"}', 'document-foreign'],
    ['a major number of no meaning', '{"schema": "stackward/report/0"}', 'document-foreign'],
    ['one with more behind the number', '{"schema": "stackward/report/2b"}', 'document-foreign'],
    ['the next major version', '{"schema": "stackward/report/2", "all": "different"}', 'document-newer'],
    ['… of explain', '{"schema": "stackward/explained/12"}', 'document-newer'],
    ['a part', read('report-1.json').subarray(0, 5000), 'document-truncated'],
    ['a part that ends in a string', '{"schema": "stackward/rep', 'document-truncated'],
    ['the name of a schema alone', '{"schema": "stackward/report/1"}', 'document-damaged'],
    ['brackets without end', `{"a": ${'['.repeat(100)}${']'.repeat(100)}}`, 'document-damaged'],
    ['a line that is no number', read('report-1.json').toString().replace('"line":13', '"line":"13"'), 'document-damaged'],
  ])('%s', (_, text, code) => {
    expect(codeOf(() => parseDocument(typeof text === 'string' ? Buffer.from(text) : text, 'x'))).toBe(code);
  });

  it('what Windows PowerShell writes behind > is read', () => {
    const text = read('report-1.json').toString();
    const { document } = parseDocument(read('report-1.json'), 'x');
    expect(parseDocument(Buffer.from(`\ufeff${text}`, 'utf16le'), 'x').document).toEqual(document);
    expect(parseDocument(Buffer.from(`\ufeff${text}`), 'x').document).toEqual(document);
  });
});

testReader({
  name: 'parseDocument',
  read: (bytes) => shown(parseDocument(bytes, 'x')),
  samples: ['report-1.json', 'explained-1.json', 'bench-comparison-1.json'].map((name) => ({ name, bytes: read(name) })),
  codes: ['document-empty', 'document-no-json', 'document-truncated', 'document-foreign', 'document-newer', 'document-damaged'],
});

/** The paths of all texts in a value. */
function textsIn(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value === 'string') return [at];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, [...at, key]));
}

/** Of paths that differ in indexes alone the first. */
function onePerShape(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const shapes = new Map(paths.toReversed().map((at) => [at.filter((key) => !/^\d+$/.test(key)).join('.'), at]));
  return [...shapes.values()];
}

function setAt(value: unknown, at: readonly string[], text: string): void {
  const last = at.at(-1) ?? '';
  const holder = at.slice(0, -1).reduce<unknown>((one, key) => (one as Record<string, unknown>)[key], value);
  (holder as Record<string, unknown>)[last] = text;
}
