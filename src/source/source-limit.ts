/** Largest file that is read, in bytes: twenty times the largest in std (`cmd/compile/internal/ssa/opGen.go`, 3 MB). */
export const sourceLimit: number = 64 << 20;
