/** More names than this are counted. */
const namesShown = 10;

/** `a, b, c and 12 more` */
export function firstOf(names: readonly string[]): string {
  const more = names.length - namesShown;
  return more > 1 ? `${names.slice(0, namesShown).join(', ')} and ${more} more` : names.join(', ');
}
