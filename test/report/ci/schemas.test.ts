import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Comparison } from '../../../src/model/comparison.ts';
import type { Report } from '../../../src/model/report.ts';
import { hostilePieces } from '../../support/hostile-text.ts';
import { root } from '../../support/repo.ts';
import { sampleComparison } from '../../support/sample-comparison.ts';
import { sampleOfBuilds, sampleReport } from '../../support/sample-report.ts';
import { parseXml, xsdFaults } from '../../support/xsd.ts';
import { comparisonOf, findingsAt, rendered, reportOf } from './render-all.ts';

const schemaFile = (name: string): string => readFileSync(path.join(root, 'test/support/schemas', name), 'utf8');

const compiled = new Map<string, ValidateFunction>();

/** Draft 4 spells `id` what later drafts call `$id`; nothing else of it is in these schemas. */
function compile(name: string): ValidateFunction {
  const known = compiled.get(name);
  if (known) return known;
  const withoutIds = (key: string, value: unknown): unknown => (key === 'id' && typeof value === 'string' ? undefined : value);
  const { $schema: _, ...schema } = JSON.parse(schemaFile(name), withoutIds) as Record<string, unknown>;
  const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, validateFormats: false }).compile(schema);
  compiled.set(name, validate);
  return validate;
}

const all = { all: true };
const hostile = `${hostilePieces.join('é')}]]>--"'&<x>\uffff`;
const documents: readonly (readonly [string, Report | Comparison])[] = [
  ['of each kind of thing', sampleReport('a/b.go')],
  ['of several builds', sampleOfBuilds('x')],
  ['with hostile texts', sampleReport(hostile)],
  ['with nothing', reportOf([])],
  ['that is a comparison', sampleComparison('a/b.go')],
  ['that is a comparison with hostile texts', sampleComparison(hostile)],
];

describe.each(documents)('a document %s', (_name, report) => {
  test('is SARIF 2.1.0', () => {
    const validate = compile('sarif-2.1.0.json');
    const log: unknown = JSON.parse(rendered('sarif', report, all));
    expect(validate(log) ? [] : validate.errors).toEqual([]);
  });

  test('is JUnit XML of Jenkins', () => {
    const schema = parseXml(schemaFile('junit-10.xsd'));
    expect(xsdFaults(schema, parseXml(rendered('junit', report, all)))).toEqual([]);
  });

  test('is what reviewdog reads', () => {
    const validate = compile('reviewdog-diagnostic.json');
    const known = new Set(
      Object.keys(
        (JSON.parse(schemaFile('reviewdog-diagnostic.json')) as { definitions: { Diagnostic: { properties: object } } }).definitions
          .Diagnostic.properties,
      ),
    );
    for (const line of rendered('rdjsonl', report, all).split('\n').filter(Boolean)) {
      const diagnostic = JSON.parse(line) as object;
      expect(validate(diagnostic) ? [] : validate.errors).toEqual([]);
      expect(Object.keys(diagnostic).filter((key) => !known.has(key))).toEqual([]);
    }
  });

  test('is what GitLab reads', () => {
    const entries = JSON.parse(rendered('gitlab', report, all)) as readonly Record<string, unknown>[];
    for (const entry of entries) {
      expect(entry).toEqual({
        description: expect.stringMatching(/[^]/),
        check_name: expect.stringMatching(/[^]/),
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        severity: expect.stringMatching(/^(?:info|minor|major|critical|blocker)$/),
        location: { path: expect.stringMatching(/^(?!\.\/|\/)[^]/), lines: { begin: expect.any(Number) } },
      });
      expect((entry['location'] as { lines: { begin: number } }).lines.begin).toBeGreaterThan(0);
    }
    expect(new Set(entries.map((entry) => entry['fingerprint'])).size).toBe(entries.length);
  });

  test('is OpenMetrics', () => {
    const lines = rendered('openmetrics', report).split('\n');
    expect(lines.slice(-2)).toEqual(['# EOF', '']);
    const families = new Set<string>();
    const samples = new Set<string>();
    for (const line of lines.slice(0, -2)) {
      const head = /^# (TYPE|HELP) ([a-z_]+) (.+)$/.exec(line);
      const sample = /^([a-z_]+)(\{(?:[a-z_]+="(?:[^"\\\n]|\\[\\"n])*"(?:,(?!\}))?)*\})? (\d+)$/.exec(line);
      if (head?.[1] === 'TYPE') {
        expect(families.has(head[2] ?? '')).toBe(false);
        families.add(head[2] ?? '');
      } else if (!head) {
        expect(sample, line).not.toBeNull();
        expect([...families].at(-1)).toBe(sample?.[1]?.replace(/_info$/, ''));
        expect(samples.has(line.replace(/ \d+$/, ''))).toBe(false);
        samples.add(line.replace(/ \d+$/, ''));
      }
    }
  });

  test('is commands of GitHub Actions, each on a line of its own', () => {
    const lines = rendered('github', report, all).trimEnd().split('\n');
    expect(lines.pop()).toMatch(/^stackward (?:check|gate|diff): /);
    for (const line of lines) expect(line).toMatch(/^::(error|warning|notice)(?: [a-z]+=[^,:]+(?:,[a-z]+=[^,:]+)*)?::./);
  });

  test('is Markdown whose rows keep their cells, without links, mentions and tags of others', () => {
    const text = rendered('markdown', report, all).replaceAll(/^(`{3,})text\n[^]*?\n\1$/gm, '');
    // Each table has the cells of its head; those of findings have three columns.
    let cells = 0;
    for (const line of text.split('\n')) {
      const found = line.startsWith('| ') || line.startsWith('|  |') ? line.replaceAll(/\\./g, '').split('|').length : 0;
      if (cells === 0 && found !== 0 && line.startsWith('|  | Place') !== (found === 5)) expect.fail(line.slice(0, 200));
      if (cells !== 0 && found !== 0 && found !== cells) expect.fail(line.slice(0, 200));
      cells = found;
      const prose = line
        .replaceAll(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '')
        .replaceAll(/<\/?(?:br|sub|sup|details|summary)>|<!-- -->/g, '·');
      const wrong = /<|@\w|(?<!\\)\[|:\/\//.exec(prose);
      if (wrong) expect.fail(prose.slice(Math.max(0, wrong.index - 50), wrong.index + 50));
    }
  });
});

test('a schema that is meant does refuse', () => {
  const validate = compile('sarif-2.1.0.json');
  expect(validate({ version: '2.1.0', runs: [{ tool: {}, results: [] }] })).toBe(false);
  const schema = parseXml(schemaFile('junit-10.xsd'));
  const faults = xsdFaults(
    schema,
    parseXml('<testsuites><testsuite name="x" tests="1" failures="0" errors="0" line="3"><testcase/>x</testsuite></testsuites>'),
  );
  expect(faults).toEqual([
    'testsuites/testsuite[0]: attribute line',
    'testsuites/testsuite[0]: text',
    'testsuites/testsuite[0]/testcase[0]: no name',
  ]);
  for (const broken of ['<a><b></a>', '<a x="1" x="2"/>', '<a>&nbsp;</a>', '<a/><b/>', '<a>\u0001</a>'])
    expect(() => parseXml(broken)).toThrow();
});

test('what GitHub needs of a SARIF file to show it', () => {
  const log = JSON.parse(rendered('sarif', comparisonOf(findingsAt(3)))) as {
    runs: {
      automationDetails: { id: string };
      tool: { driver: { rules: Record<string, { text?: string }>[] } };
      results: Record<string, unknown>[];
    }[];
  };
  const [run] = log.runs;
  expect(run?.automationDetails.id).toBe('stackward/gate/services/shop/linux-amd64+race+tests/');
  for (const rule of run?.tool.driver.rules ?? [])
    for (const part of ['shortDescription', 'fullDescription', 'help']) expect(rule[part]?.text).toMatch(/./);
  for (const result of run?.results ?? []) {
    expect(result['message']).toEqual({ text: expect.stringMatching(/./) });
    expect(result['locations']).toEqual([
      expect.objectContaining({
        physicalLocation: expect.objectContaining({
          artifactLocation: { uri: 'services/shop/store/order.go' },
        }),
      }),
    ]);
    expect(result['partialFingerprints']).toEqual({
      primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{16}:1$/),
      'stackward/v1': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(result['baselineState']).toBe('new');
  }
});
