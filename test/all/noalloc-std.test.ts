/**
 * `noalloc` of all exported functions of eleven packages of std, against heap profiles at rate 1 of their own tests and benchmarks, as `go tool pprof` prints
 * them: a function that is proven must not stand on the stack of any allocation. Takes minutes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createCalleesMemory } from '../../src/engine/callees-memory.ts';
import { planBuild } from '../../src/engine/gather.ts';
import { gatherListing } from '../../src/engine/gather-listing.ts';
import type { ProofTarget } from '../../src/engine/pinned-code.ts';
import { provePins } from '../../src/engine/prove-pins.ts';
import { createSourceTexts } from '../../src/engine/source-texts.ts';
import { draftUnits } from '../../src/engine/units.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { panicLines } from '../../src/source/panic-lines.ts';
import { scanGo } from '../../src/source/scan-go.ts';
import { outsideFolder } from '../support/repo.ts';

const packages = [
  'bufio',
  'bytes',
  'encoding/hex',
  'hash/crc32',
  'net/netip',
  'sort',
  'strconv',
  'strings',
  'sync',
  'time',
  'unicode/utf8',
];

/** As counted on go1.26.8, linux/amd64; proofs may become more. */
const counted = { proven: 216, violated: 255, unknown: 40 };

const scratch = outsideFolder('noalloc-std');
afterAll(scratch.remove);
writeFileSync(path.join(scratch.path, 'go.mod'), 'module ex.com/std\n\ngo 1.22\n');
const env = { ...process.env, GOFLAGS: '', GOTOOLCHAIN: 'local' };
const [goroot = '', version = ''] = execFileSync('go', ['env', 'GOROOT', 'GOVERSION'], { encoding: 'utf8' }).trim().split('\n');

interface Judged {
  readonly name: string;
  readonly result: 'proven' | 'violated' | 'unknown';
  readonly slowPaths: readonly string[];
}

async function judge(): Promise<Judged[]> {
  const host = { ...createNodeHost(), cwd: scratch.path };
  const plan = await planBuild(host, { patterns: packages }, undefined);
  const texts = createSourceTexts(host, plan.findFile);
  const listing = await gatherListing(host, plan, {
    texts,
    keepText: false,
    isReadingLikely: true,
    changeLikely: new Promise(() => undefined),
    isKnown: () => false,
    onStep: () => undefined,
  });
  const listed = listing.packages();
  const units = draftUnits(listed, listing.said, plan).drafts.map((draft) => ({ ...draft, texts: [] }));
  const targets = units.flatMap((unit) =>
    unit.listed.files.flatMap((file) => {
      const { functions } = scanGo(texts.read(file) ?? new Uint8Array());
      return functions.flatMap(({ kind, name, span, body }): ProofTarget[] => {
        const isExported =
          (kind === 'function' && /^\p{Lu}/u.test(name)) || (kind === 'method' && /^\(?\*?\p{Lu}\w*\)?\.\p{Lu}/u.test(name));
        if (!isExported || body === undefined || file.endsWith('_test.go')) return [];
        const written = { name, line: span.line, endLine: span.endLine, hasBody: true };
        return [{ package: unit.package, function: written, isStrict: false, isAssumed: () => false }];
      });
    }),
  );
  const panics = new Map<string, ReturnType<typeof panicLines>>();
  const { answers, problems } = await provePins(
    host,
    { plan, listed, units, memory: createCalleesMemory(), allowAt: () => undefined, hasAllows: false, lineAt: () => undefined, isPanic },
    targets,
  );
  expect(problems).toEqual([]);
  function isPanic(file: string, line: number): boolean {
    const ranges = panics.get(file) ?? panicLines(texts.read(file) ?? new Uint8Array());
    panics.set(file, ranges);
    return ranges.some((range) => line >= range.line && line <= range.endLine);
  }
  return targets.flatMap((target, index): Judged[] => {
    const [answer] = answers[index] ?? [];
    // Generic ones have no code here.
    if (!answer || answer.bodies === 0) return [];
    const result = answer.violation ? 'violated' : answer.unknown.length > 0 ? 'unknown' : 'proven';
    return [{ name: `${target.package}.${target.function.name}`, result, slowPaths: answer.slowPaths }];
  });
}

/** One sample: frames, the innermost first, with their positions. */
interface Sample {
  readonly frames: readonly { readonly name: string; readonly at: string }[];
}

function profile(pkg: string): Sample[] {
  const folder = path.join(scratch.path, pkg.replaceAll('/', '-'));
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'mem.pb.gz');
  const args = [
    'test',
    '-short',
    '-memprofile',
    file,
    '-memprofilerate=1',
    '-bench=.',
    '-benchtime=1x',
    '-o',
    path.join(folder, 'test.bin'),
    pkg,
  ];
  try {
    execFileSync('go', args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 28, timeout: 1_200_000 });
  } catch (error) {
    // Tests that count allocations fail where each is recorded; the profile is written all the same.
    if (!existsSync(file)) throw error;
  }
  const text = execFileSync(
    'go',
    ['tool', 'pprof', '-traces', '-lines', '-sample_index=alloc_objects', path.join(folder, 'test.bin'), file],
    {
      cwd: folder,
      env,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  return text
    .split(/^-+\+-+$/m)
    .slice(1)
    .map((sample) => ({
      frames: sample.split('\n').flatMap((line) => {
        const found = /^\s+(?:\d+\s+)?(\S+(?: \S+)*?) (\/\S+:\d+)(?: \(inline\))?$/.exec(line);
        return found ? [{ name: found[1] ?? '', at: found[2] ?? '' }] : [];
      }),
    }))
    .filter(({ frames }) => frames.length > 0);
}

test('no function of eleven packages of std that is proven allocates in their tests and benchmarks', { timeout: 3_600_000 }, async () => {
  const judged = await judge();
  const count = (result: Judged['result']): number => judged.filter((one) => one.result === result).length;
  const counts = { proven: count('proven'), violated: count('violated'), unknown: count('unknown') };
  const byName = new Map(judged.map((one) => [one.name, one]));
  const wrong: string[] = [];
  const executed = new Set<string>();
  let samples = 0;
  let slow = 0;
  const panics = new Map<string, ReturnType<typeof panicLines>>();
  const isPanic = (at: string): boolean => {
    const cut = at.lastIndexOf(':');
    const file = at.slice(0, cut);
    const ranges = panics.get(file) ?? (existsSync(file) ? panicLines(readFileSync(file)) : []);
    panics.set(file, ranges);
    return ranges.some(({ line, endLine }) => Number(at.slice(cut + 1)) >= line && Number(at.slice(cut + 1)) <= endLine);
  };
  for (const pkg of packages) {
    for (const { frames } of profile(pkg)) {
      samples++;
      for (const [depth, { name }] of frames.entries()) {
        const known = byName.get(name);
        if (!known) continue;
        executed.add(name);
        if (known.result !== 'proven') continue;
        // What the runtime does for itself is cut off the stack: only its caller is seen.
        const below = frames.slice(0, depth + 1);
        if (below.some(({ at }) => isPanic(at)) || below.some((frame) => frame.name === 'runtime.gopanic')) continue;
        if (known.slowPaths.length > 0) slow++;
        else
          wrong.push(
            `${name}: ${frames
              .slice(0, depth + 2)
              .map((frame) => `${frame.name} ${frame.at.replace(goroot, '')}`)
              .join(' < ')}`,
          );
      }
    }
  }
  console.log(
    `${version}: of ${judged.length} exported functions of ${packages.length} packages of std ${counts.proven} are proven, ${counts.violated} violated, ${counts.unknown} proven except unknown calls; ` +
      `${samples} stacks of allocations: ${executed.size} of these functions on them, ${slow} times one that relies on slow paths`,
  );
  expect([...new Set(wrong)]).toEqual([]);
  expect(executed.size).toBeGreaterThan(200);
  if (version.startsWith('go1.26')) {
    expect(counts.proven).toBeGreaterThanOrEqual(counted.proven);
    expect(counts.violated + counts.unknown).toBeLessThanOrEqual(counted.violated + counted.unknown);
  }
});
