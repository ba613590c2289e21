import type { Target } from './go-archives.ts';

/** Builds whose runtimes differ in the helpers that compiled code calls; the first one is surveyed in full. */
export const platforms: readonly Omit<Target, 'cwd'>[] = [
  { goos: 'linux', goarch: 'amd64' },
  // Only what needs no C compiler is built with these.
  { goos: 'linux', goarch: 'amd64', flag: '-race' },
  { goos: 'linux', goarch: 'amd64', flag: '-msan' },
  { goos: 'linux', goarch: 'amd64', flag: '-asan' },
  // What code calls that is built for libFuzzer (-d=libfuzzer).
  { goos: 'linux', goarch: 'amd64', flag: '-tags=libfuzzer' },
  { goos: 'linux', goarch: 'arm64' },
  { goos: 'linux', goarch: '386' },
  { goos: 'linux', goarch: 'arm' },
  { goos: 'linux', goarch: 'riscv64' },
  { goos: 'linux', goarch: 'loong64' },
  { goos: 'linux', goarch: 'ppc64le' },
  { goos: 'linux', goarch: 's390x' },
  { goos: 'linux', goarch: 'mips' },
  { goos: 'linux', goarch: 'mips64le' },
  { goos: 'js', goarch: 'wasm' },
  { goos: 'darwin', goarch: 'arm64' },
  { goos: 'freebsd', goarch: 'amd64' },
  { goos: 'windows', goarch: 'amd64' },
];
