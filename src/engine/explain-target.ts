import { withoutTypeArguments } from '../analysis/causes/function-names.ts';

/** What a target of `explain` can be: `file:line[:col]`, a name (a function, a site id), or a file without a line. */
export type Target =
  | { readonly kind: 'place'; readonly file: string; readonly line: number; readonly column?: number }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'name'; readonly name: string };

/** Reads a target; never fails, for any text may be meant as a name. Backslashes in file names become slashes. */
export function readTarget(text: string): Target {
  const trimmed = text.trim();
  const place = /^(.+?):(\d{1,9})(?::(\d{1,9}))?:?$/.exec(trimmed);
  if (place) {
    const column = place[3] === undefined ? 0 : Number(place[3]);
    return {
      kind: 'place',
      file: (place[1] ?? '').replaceAll('\\', '/'),
      line: Number(place[2]),
      ...(column > 0 ? { column } : {}),
    };
  }
  if (/\.go:?$/.test(trimmed)) return { kind: 'file', file: trimmed.replace(/:$/, '').replaceAll('\\', '/') };
  return { kind: 'name', name: trimmed };
}

/** A function's name in parts; type arguments are left out, `T.M` may stand for `(*T).M`. */
export interface FunctionName {
  /** What stands before the name: a package's name or import path, '' where none was written. */
  readonly package: string;
  readonly name: string;
}

/**
 * The ways to read a name: `store.(*T).M` is one, `store.New` may be the function `New` of `store` or the method `New` of a type `store`.
 */
export function readFunctionName(text: string): readonly FunctionName[] {
  const plain = withoutTypeArguments(text);
  // Dots of a path's elements before the last slash are no separators.
  const slash = plain.lastIndexOf('/');
  const pointer = plain.indexOf('(');
  if (pointer >= 0) {
    const before = plain.slice(0, pointer);
    return [{ package: before.replace(/\.$/, ''), name: plain.slice(pointer) }];
  }
  const dot = plain.indexOf('.', slash + 1);
  if (dot < 0) return [{ package: '', name: plain }];
  const split = { package: plain.slice(0, dot), name: plain.slice(dot + 1) };
  return slash >= 0 ? [split] : [split, { package: '', name: plain }];
}

/** `T.M` and `(*T).M` are the same to somebody who asks. */
export function withoutPointer(name: string): string {
  return name.replace(/^\(\*?([^)]*)\)/, '$1');
}
