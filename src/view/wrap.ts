import fastStringWidth from 'fast-string-width';

/** Breaks text at spaces into lines of at most `columns`; a longer word stands alone. Colour sequences take no room. Never empty. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && fastStringWidth(line) + 1 + fastStringWidth(word) > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
