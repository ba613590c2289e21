import { safeLines } from '../../view/safe-text.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };

/** Text between tags. What XML 1.0 cannot hold, no terminal may get either: it is shown as `\u{…}`, but for U+FFFE and U+FFFF, which are left to here. */
export function xmlText(text: string): string {
  return legal(text).replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign);
}

/** The value of an attribute, between double quotes. */
export function xmlAttribute(text: string): string {
  return legal(text).replaceAll(/[&<>"\n]/g, (sign) => entities[sign] ?? sign);
}

function legal(text: string): string {
  return safeLines(text).replaceAll(/[\ufffe\uffff]/g, '\ufffd');
}
