import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { releaseTables } from '../../src/model/tables/index.ts';
import type { GoRelease } from './go-releases.ts';

/** Whether others may call it by its name: exported API, or a name under another package's prefix (a linkname of the runtime). */
export function isOffered(symbol: string): boolean {
  if (/^runtime\.[A-Z]\w*$/.test(symbol) || /^runtime\.(\(\*[A-Z]\w*\)|[A-Z]\w*)\.[A-Z]\w*$/.test(symbol)) return true;
  return /^[a-z][\w/]*\./.test(symbol) && !/^(runtime|runtime\/internal\/[\w/]+|internal\/runtime\/[\w/]+)\./.test(symbol);
}

/** Symbols that the compiler may call, and those that the runtime's sources hand out by `//go:linkname`. */
export function listKnownNames(release: GoRelease): string[] {
  const names = [...(releaseTables(release.version)?.builtins ?? [])];
  const folder = path.join(release.goroot, 'src/runtime');
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.go') || file.endsWith('_test.go')) continue;
    for (const [, local = '', symbol] of readFileSync(path.join(folder, file), 'utf8').matchAll(/^\/\/go:linkname (\S+)(?: (\S+))?$/gm)) {
      names.push(symbol ?? `runtime.${local}`);
    }
  }
  return names;
}
