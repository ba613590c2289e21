/**
 * Foreign text in Markdown: it must not become markup, a link, a mention of somebody or of an issue, or end its cell. In: text without line
 * ends that a terminal does not act on. Out: text that GitHub and GitLab show as it was.
 */
export function markdownText(text: string): string {
  return (
    text
      .replaceAll(/[\\`*_{}[\]<>|~$#&!]/g, (sign) => (sign === '<' ? '&lt;' : sign === '&' ? '&amp;' : `\\${sign}`))
      // An empty comment keeps `@name` and `#12` from being found in the text that is shown.
      .replaceAll(/@|\\#/g, (sign) => `${sign}<!-- -->`)
      .replaceAll('://', ':<!-- -->//')
      .replaceAll(/\b(www)\./gi, '$1<!-- -->.')
  );
}

/** The same as code: nothing in it is found or formatted. Bars end a cell even there. */
export function markdownCode(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') || text === '' ? ' ' : '';
  return `${fence}${pad}${text.replaceAll('|', '\\|')}${pad}${fence}`;
}

/** Lines as they are, between fences that they do not have. */
export function markdownBlock(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${lines.join('\n')}\n${fence}\n`;
}
