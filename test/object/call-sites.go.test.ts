import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCallSites } from '../../src/object/read-call-sites.ts';
import { findGoReleases } from '../../tools/lib/go-releases.ts';
import { listArchives } from '../../tools/lib/go-archives.ts';
import { root } from '../support/repo.ts';
import { multisetDifference } from '../support/oracles/verdict-oracle.ts';
import { findOracleCalls, objdumpKnows, readObjdump, runObjdump } from './objdump-oracle.ts';
import { source } from './recorded.ts';

// `go tool objdump` over packages of the installed standard library: every direct call of a function outside the runtime, with its line.
const packages = ['encoding/json', 'text/template', 'strconv', 'go/types', 'net/url'];
const [version = '', goarch = ''] = execFileSync('go', ['env', 'GOVERSION', 'GOARCH'], { encoding: 'utf8' }).split('\n');
const go = findGoReleases().get(/^go(1\.\d+)/.exec(version)?.[1] ?? '');
const isKnown = go !== undefined && objdumpKnows(goarch, version) && source.tables(version) !== undefined;

describe.skipIf(!isKnown)('against go tool objdump', () => {
  const archives = go && isKnown ? listArchives(go, packages, { cwd: root }) : new Map<string, string>();

  it.each(packages)('%s: the same calls at the same lines', (name) => {
    const file = archives.get(name) ?? '';
    // Calls of the initialisers of maps are weak: objdump prints the relocation's number instead of its name.
    const isWanted = (symbol: string): boolean => !symbol.startsWith('runtime.') && !/\.map\.init\.\d+$/.test(symbol);
    const theirs = findOracleCalls(
      readObjdump(runObjdump(file, { ...process.env, GOTOOLCHAIN: 'local' })),
      (callee) => (isWanted(callee) ? -1 : undefined),
      goarch,
    ).map((call) => `${call.function} ${call.position} ${call.allocator}`);
    const { calls } = readCallSites(readFileSync(file), { ...source, nameFile: (raw) => raw, package: name }, isWanted);
    const ours = calls.flatMap((call) =>
      Array.from(
        { length: call.count },
        () => `${call.function} ${call.file.slice(call.file.lastIndexOf('/') + 1)}:${call.line} ${call.callee}`,
      ),
    );
    expect(multisetDifference(theirs, ours)).toEqual({ missing: [], extra: [] });
    expect(theirs.length).toBeGreaterThan(30);
  });
});
