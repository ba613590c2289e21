/** Systems and architectures that a file's name may choose: go/build/syslist.go, 1.22 to 1.27. */
const systems = /^(?:aix|android|darwin|dragonfly|freebsd|hurd|illumos|ios|js|linux|nacl|netbsd|openbsd|plan9|solaris|wasip1|windows|zos)$/;
const architectures = /^(?:386|amd64|arm|arm64|loong64|mips|mipsle|mips64|mips64le|ppc64|ppc64le|riscv|riscv64|s390x|sparc|sparc64|wasm)$/;

/** What chooses whether a Go file is built: its `//go:build` line, else the end of its name (`x_linux_arm64.go`). Undefined for a file that every build has. */
export function constraintOf(file: string, lines: readonly string[]): string | undefined {
  for (const line of lines) {
    if (line.startsWith('//go:build ')) return line.slice('//'.length).trim();
    if (/^package\s/.test(line)) break;
  }
  const parts = (file.split('/').at(-1) ?? '')
    .replace(/\.go$/, '')
    .replace(/_test$/, '')
    .split('_')
    .slice(1);
  const [before = '', last = ''] = parts.length > 1 ? parts.slice(-2) : ['', parts[0] ?? ''];
  if (architectures.test(last)) return systems.test(before) ? `_${before}_${last}.go` : `_${last}.go`;
  return systems.test(last) ? `_${last}.go` : undefined;
}
