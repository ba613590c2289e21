/** Values in the order in which they were first seen. */
export interface Order {
  readonly add: (value: string) => void;
  /** Of two values that were seen. */
  readonly compare: (a: string, b: string) => number;
}

export function createOrder(): Order {
  const places = new Map<string, number>();
  return {
    add(value) {
      if (!places.has(value)) places.set(value, places.size);
    },
    compare: (a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0),
  };
}
