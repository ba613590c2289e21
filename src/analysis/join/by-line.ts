/** Values by file and line. Two look-ups cost less than a key of text that is made of both: there is one for each verdict and call. */
export interface ByLine<T> {
  readonly get: (file: string, line: number) => T | undefined;
  /** What is there, else what `make` gives, which is then kept. */
  readonly open: (file: string, line: number, make: () => T) => T;
}

/** An empty index. */
export function createByLine<T>(): ByLine<T> {
  const files = new Map<string, Map<number, T>>();
  return {
    get: (file, line) => files.get(file)?.get(line),
    open(file, line, make) {
      let lines = files.get(file);
      if (!lines) files.set(file, (lines = new Map<number, T>()));
      let value = lines.get(line);
      if (value === undefined) lines.set(line, (value = make()));
      return value;
    },
  };
}
