import { dirname } from '../base/posix-path.ts';
import type { NotCompiled } from '../model/explanation.ts';
import type { Build } from '../model/report.ts';
import type { Span } from '../model/span.ts';
import { functionAt } from '../source/enclosing.ts';
import type { GoFunction } from '../source/go-scan.ts';
import type { SourceFile } from '../source/read-source.ts';
import type { PlaceContext } from './explain-place.ts';

/** Names that may end a file's name as a build constraint (go/build, internal/syslist, Go 1.27). */
const systems = 'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos'.split(
  ' ',
);
const architectures =
  '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  );

export interface FileQuestion {
  readonly source: SourceFile;
  readonly build: Build;
  /** Folders with a go.mod of their own, relative to the root. */
  readonly moduleFolders: readonly string[];
}

/** Why a file that is there belongs to no package of the build: the rules of go/build in their order. */
export function whyNotCompiled({ source, build, moduleFolders }: FileQuestion): NotCompiled {
  const { file } = source;
  const base = file.split('/').at(-1) ?? file;
  const other = moduleFolders
    .filter((folder) => folder !== '.' && !build.modules.some((module) => module.dir === folder))
    .find((folder) => file.startsWith(`${folder}/`));
  if (other !== undefined) return { by: 'other-module', folder: other };
  const folders = dirname(file).split('/');
  if (/^[_.]/.test(base) || folders.some((folder) => /^[_.]./.test(folder) || folder === 'testdata' || folder === 'vendor'))
    return { by: 'ignored-name' };
  const platform = platformOf(base, build);
  if (platform) return platform;
  const [constraint] = source.scan.constraints.filter((line) => line.startsWith('//go:build')).concat(source.scan.constraints);
  if (constraint !== undefined && !holds(constraint, build)) return { by: 'constraint', constraint, flags: flagsFor(constraint, build) };
  if (base.endsWith('_test.go') && !build.tests) return { by: 'test-file' };
  if (!build.cgo && /^\s*(import\s+)?"C"/m.test(new TextDecoder().decode(source.bytes.subarray(0, 1 << 16)))) return { by: 'cgo' };
  return { by: 'not-named' };
}

/** Why the compiler is silent about a line of a file that belongs to the build; undefined where it has nothing to say of it. */
export function whyUnseen(
  source: SourceFile,
  line: number,
  { evidence, functions }: Pick<PlaceContext, 'evidence' | 'functions'>,
): NotCompiled | undefined {
  const shown = shownBy(source, line);
  if (shown) {
    const file = evidence.report.sites.find((site) => site.at.file === shown.file || site.at.file.endsWith(`/${shown.file}`))?.at.file;
    return { by: 'line-directive', shown: { ...shown, file: file ?? shown.file } };
  }
  const inner = functionAt(source.scan, line);
  const top = inner && source.scan.functions[inner.top];
  if (!top || !isGeneric(top, source)) return undefined;
  // The compiler speaks of the inlining of each function that it makes code of.
  const nameLine = (top.nameSpan ?? top.span).line;
  const isCompiled = functions.some(
    (known) => known.at.file === source.file && known.at.line >= nameLine && known.at.line <= top.span.endLine,
  );
  return isCompiled ? undefined : { by: 'no-instance', function: top.name, tests: evidence.report.build.tests };
}

/** The position that the last `//line FILE:LINE[:COLUMN]` above a line gives it; undefined where that is its own. */
function shownBy({ file, scan }: SourceFile, line: number): Span | undefined {
  const last = scan.directives.findLast((one) => one.kind === 'line' && one.span.line < line);
  const found = last && /^(.*?):(\d+)(?::\d+)?$/.exec(last.text.trim());
  if (!found || found[1] === '') return undefined;
  const shown = { file: found[1] ?? '', line: Number(found[2]) + line - last.span.line - 1 };
  return file === shown.file || file.endsWith(`/${shown.file}`) ? undefined : shown;
}

/** With type parameters of its own or of its receiver. */
function isGeneric({ kind, span, nameSpan, body }: GoFunction, { bytes }: SourceFile): boolean {
  if ((kind !== 'function' && kind !== 'method') || !nameSpan || !body) return false;
  const text = (start: number, end: number): string => new TextDecoder().decode(bytes.subarray(start, end));
  return text(nameSpan.end, nameSpan.end + 1) === '[' || (kind === 'method' && /\w\s*\[[^\]]/.test(text(span.start, nameSpan.start)));
}

/** `x_windows.go`, `x_arm64.go`, `x_windows_arm64_test.go`. */
function platformOf(base: string, build: Build): NotCompiled | undefined {
  const parts = base
    .replace(/(_test)?\.go$/, '')
    .split('_')
    .slice(1);
  const [last, before] = [parts.at(-1) ?? '', parts.at(-2) ?? ''];
  const arch = architectures.includes(last) ? last : undefined;
  const os = arch === undefined ? (systems.includes(last) ? last : undefined) : systems.includes(before) ? before : undefined;
  const flags = [
    ...(os !== undefined && !isSystem(os, build) ? [`--goos ${os}`] : []),
    ...(arch !== undefined && arch !== build.goarch ? [`--goarch ${arch}`] : []),
  ];
  if (flags.length === 0) return undefined;
  return { by: 'file-name', platform: [os, arch].filter(Boolean).join('/'), flags };
}

/** A system also stands for the one that it is a kind of (go/build matchTag). */
function isSystem(name: string, { goos }: Build): boolean {
  return (
    name === goos ||
    (name === 'linux' && goos === 'android') ||
    (name === 'solaris' && goos === 'illumos') ||
    (name === 'darwin' && goos === 'ios')
  );
}

const unix = new Set('aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris'.split(' '));

function isTrue(tag: string, build: Build): boolean {
  if (isSystem(tag, build) || tag === build.goarch || tag === 'gc') return true;
  if (tag === 'unix') return unix.has(build.goos);
  if (tag === 'cgo') return build.cgo;
  if (tag === 'race') return build.race;
  const release = /^go1\.(\d+)$/.exec(tag);
  if (release) return Number(release[1]) <= Number(/(?:^| )go1\.(\d+)/.exec(build.go)?.[1] ?? 0);
  return build.tags.includes(tag);
}

/** Larger expressions are an error to Go (go/build/constraint, `maxSize`); here it bounds the recursion. */
const mostTokens = 1000;

/** Whether `//go:build EXPR` holds. What is no expression counts as one that does not. */
function holds(constraint: string, build: Build): boolean {
  const tokens = tokensOf(constraint);
  if (tokens.length > mostTokens) return false;
  let at = 0;
  const or = (): boolean => {
    let value = and();
    while (tokens[at] === '||') {
      at++;
      const right = and();
      value ||= right;
    }
    return value;
  };
  const and = (): boolean => {
    let value = not();
    while (tokens[at] === '&&') {
      at++;
      const right = not();
      value &&= right;
    }
    return value;
  };
  const not = (): boolean => {
    const token = tokens[at++];
    if (token === '!') return !not();
    if (token !== '(') return token !== undefined && isTrue(token, build);
    const value = or();
    at++;
    return value;
  };
  return or();
}

function tokensOf(constraint: string): string[] {
  return constraint.replace(/^\/\/\s*(go:build|\+build)/, '').match(/[\w.]+|&&|\|\||[!()]/g) ?? [];
}

/** The flag that makes a constraint of one tag hold; of more than one only where all are joined by `&&`. */
function flagsFor(constraint: string, build: Build): string[] {
  const tokens = tokensOf(constraint);
  if (tokens.some((token) => token === '||' || token === '!' || token === '(')) return [];
  const missing = tokens.filter((token) => token !== '&&' && !isTrue(token, build));
  const os = missing.find((tag) => systems.includes(tag));
  const arch = missing.find((tag) => architectures.includes(tag));
  if (missing.includes('race')) return ['--race'];
  const tags = missing.filter((tag) => tag !== os && tag !== arch && tag !== 'unix' && tag !== 'cgo' && !tag.startsWith('go1.'));
  return [
    ...(os === undefined ? [] : [`--goos ${os}`]),
    ...(arch === undefined ? [] : [`--goarch ${arch}`]),
    ...(tags.length === 0 ? [] : [`--tags ${[...build.tags, ...tags].join(',')}`]),
  ];
}
