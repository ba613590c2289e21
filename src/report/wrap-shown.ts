import fastStringWidth from 'fast-string-width';
import { wrap } from '../view/wrap.ts';

/** {@link wrap} by columns of a terminal: wide characters take two, colour sequences none. */
export function wrapShown(text: string, columns: number): string[] {
  return wrap(text, columns, fastStringWidth);
}
