/** Orders two strings by UTF-16 code units: the same on every machine and locale. */
export function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Makes one comparison of several; the first that is not 0 decides. */
export function compareBy<T>(...keys: ((a: T, b: T) => number)[]): (a: T, b: T) => number {
  return (a, b) => {
    for (const key of keys) {
      const order = key(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}
