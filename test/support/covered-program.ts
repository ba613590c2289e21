import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../../src/model/report.ts';
import { root } from './repo.ts';
import { parseTxtar } from './txtar.ts';

/** Writes test/costs/coverage.txtar into a folder. */
export function writeCovered(folder: string): void {
  for (const { name, data } of parseTxtar(readFileSync(path.join(root, 'test/costs/coverage.txtar'), 'utf8')).files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), data);
  }
}

/** What comments say: line → `executed 3`, `not executed`, `unknown`. */
export function markedLines(text: string): Map<number, string> {
  return new Map(
    text.split('\n').flatMap((line, index) => {
      const said = /\/\/ (executed \d+|not executed|unknown)$/.exec(line)?.[1];
      return said === undefined ? [] : [[index + 1, said] as const];
    }),
  );
}

/** The same of a report: what its sites of a file say. Those of one line must agree. */
export function executedLines(report: Report, file: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const { at, outcome, execution } of report.sites) {
    if (outcome !== 'allocates' || at.file !== file) continue;
    const said = execution === undefined ? 'unknown' : execution.executed ? `executed ${execution.count}` : 'not executed';
    const known = found.get(at.line);
    found.set(at.line, known === undefined || known === said ? said : `${known}, ${said}`);
  }
  return new Map([...found].toSorted(([a], [b]) => a - b));
}
