/**
 * Breaks text at spaces into lines of at most `columns`; a longer word stands alone. Never empty. `widthOf` counts the columns of a text: by
 * default its UTF-16 units, which is right for our own words.
 */
export function wrap(text: string, columns: number, widthOf: (text: string) => number = (part) => part.length): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
