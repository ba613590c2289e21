import type { FindingCode } from '../../model/finding.ts';
import { findingRow } from '../../view/finding-table.ts';
import { leftOutWords } from '../../view/left-out-words.ts';
import { safeText } from '../../view/safe-text.ts';
import { verdictWords } from '../../view/verdict-words.ts';
import type { RenderOptions } from '../render-options.ts';
import { entryLines, problemLinesOf } from './entry-text.ts';
import type { Entry } from './entries.ts';
import { incomparableWords, type Judged } from './judged.ts';
import { repositoryPlace } from './repository-place.ts';
import { createSourceReader, utf16Column } from './source-reader.ts';

/** A step shows so many annotations of each level, the first that come; the rest is dropped without a word. Three levels stay below the 50 of a job. */
const mostOfLevel = 10;

const levels = { error: 'error', warning: 'warning', note: 'notice' } as const;
type Level = (typeof levels)[keyof typeof levels];
interface Annotation {
  readonly level: Level;
  readonly properties: Readonly<Record<string, string | number | undefined>>;
  readonly message: string;
}

/** GitHub's workflow commands: annotations in the order of importance, the last slot of a level saying how many more there are. Then the verdict. */
export function* renderGithub(judged: Judged, options: Pick<RenderOptions, 'readSource'>): Iterable<string> {
  const all = [...problemAnnotations(judged), ...entryAnnotations(judged, options)];
  for (const level of Object.values(levels)) {
    const of = all.filter((one) => one.level === level);
    const shown = of.length > mostOfLevel ? of.slice(0, mostOfLevel - 1) : of;
    for (const { properties, message } of shown) yield command(level, properties, message);
    if (of.length > shown.length) yield command(level, { title: 'stackward' }, leftOutWords(of.length - shown.length, judged.by));
  }
  const incomparable = incomparableWords(judged);
  yield `stackward ${judged.by}: ${incomparable ?? verdictWords(judged)}\n`;
}

function problemAnnotations({ problems }: Judged): Annotation[] {
  return problems.map((problem) => ({
    level: problem.effect === 'notice' ? 'notice' : 'error',
    properties: { title: `stackward: ${problem.code}` },
    message: problemLinesOf(problem).join('\n'),
  }));
}

function entryAnnotations({ build, entries }: Judged, options: Pick<RenderOptions, 'readSource'>): Annotation[] {
  const source = createSourceReader(options.readSource);
  return entries
    .filter(({ known }) => known === undefined)
    .map((entry) => {
      const place = repositoryPlace(build, entry.at);
      const text = place.column === undefined ? undefined : source.line(entry.at.file, entry.at.line);
      const column = text === undefined || place.column === undefined ? undefined : utf16Column(text, place.column);
      return {
        level: levels[entry.severity],
        properties: { file: place.file, line: place.line, col: column, title: titleOf(entry) },
        message: entryLines(entry, place).join('\n'),
      };
    });
}

function titleOf({ of, rule }: Entry): string {
  return of === 'finding' ? findingRow(rule as FindingCode).title : `Heap allocation: ${rule}`;
}

function command(level: Level, properties: Annotation['properties'], message: string): string {
  const words = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [
          `${name}=${escaped(safeText(String(value)))
            .replaceAll(':', '%3A')
            .replaceAll(',', '%2C')}`,
        ],
  );
  return `::${level}${words.length === 0 ? '' : ` ${words.join(',')}`}::${escaped(message)}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
