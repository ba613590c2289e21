import type { BinaryResult } from '../model/binary.ts';
import { binaryWords, differenceRows, listedGroups, otherWords, sourceWords, standingWords } from '../view/binary-words.ts';
import { problemMessage, problemSubject } from '../view/messages/en/problems.ts';
import { grouped } from '../view/numbers.ts';
import { safeText } from '../view/safe-text.ts';
import { markdownCode, markdownText } from './ci/markdown-text.ts';
import type { RenderOptions } from './render-options.ts';

/** Rows of a table without --all. */
const listed = 50;

/** A program against its module as Markdown: a paragraph, and a table for each thing in which they differ. */
export function* renderBinaryMarkdown(result: BinaryResult, { all, nameFile }: Pick<RenderOptions, 'all' | 'nameFile'>): Iterable<string> {
  for (const problem of result.problems) {
    const { what } = problemMessage(problem.code, problem.args);
    yield `> **${cell(problem.effect)}** ${cell(`${problemSubject(problem)}${what}`)}\n\n`;
  }
  yield `### ${cell(result.binary.file)}\n\n`;
  for (const text of [...binaryWords(result), ...sourceWords(result)]) yield `- ${cell(text)}\n`;
  const differences = differenceRows(result);
  if (differences.length > 0) {
    yield '\n| built otherwise | there | here |\n| --- | --- | --- |\n';
    for (const { what, there, here } of differences) yield `| ${cell(what)} | ${cell(there)} | ${cell(here)} |\n`;
  }
  const others = otherWords(result);
  yield `\n${cell(`${standingWords(result)}.${others === undefined ? '' : ` ${others}`}`)}\n`;
  for (const { title, rows } of listedGroups(result, nameFile)) {
    yield `\n**${cell(title)}**\n\n| where | what |\n| --- | --- |\n`;
    for (const { where, what } of all ? rows : rows.slice(0, listed)) yield `| ${markdownCode(where)} | ${cell(what)} |\n`;
    if (!all && rows.length > listed) yield `\n${grouped(rows.length - listed)} more.\n`;
  }
}

/** Foreign text on one line, of which nothing acts. */
function cell(text: string): string {
  return markdownText(safeText(text.replaceAll(/\s+/g, ' ').trim()));
}
