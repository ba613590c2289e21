/** Flags of the compiler that make the code another one than a plain build: what is found then does not hold for that. */
export const tellingCompilerFlags = ['-l', '-N', '-d', '-race', '-msan', '-asan', '-wb', '-dynlink', '-shared', '-linkshared'] as const;

/** Flags of `go build` that do so, where GOFLAGS holds them. */
export const tellingBuildFlags = [
  '-cover',
  '-covermode',
  '-coverpkg',
  '-race',
  '-msan',
  '-asan',
  '-linkshared',
  '-buildmode',
  '-compiler',
  '-toolexec',
  '-overlay',
  '-modfile',
] as const;

export type TellingFlag = (typeof tellingCompilerFlags)[number] | (typeof tellingBuildFlags)[number];
