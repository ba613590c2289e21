import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadConfig } from '../../../src/config/load-config.ts';
import { remakeReport } from '../../../src/engine/bundle.ts';
import { bundleEvidence } from '../../../src/engine/explain-evidence.ts';
import { settings } from '../../../src/config/settings.ts';
import { openCache } from '../../../src/store/cache.ts';
import { unfoldStacks } from '../../../src/profile/unfold-stacks.ts';
import { stacksSchemaName } from '../../../src/model/stacks.ts';
import { readCalledPart, readStacks } from '../../../src/store/read-parts.ts';
import { readDocument } from '../../../src/store/read-document.ts';
import { makeEntry, makeHeader } from '../../../src/analysis/baseline/make-entries.ts';
import { matchBaseline } from '../../../src/analysis/baseline/match-baseline.ts';
import { mergeBaselines } from '../../../src/analysis/baseline/merge-baselines.ts';
import { baselineLines, parseBaseline } from '../../../src/store/baseline-file.ts';
import { makeSite } from '../../query/sites.ts';
import { root } from '../../support/repo.ts';
import { sampleBuildComparison } from '../../support/sample-build-comparison.ts';
import { formatsOf } from '../../../src/report/formats.ts';
import { renderBinary } from '../../../src/report/binary-render.ts';
import { sampleBinary } from '../../support/sample-binary.ts';
import { sampleComparison } from '../../support/sample-comparison.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { createFakeHost, type FakeHost } from '../../support/fake-host.ts';
import { mustHold, type FuzzTarget } from '../target.ts';
import {
  bundleHost,
  explainAll,
  explainAndShow,
  makeBundle,
  show,
  showBench,
  showBenchComparison,
  showBuildComparison,
  showComparison,
  showExplained,
} from '../world.ts';

const bundle = await makeBundle();
const facts = Object.keys(bundle).find((name) => name.startsWith('facts/')) ?? '';
const explanations = Object.keys(bundle).find((name) => name.startsWith('explanations/')) ?? '';
const words = ['"schema"', 'stackward/bundle/1', 'null', '{}', '[]', '"kept":true', '../', '\n', '{"call":', '{"verdict":', '-1', '1e999'];

const seedBaseline = {
  header: makeHeader(sampleReport('p/p.go')),
  entries: [
    makeEntry(makeSite({ id: 'a' }), { line: '1' }, { section: 'accepted', reason: 'why', until: '2026-12-31' }),
    makeEntry(makeSite({ id: 'b' }), {}),
  ],
};

/** Lines of a bundle's facts so often that they make so many bytes, with the counts that they announce. */
function manyFacts(bytes: number): Uint8Array {
  const lines = (bundle[facts] ?? '').trimEnd().split('\n');
  const copies = Math.max(1, Math.floor(bytes / Math.max(1, bundle[facts]?.length ?? 1)));
  const scaled = lines.flatMap((line) => {
    const fact = JSON.parse(line) as { text?: { counts: Record<string, number> }; archive?: { counts: Record<string, number> } };
    const head = fact.text ?? fact.archive;
    if (!head) return Array.from({ length: copies }, () => line);
    for (const name of Object.keys(head.counts)) head.counts[name] = (head.counts[name] ?? 0) * copies;
    return [JSON.stringify(fact)];
  });
  return Buffer.from(`${scaled.join('\n')}\n`);
}

/** Stacks of some depth with so many samples. */
function someStacks(samples: number): Uint8Array {
  const rows = Array.from({ length: samples }, (_, row) => row);
  return Buffer.from(
    JSON.stringify({
      schema: stacksSchemaName,
      files: ['heap.out'],
      digest: 'd',
      rate: 524_288,
      per: [{ name: 'requests', count: 10, from: 'comment' }],
      strings: ['', '/m/a.go', 'ex.com/m.F', 'ex.com/m.G'],
      functions: [2, 1, 3, 3, 1, 9],
      frames: [0, 4, 0, 0, 5, 1, 1, 10, 0],
      nodes: rows.flatMap((row) => [row % 20 === 0 ? -1 : row - 1, row % 3]),
      samples: rows.flatMap((row) => [row, 16, row, 16 * row, 0, 0]),
    }),
  );
}

const payload = Buffer.from('what one compiled variant says');
const entries = createFakeHost({ cwd: '/' });
await openCache(entries, '/cache', 'reader').write('unit', 'key', payload);
const [[entryFile, entryText] = ['', '']] = entries.written;
const entry = Buffer.from(entryText, 'latin1');

function cacheHost(bytes: Uint8Array): FakeHost {
  return createFakeHost({ cwd: '/', binaries: { [entryFile]: bytes } });
}

const targets = ['scores/scores.go:7', 'scores/scores.go:7:9', 'use', 'scores.branch'];

const answers = await explainAll(await bundleEvidence(bundleHost(bundle), '/out'), targets);

export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'bundle-manifest',
    of: 'the manifest of a bundle, and the report that is made of it',
    form: 'json',
    words,
    seeds: () => [Buffer.from(bundle['manifest.json'] ?? '')],
    async read(bytes) {
      const host = bundleHost(bundle, { 'manifest.json': bytes });
      const { report } = await remakeReport(host, '/out');
      return [show(report), await explainAndShow(await bundleEvidence(host, '/out'), targets)];
    },
    grow: undefined,
  },
  {
    name: 'bundle-facts',
    of: 'the facts of a bundle, and the report that is made of them',
    form: 'json-lines',
    words,
    seeds: () => [Buffer.from(bundle[facts] ?? '')],
    async read(bytes) {
      const { report } = await remakeReport(bundleHost(bundle, { [facts]: bytes }), '/out');
      return show(report);
    },
    grow: manyFacts,
  },
  {
    name: 'bundle-explanations',
    of: 'the explanations of a bundle, and what is explained with them',
    form: 'json-lines',
    words,
    seeds: () => [Buffer.from(bundle[explanations] ?? '')],
    async read(bytes) {
      return explainAndShow(await bundleEvidence(bundleHost(bundle, { [explanations]: bytes }), '/out'), targets);
    },
  },
  {
    name: 'bundle-sources',
    of: 'sources that a bundle kept',
    form: 'text',
    words: ['func f() {', '//line a.go:1\n', '\n', '{', '}', '`'],
    seeds: () => Object.entries(bundle).flatMap(([name, text]) => (name.startsWith('sources/') ? [Buffer.from(text)] : [])),
    async read(bytes) {
      const changed = Object.fromEntries(Object.keys(bundle).flatMap((name) => (name.startsWith('sources/') ? [[name, bytes]] : [])));
      return explainAndShow(await bundleEvidence(bundleHost(bundle, changed), '/out'), [
        ...targets,
        'scores/scores.go:1',
        'scores/scores.go:3:30',
      ]);
    },
  },
  {
    name: 'bundle-stacks',
    of: 'stacks of a profile that a bundle kept',
    form: 'json',
    words: [...words, '"samples":[', '"nodes":[-1,0', '"strings":[""', '"rate":1', '"delta":true'],
    seeds: () => [someStacks(3), someStacks(40)],
    async read(bytes) {
      const host = createFakeHost({ cwd: '/', binaries: { '/out/stacks/1.json': bytes } });
      const profile = unfoldStacks(await readStacks(host, '/out', 'stacks/1.json'), 'stacks/1.json');
      mustHold(profile.samples.stackStarts.at(-1) === profile.samples.locations.length, 'stacks end where they say');
      mustHold(
        profile.samples.locations.every((row) => row < profile.locations.count),
        'stacks have locations',
      );
      return profile;
    },
    grow: (bytes) => someStacks(Math.ceil(bytes / 40)),
  },
  {
    name: 'bundle-called',
    of: 'on which lines the code of a bundle calls something',
    form: 'json',
    words: [...words, '"files":{', '"a.go":{"1":["p.F"]}', '""', '"1e9"'],
    seeds: () => [Buffer.from('{"schema":"stackward/called/1","files":{"a.go":{"3":["","fmt."],"14":["ex.com/m.(*T).M"]},"b/b.go":{}}}')],
    async read(bytes) {
      const called = await readCalledPart(createFakeHost({ cwd: '/', binaries: { '/out/called.json': bytes } }), '/out', 'called.json');
      mustHold(
        [...called.values()].every((lines) => [...lines.keys()].every((line) => Number.isSafeInteger(line))),
        'lines are numbers',
      );
      return called;
    },
  },
  {
    name: 'saved-document',
    of: 'a saved report or answer, rendered again',
    form: 'json',
    words: [
      ...words,
      'stackward/report/1',
      'stackward/explained/1',
      'stackward/comparison/1',
      'stackward/bench-comparison/1',
      'stackward/compare/1',
      'stackward/bench/1',
      '"outcome":"merged"',
      '\ufeff',
    ],
    seeds: () => [
      Buffer.from(JSON.stringify(sampleReport('p/p.go'))),
      Buffer.from(bundle['report.json'] ?? ''),
      Buffer.from(JSON.stringify(answers)),
      Buffer.from(JSON.stringify(sampleComparison('p/p.go'))),
      Buffer.from(JSON.stringify(sampleBuildComparison('p/p.go'))),
      readFileSync(path.join(root, 'test/documents/bench-comparison-1.json')),
      readFileSync(path.join(root, 'test/documents/bench-1.json')),
      Buffer.from(JSON.stringify(sampleBinary('p/p.go'))),
    ],
    async read(bytes) {
      const saved = await readDocument(bundleHost(bundle, { 'report.json': bytes }), '/out', 'out');
      if (saved.kind === 'comparison') return showComparison(saved.document);
      if (saved.kind === 'binary')
        return formatsOf('binary').map((format) => [
          ...renderBinary(format, saved.document, { color: false, all: true, nameFile: (name) => name }),
        ]);
      if (saved.kind === 'bench-comparison') return showBenchComparison(saved.document);
      if (saved.kind === 'build-comparison') return showBuildComparison(saved.document);
      if (saved.kind === 'bench') return showBench(saved.document);
      return saved.kind === 'report' ? show(saved.document) : showExplained(saved.document);
    },
  },
  {
    name: 'cache-entry',
    of: 'an entry of the cache: what was written, or nothing',
    form: 'binary',
    words: ['stackward cache 1\n'],
    seeds: () => [entry],
    async read(bytes) {
      const found = await openCache(cacheHost(bytes), '/cache', 'reader').read('unit', 'key');
      mustHold(found === undefined || Buffer.compare(found, payload) === 0, 'an entry holds what was written');
      return found;
    },
  },
  {
    name: 'baseline',
    of: 'a baseline, merged with itself and matched with a report',
    form: 'json',
    words: ['stackward/baseline/1', '<<<<<<< ', '=======', '"until":"2026-02-30"', '"section":"accepted"', '\n', 'null'],
    seeds: () => [Buffer.concat([...baselineLines(seedBaseline)])],
    read(bytes) {
      const read = parseBaseline(bytes, 'b');
      const written = parseBaseline(Buffer.concat([...baselineLines(read)]), 'b');
      mustHold(JSON.stringify(written) === JSON.stringify(read), 'what is written is read again');
      const result = mergeBaselines(read, read, read);
      mustHold('merged' in result && result.merged.entries.length === read.entries.length, 'merged with itself it is the same');
      return matchBaseline(read.entries, sampleReport('p').sites, () => ({}));
    },
  },
  {
    name: 'configuration',
    of: 'stackward.jsonc',
    form: 'json',
    words: ['//', '/*', '*/', '"$schema"', '"where"', '"__proto__"', ',', ...settings.map(({ name }) => `"${name}": `)],
    seeds: () => [
      Buffer.from('{\n  // a comment\n  "tests": true,\n  "top": 5,\n  "where": "hidden:yes -in:test",\n  "packages": ["./..."],\n}\n'),
      ...settings.map(({ name, example }) => Buffer.from(`{"${name}": ${example}}`)),
    ],
    read: (bytes) =>
      loadConfig(
        createFakeHost({ cwd: '/mod', files: { '/mod/go.mod': 'module m' }, binaries: { '/mod/stackward.jsonc': bytes } }),
        '/mod',
      ),
  },
];
