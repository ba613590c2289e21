import { UserError } from '../base/user-error.ts';
import type { BuildSettings } from './run-list.ts';

/** What a command that builds a program says of the code that it makes. */
export interface BuildCommand {
  /** Variables before the command: `CGO_ENABLED=0`, `GOAMD64=v3`. */
  readonly env: Readonly<Record<string, string>>;
  readonly settings: BuildSettings;
  /** Values of `-gcflags`, in order. */
  readonly gcflags: readonly string[];
  /** Flags that have no field here and change code: given on by GOFLAGS. */
  readonly goflags: readonly string[];
  /** Packages, as they are named there; none: the one where the command runs. */
  readonly packages: readonly string[];
}

/** Flags of `go help build` (Go 1.27) by what becomes of them here. `none` changes no code of a package: where the result goes, what is printed, what the linker does. */
const valued: Readonly<Record<string, 'none' | 'goflags' | 'tags' | 'pgo' | 'overlay' | 'mod' | 'gcflags'>> = {
  o: 'none',
  p: 'none',
  ldflags: 'none',
  asmflags: 'none',
  gccgoflags: 'none',
  buildvcs: 'none',
  pkgdir: 'none',
  toolexec: 'none',
  installsuffix: 'none',
  C: 'none',
  tags: 'tags',
  pgo: 'pgo',
  overlay: 'overlay',
  mod: 'mod',
  gcflags: 'gcflags',
  modfile: 'goflags',
  buildmode: 'goflags',
  compiler: 'goflags',
  covermode: 'goflags',
  coverpkg: 'goflags',
};
const switches: Readonly<Record<string, 'none' | 'goflags' | 'race'>> = {
  a: 'none',
  n: 'none',
  v: 'none',
  x: 'none',
  work: 'none',
  json: 'none',
  trimpath: 'none',
  modcacherw: 'none',
  race: 'race',
  msan: 'goflags',
  asan: 'goflags',
  cover: 'goflags',
  linkshared: 'goflags',
};

/**
 * Reads the command by which a program is built, as it stands in a script: `CGO_ENABLED=0 go build -trimpath -tags=netgo ./cmd/app`; `go install` too, or flags alone. Throws UserError
 * `build-command` for what is another command, more than one, or a flag that `go build` does not have.
 */
export function readBuildCommand(text: string): BuildCommand {
  const words = splitCommand(text);
  const refuse = (reason: string): never => {
    throw new UserError('build-command', { command: text, reason });
  };
  const env: Record<string, string> = {};
  while (words[0] !== undefined && /^[A-Za-z_]\w*=/.test(words[0])) {
    const word = words.shift() ?? '';
    env[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1);
  }
  if (words[0] !== undefined && !words[0].startsWith('-')) {
    const [go = '', verb = ''] = words.splice(0, 2);
    if (!/(?:^|[\\/])go(?:\.exe)?$/.test(go)) refuse(`it begins with ${go}, and not with go build`);
    if (verb !== 'build' && verb !== 'install') refuse(`go ${verb} builds no program`);
  }
  const found = {
    settings: {} as { -readonly [K in keyof BuildSettings]: BuildSettings[K] },
    gcflags: [] as string[],
    goflags: [] as string[],
  };
  while (words[0]?.startsWith('-') === true) {
    const word = words.shift() ?? '';
    if (word === '--') break;
    const [, name = '', given] = /^--?([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    const row = switches[name] ?? valued[name];
    if (row === undefined) refuse(`go build has no flag ${word}`);
    const isSwitch = Object.hasOwn(switches, name);
    const value = given ?? (isSwitch ? 'true' : words.shift());
    if (value === undefined) refuse(`-${name} has no value`);
    const text = value ?? '';
    if (row === 'race') found.settings.race = text !== 'false';
    else if (row === 'gcflags') found.gcflags.push(text);
    else if (row === 'goflags') found.goflags.push(isSwitch && text === 'true' ? `-${name}` : `-${name}=${text}`);
    else if (row === 'tags' || row === 'pgo' || row === 'overlay' || row === 'mod') found.settings[row] = text;
  }
  return { env, ...found, packages: words };
}

/** As a shell splits a line without variables: quotes keep blanks, a backslash keeps the next character. */
function splitCommand(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
      else if (char === '\\' && quote === '"' && /["\\$`]/.test(text[at + 1] ?? '')) word = `${word ?? ''}${text[++at] ?? ''}`;
      else word = `${word ?? ''}${char}`;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (char === '\\' && at + 1 < text.length) {
      // A line that goes on is no character of a word.
      if (text[++at] !== '\n') word = `${word ?? ''}${text[at] ?? ''}`;
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (/[;&|<>`$()]/.test(char)) {
      throw new UserError('build-command', { command: text, reason: `a shell would do more with it: ${char}` });
    } else word = `${word ?? ''}${char}`;
  }
  if (quote !== '') throw new UserError('build-command', { command: text, reason: `a quote is not closed: ${quote}` });
  if (word !== undefined) words.push(word);
  return words;
}
