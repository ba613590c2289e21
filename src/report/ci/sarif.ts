import type { Span } from '../../model/span.ts';
import { relatedWords } from '../../view/related-words.ts';
import { safeJson } from '../../view/safe-text.ts';
import type { RenderOptions } from '../render-options.ts';
import { entryLines } from './entry-text.ts';
import { fingerprint } from './fingerprint.ts';
import type { Entry, Judged } from './judged.ts';
import { lineHashes } from './line-hash.ts';
import { repositoryPlace } from './repository-place.ts';
import { ruleNames, runHead, sarifResults } from './sarif-run.ts';
import { createSourceReader, utf16Column, type SourceReader } from './source-reader.ts';

/** Of one result GitHub keeps 100 related locations and 1,000 steps of a flow. */
const mostRelated = 100;
const mostSteps = 1000;

type Json = Record<string, unknown>;
type Located = Pick<Entry, 'at' | 'package' | 'function'>;

/** SARIF 2.1.0 with one run, one line for each result. */
export function* renderSarif(judged: Judged, options: RenderOptions): Iterable<string> {
  const entries = judged.entries.slice(0, sarifResults);
  const source = createSourceReader(options.readSource);
  const rules = new Map(ruleNames(entries).map((rule, index) => [rule, index]));
  const hashes = new Map<string, readonly string[]>();
  const write = (value: unknown): string => safeJson(JSON.stringify(value));

  yield `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[\n${write(runHead(judged, entries.length)).slice(0, -1)},"results":[`;
  let batch = '';
  for (const [index, entry] of entries.entries()) {
    batch += `${index === 0 ? '' : ','}\n${write(result(entry))}`;
    if (batch.length > 1 << 16) {
      yield batch;
      batch = '';
    }
  }
  yield `${batch}\n]}]}\n`;

  function result(entry: Entry): Json {
    const place = repositoryPlace(judged.build, entry.at);
    const print = fingerprint(entry.rule, entry.id);
    const lines = entryLines(entry, place, options.nameFile);
    const path = entry.related.filter(({ code }) => code === 'path');
    const related = entry.related.slice(0, mostRelated);
    return {
      ruleId: entry.rule,
      ruleIndex: rules.get(entry.rule),
      level: entry.severity,
      // A bracket before a parenthesis would be a link.
      message: { text: lines.join('\n').replaceAll('](', '] (') },
      locations: [locationOf(entry)],
      partialFingerprints: { primaryLocationLineHash: lineHash(entry, print), 'stackward/v1': print },
      ...(related.length === 0
        ? {}
        : { relatedLocations: related.map((one, index) => ({ id: index + 1, ...locationOf(one), message: { text: relatedWords(one) } })) }),
      ...(path.length === 0 ? {} : { codeFlows: [flow(entry, path)] }),
      ...(entry.state === undefined ? {} : { baselineState: baselineStates[entry.state] }),
      ...(entry.known === undefined
        ? {}
        : {
            suppressions: [
              {
                kind: entry.known.by === 'allow' ? 'inSource' : 'external',
                status: 'accepted',
                justification: entry.known.until === undefined ? entry.known.reason : `${entry.known.reason} (until ${entry.known.until})`,
              },
            ],
          }),
    };
  }

  function flow(entry: Entry, path: Entry['related']): Json {
    const steps = [entry, ...path].slice(0, mostSteps);
    return {
      threadFlows: [
        {
          locations: steps.map((step) => ({
            location: { ...locationOf(step), message: { text: 'message' in step ? step.message : relatedWords(step) } },
          })),
        },
      ],
    };
  }

  function locationOf({ at, package: pkg, function: name }: Located): Json {
    const { file, line } = repositoryPlace(judged.build, at);
    return {
      physicalLocation: {
        artifactLocation: { uri: uriOf(file), uriBaseId: '%SRCROOT%' },
        region: { startLine: line, endLine: line, ...columns(source, judged, at) },
      },
      ...(name === undefined
        ? {}
        : { logicalLocations: [{ fullyQualifiedName: pkg === undefined ? name : `${pkg}.${name}`, kind: 'function' }] }),
    };
  }

  /** GitHub tells results apart by this, the rule and the file. */
  function lineHash(entry: Entry, print: string): string {
    const semantic = `${print.slice(0, 16)}:1`;
    if (options.lineHash !== 'codeql') return semantic;
    const { file } = entry.at;
    const text = source.text(file);
    if (text === undefined) return semantic;
    let lines = hashes.get(file);
    if (!lines) hashes.set(file, (lines = lineHashes(text)));
    return lines[entry.at.line - 1] ?? semantic;
  }
}

/** Columns where the source tells them, in UTF-16 units; else the region is the whole line. */
function columns(source: SourceReader, judged: Judged, at: Span): Json {
  if (at.column === undefined || repositoryPlace(judged.build, at).instead !== undefined) return {};
  const text = source.line(at.file, at.line);
  const column = text === undefined ? undefined : utf16Column(text, at.column);
  return text === undefined || column === undefined ? {} : { startColumn: column, endColumn: text.length + 1 };
}

const baselineStates = {
  new: 'new',
  worse: 'updated',
  moved: 'updated',
  'other-reason': 'updated',
  fixed: 'absent',
  unchanged: 'unchanged',
} as const;

function uriOf(file: string): string {
  return file
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
