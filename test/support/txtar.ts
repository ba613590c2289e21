import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Go's text archives: some prose, then files, each after a line `-- name --`. The format is that of golang.org/x/tools/txtar: there
 * are no errors, and a file that does not end in a newline gets one.
 */
export interface Archive {
  readonly comment: string;
  readonly files: readonly { readonly name: string; readonly data: string }[];
}

const marker = /^-- (.*) --\r?\n?$/;

export function parseTxtar(text: string): Archive {
  const parts = [{ name: '', data: '' }];
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const name = marker.exec(line)?.[1]?.trim();
    const current = parts.at(-1);
    if (name !== undefined && name !== '') parts.push({ name, data: '' });
    else if (current !== undefined) current.data += line;
  }
  const [comment, ...files] = parts.map(({ name, data }) => ({ name, data: endWithNewline(data) }));
  return { comment: comment?.data ?? '', files };
}

/** The inverse of {@link parseTxtar}, for archives whose parts end in a newline and hold no marker line. */
export function formatTxtar(archive: Archive): string {
  return endWithNewline(archive.comment) + archive.files.map(({ name, data }) => `-- ${name} --\n${endWithNewline(data)}`).join('');
}

function endWithNewline(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** Writes the files of an archive below a folder. */
export function extractTxtar(archive: Pick<Archive, 'files'>, folder: string): void {
  for (const { name, data } of archive.files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, data);
  }
}
