/** Puts `content` between the marks `<!-- made: NAME -->` and `<!-- end -->` of a page that is written by hand. Throws where they are not there. */
export function betweenMarks(page: string, name: string, content: string): string {
  const mark = `<!-- made: ${name} -->\n`;
  const start = page.indexOf(mark);
  const end = page.indexOf('<!-- end -->', start);
  if (start < 0 || end < 0) throw new Error(`no marks for ${name}`);
  return `${page.slice(0, start + mark.length)}\n${content}\n\n${page.slice(end)}`;
}
