/** What a relocation of code means to us. */
export const relocationKind = {
  /** Anything that names a symbol without calling it: the address of data, a type, a function. */
  address: 0,
  /** A direct call, or a tail jump to another function. */
  call: 1,
  /** A direct jump, to the function itself or another one. */
  jump: 2,
  /** A call through a register. It names no symbol. */
  indirect: 3,
  /** A note for the linker, no part of the code. */
  marker: 4,
} as const;

/**
 * By name, since the numbers move between releases. The names are those that `cmd/internal/obj/<arch>` writes for CALL, BL, JAL and
 * tail jumps (Go 1.22 to 1.27; s390x and wasm write R_CALL).
 */
const kinds: ReadonlyMap<string, number> = new Map([
  ['R_CALL', relocationKind.call],
  ['R_CALLARM', relocationKind.call],
  ['R_CALLARM64', relocationKind.call],
  ['R_CALLLOONG64', relocationKind.call],
  ['R_LOONG64_CALL36', relocationKind.call],
  ['R_CALLMIPS', relocationKind.call],
  ['R_CALLPOWER', relocationKind.call],
  ['R_RISCV_CALL', relocationKind.call],
  ['R_RISCV_JAL', relocationKind.call],
  ['R_RISCV_JAL_TRAMP', relocationKind.call],
  ['R_JMPMIPS', relocationKind.jump],
  ['R_JMPLOONG64', relocationKind.jump],
  ['R_CALLIND', relocationKind.indirect],
  ['R_USEFIELD', relocationKind.marker],
  ['R_USETYPE', relocationKind.marker],
  ['R_USEIFACE', relocationKind.marker],
  ['R_USEIFACEMETHOD', relocationKind.marker],
  ['R_USENAMEDMETHOD', relocationKind.marker],
  ['R_KEEP', relocationKind.marker],
  ['R_INITORDER', relocationKind.marker],
]);

/** `R_WEAK`: the linker may drop the target. A weak call (`init` calls the initialisers of maps so) is made unless that happens. */
const weak = 0x8000;

/** The kind of each relocation type of a release by number; unknown numbers count as markers. */
export function relocationKinds(names: readonly string[]): Uint8Array {
  const table = new Uint8Array(0x1_0000).fill(relocationKind.marker);
  for (const [number, name] of names.entries()) {
    if (number === 0 || number >= weak) continue;
    const kind = kinds.get(name) ?? relocationKind.address;
    table[number] = kind;
    if (kind === relocationKind.call) table[number | weak] = kind;
  }
  return table;
}
