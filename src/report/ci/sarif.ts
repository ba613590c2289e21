import { knownBecause } from '../../view/finding-words.ts';
import { relatedWords } from '../../view/related-words.ts';
import { safeJson } from '../../view/safe-text.ts';
import type { RenderOptions } from '../render-options.ts';
import { entryLines } from './entry-text.ts';
import { fingerprint } from './fingerprint.ts';
import type { Entry } from './entries.ts';
import type { Judged } from './judged.ts';
import { lineHashes } from './line-hash.ts';
import { repositoryPlace } from './repository-place.ts';
import { ruleNames, runHead, sarifResults } from './sarif-run.ts';
import { createSourceReader, utf16Column } from './source-reader.ts';

/** Of one result GitHub keeps 100 related locations and 1,000 steps of a flow. */
const mostRelated = 100;
const mostSteps = 1000;

type Located = Pick<Entry, 'at' | 'package' | 'function'>;

/**
 * SARIF 2.1.0 with one run, one line for each result. Results are put together as text: names that come again are written once, and only what is long
 * is looked through for characters that a terminal acts on (25,000 results with paths: a third of the time of objects).
 */
export function* renderSarif(judged: Judged, options: Pick<RenderOptions, 'readSource' | 'lineHash'>): Iterable<string> {
  const entries = judged.entries.slice(0, sarifResults);
  const source = createSourceReader(options.readSource);
  const rules = new Map(ruleNames(entries).map((rule, index) => [rule, index]));
  const hashes = new Map<string, readonly string[]>();
  const names = new Map<string, string>();
  const files = new Map<string, { readonly uri: string; readonly isElsewhere: boolean }>();

  const head = safeJson(JSON.stringify(runHead(judged, entries.length)));
  yield `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[\n${head.slice(0, -1)},"results":[`;
  let batch = '';
  for (const [index, entry] of entries.entries()) {
    batch += `${index === 0 ? '' : ','}\n${result(entry)}`;
    if (batch.length > 1 << 16) {
      yield batch;
      batch = '';
    }
  }
  yield `${batch}\n]}]}\n`;

  function result(entry: Entry): string {
    const print = fingerprint(entry.rule, entry.id);
    const lines = entryLines(entry, repositoryPlace(judged.build, entry.at));
    // A bracket before a parenthesis would be a link.
    const message = quoted(lines.join('\n').replaceAll('](', '] ('));
    const related = entry.related.slice(0, mostRelated);
    const parts = [
      `{"ruleId":${named(entry.rule)},"ruleIndex":${rules.get(entry.rule)},"level":"${entry.severity}","message":{"text":${message}}`,
      `"locations":[${located(entry)}]`,
      `"partialFingerprints":{"primaryLocationLineHash":"${lineHash(entry, print)}","stackward/v1":"${print}"}`,
    ];
    if (related.length > 0)
      parts.push(`"relatedLocations":[${related.map((one, index) => located(one, relatedWords(one), `"id":${index + 1},`)).join()}]`);
    if (entry.flow.length > 0) parts.push(`"codeFlows":[{"threadFlows":[{"locations":[${flow(entry)}]}]}]`);
    if (entry.state !== undefined) parts.push(`"baselineState":"${baselineStates[entry.state]}"`);
    if (entry.known !== undefined) parts.push(`"suppressions":[${suppression(entry.known)}]`);
    return `${parts.join()}}`;
  }

  function flow(entry: Entry): string {
    const steps = entry.flow.slice(0, mostSteps - 1).map(({ at, message }) => located({ at }, message));
    return [located(entry, entry.message), ...steps].map((location) => `{"location":${location}}`).join();
  }

  function located({ at, package: pkg, function: name }: Located, message?: string, id = ''): string {
    const { uri, isElsewhere } = fileOf(at.file);
    const line = isElsewhere ? 1 : Math.max(1, at.line);
    const text = at.column === undefined || isElsewhere ? undefined : source.line(at.file, at.line);
    // Columns where the source tells them, in UTF-16 units; else the region is the whole line.
    const column = text === undefined || at.column === undefined ? undefined : utf16Column(text, at.column);
    const columns = text === undefined || column === undefined ? '' : `,"startColumn":${column},"endColumn":${text.length + 1}`;
    let json = `{${id}"physicalLocation":{"artifactLocation":{"uri":${uri}},"region":{"startLine":${line},"endLine":${line}${columns}}}`;
    if (name !== undefined) {
      const full = pkg === undefined ? named(name) : `${named(pkg).slice(0, -1)}.${named(name).slice(1)}`;
      json += `,"logicalLocations":[{"fullyQualifiedName":${full},"kind":"function"}]`;
    }
    return message === undefined ? `${json}}` : `${json},"message":{"text":${quoted(message)}}}`;
  }

  /** Of names, which come again. */
  function named(name: string): string {
    let text = names.get(name);
    if (text === undefined) names.set(name, (text = quoted(name)));
    return text;
  }

  function fileOf(name: string): { readonly uri: string; readonly isElsewhere: boolean } {
    let known = files.get(name);
    if (!known) {
      const { file, instead } = repositoryPlace(judged.build, { file: name, line: 1 });
      files.set(name, (known = { uri: quoted(uriOf(file)), isElsewhere: instead !== undefined || name === '' }));
    }
    return known;
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

function quoted(text: string): string {
  return safeJson(JSON.stringify(text));
}

function suppression(known: NonNullable<Entry['known']>): string {
  const { by, reason, until } = known;
  const words = by === 'base' ? knownBecause(known) : reason;
  const justification = quoted(until === undefined ? words : `${words} (until ${until})`);
  return `{"kind":"${by === 'allow' ? 'inSource' : 'external'}","status":"accepted","justification":${justification}}`;
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
