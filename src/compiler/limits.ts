/** Bounds that no real output comes near: one line (243 kB have been seen) and one block (86 MB in std), in bytes. */
export interface TextLimits {
  readonly line: number;
  readonly block: number;
}

export const textLimits: TextLimits = { line: 64 << 20, block: 1 << 30 };
