import type { GoTrouble } from '../model/go-trouble.ts';

/**
 * Words of cmd/go, the first that fits counts: causes that lie deeper stand above what follows from them. Seen on Go 1.26; words that
 * another release puts otherwise only lose their particular next step.
 */
const rows: readonly (readonly [GoTrouble, RegExp])[] = [
  ['disk-full', /no space left on device|disk quota exceeded|not enough space on the disk/],
  ['no-memory', /cannot allocate memory|fatal error: runtime: out of memory|: signal: killed/],
  ['platform', /unsupported GOOS\/GOARCH pair/],
  ['experiment', /unknown GOEXPERIMENT/],
  ['goroot', /cannot find GOROOT directory|GOROOT .* does not (?:exist|contain)/],
  ['compiler-bug', /internal compiler error/],
  [
    'no-home',
    /\$HOME (?:are|is) (?:not )?defined|neither GOMODCACHE nor GOPATH|%LocalAppData% is not defined|GOPATH entry is (?:relative|empty)/,
  ],
  ['build-cache', /build cache is (?:required|disabled)|failed to initialize build cache/],
  ['module-cache', /could not create module cache|module cache not found/],
  ['temp-folder', /creating work dir/],
  ['toolchain-name', /invalid (?:GOTOOLCHAIN|toolchain)\b|unknown toolchain|invalid go version/],
  ['toolchain-unavailable', /go: download go1|toolchain not available|cannot find "go1/],
  ['go-too-old-for-module', /requires go ?>= ?|requires newer Go version|go\.mod file indicates go/],
  ['proxy-off', /disabled by GOPROXY=off/],
  ['checksum', /checksum mismatch|SECURITY ERROR/],
  ['network', /dial (?:tcp|udp)|no such host|connection refused|i\/o timeout|TLS handshake|network is unreachable|proxyconnect/],
  ['sum-missing', /missing go\.sum entry/],
  ['vendor', /inconsistent vendoring|vendor\/modules\.txt|disabled by -mod=vendor|not marked as explicit in vendor/],
  ['work-file', /listed in go\.work|reading go\.work|errors parsing .*go\.work|go\.work:\d+:|go work use/],
  ['mod-outdated', /updates to go\.mod needed|go\.mod needs updat/],
  [
    'mod-file',
    /errors parsing .*go\.mod|go\.mod:\d+:|malformed module path|no module declaration in go\.mod|reading .*go\.mod: |open .*go\.mod: /,
  ],
  ['goflags', /\$GOFLAGS|go list -\w+ cannot be used with|cannot use -json with/],
  ['compiler-flag', /flag provided but not defined|unknown debug key|usage: compile \[options\]/],
  ['import-cycle', /import cycle not allowed/],
  [
    'c-compiler',
    /C compiler "[^"]*" not found|exec: "(?:gcc|clang|cc|g\+\+|clang\+\+)[^"]*": executable file not found|-race requires cgo|requires cgo; enable/,
  ],
  ['constraints', /build constraints exclude all Go files/],
  ['no-go-files', /no (?:non-test )?Go files in/],
  [
    'outside-module',
    /outside main module or its selected dependencies|does not contain main module or its selected dependencies|outside available modules|not in (?:go\.work|workspace)/,
  ],
  ['several-packages', /^found packages |: found packages /],
  [
    'dependency-missing',
    /no required module provides package|cannot find module providing package|is not in (?:std|GOROOT)|cannot find package|module .* does not contain package/,
  ],
  ['permission', /permission denied|read-only file system|Access is denied|operation not permitted/],
];

/** What these words of the Go command tell; undefined where they are of a kind of their own: then they are quoted, which is all there is. */
function goTroubleOf(words: string): GoTrouble | undefined {
  return rows.find(([, pattern]) => pattern.test(words))?.[0];
}

/** {@link goTroubleOf} as the optional field of a code's facts. */
export function troubleIn(words: string): { trouble?: GoTrouble } {
  const trouble = goTroubleOf(words);
  return trouble === undefined ? {} : { trouble };
}
