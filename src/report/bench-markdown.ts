import type { BenchResult } from '../model/bench.ts';
import { benchLines, benchmarkName, benchmarkTitle, setUpWords } from '../view/bench-words.ts';
import { problemMessage, problemSubject } from '../view/messages/en/problems.ts';
import { safeText } from '../view/safe-text.ts';
import type { RenderOptions } from './render-options.ts';

/** Results of `bench` as Markdown: a table for each benchmark. */
export function* renderBenchMarkdown(result: BenchResult, { all, nameFile }: Pick<RenderOptions, 'all' | 'nameFile'>): Iterable<string> {
  const sites = new Map(result.sites.map((site) => [site.id, site]));
  for (const problem of result.problems) {
    const { what } = problemMessage(problem.code, problem.args);
    yield `> **${cell(problem.effect)}** ${cell(`${problemSubject(problem)}${what}`)}\n\n`;
  }
  let pkg: string | undefined;
  for (const benchmark of result.benchmarks) {
    if (benchmark.package !== pkg) yield `## ${cell((pkg = benchmark.package))}\n\n`;
    yield `### ${cell(benchmarkName(benchmark))}\n\n`;
    if (benchmark.state !== 'measured') {
      yield `${cell(benchmark.state)}\n\n`;
      continue;
    }
    yield `${cell(benchmarkTitle(benchmark))}\n\n`;
    const rows = benchLines(benchmark, (id) => sites.get(id), nameFile, all ? Infinity : listed);
    if (rows.length > 0) yield '| allocs/op | B/op | where | what |\n| ---: | ---: | --- | --- |\n';
    for (const { objects, bytes, where, what, why } of rows)
      yield `| ${cell(objects)} | ${cell(bytes)} | ${cell(where)} | ${cell([what, why].filter(Boolean).join('. '))} |\n`;
    yield `\n${cell(setUpWords(benchmark))}\n\n`;
  }
}

const listed = 12;

/** Foreign text in one cell: no line end, and nothing that Markdown or HTML would act on. Code in backquotes stays code, where they come in pairs. */
function cell(text: string): string {
  const parts = safeText(text.replaceAll(/\s+/g, ' ').trim()).split('`');
  if (parts.length % 2 === 0) return parts.map(escaped).join('\\`');
  return parts.map((part, index) => (index % 2 === 0 ? escaped(part) : part.replaceAll('|', '\\|'))).join('`');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\|*_[\]<>#~!]/g, (sign) => (sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : `\\${sign}`));
}
