import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identifySites } from '../../../src/analysis/sites/identify.ts';
import type { Report } from '../../../src/model/report.ts';
import type { Site } from '../../../src/model/site.ts';
import { outsideFolder } from '../../support/repo.ts';
import { runCli } from '../../support/run-cli.ts';

// Programs and edits of them, each a package of one module, compiled by one run of `check`. Ids are those of the sites with the package's
// name taken out. `@` is a local name; a line with a site that is followed through the edits ends in `// N`.
const functions: readonly string[] = [
  'func F$() *T {\n\t@ := &T{n: 1} // 1\n\treturn @\n}',
  'func F$(n int) ([]int, []*T) {\n\t@ := make([]int, n) // 1\n\tq := []*T{{n: n}} // 2\n\treturn @, q\n}',
  'func F$(n int) func() *T {\n\treturn func() *T { // 1\n\t\t@ := &T{n: n} // 2\n\t\treturn @\n\t}\n}',
  'func F$(n int) (func() *T, func() *U) {\n\t@ := func() *T { // 1\n\t\treturn &T{n: n} // 2\n\t}\n\tz := func() *U { // 3\n\t\treturn &U{n: n} // 4\n\t}\n\treturn @, z\n}',
  'func (t *T) M$(n int) map[string]*U {\n\t@ := map[string]*U{} // 1\n\t@["x"] = &U{n: n} // 2\n\treturn @\n}',
  'func F$(n int) []any {\n\tvar @ []any\n\t@ = append(@, T{n: n}) // 1\n\t@ = append(@, U{n: n, s: "x"}) // 2\n\treturn @\n}',
  'func F$[V any](v V) *Box[V] {\n\t@ := &Box[V]{v: v} // 1\n\treturn @\n}\n\nfunc use$() (*Box[int], *Box[string]) { return F$(1), F$("x") }',
  'func F$(n int) *L$ {\n\ttype local struct{ n int }\n\t@ := &local{n: n} // 1\n\treturn &L${v: @} // 2\n}\n\ntype L$ struct{ v any }',
  'func F$(n int) chan *T {\n\t@ := make(chan *T, 1) // 1\n\tgo func() { // 2\n\t\t@ <- &T{n: n} // 3\n\t}()\n\treturn @\n}',
  'var V$ = build(&T{n: 7}) // 1\n',
];
const shared =
  'type T struct{ n int }\n\ntype U struct {\n\tn int\n\ts string\n}\n\ntype Box[V any] struct{ v V }\n\n//go:noinline\nfunc build(t *T) *T { return t }\n';
const unrelated = [
  'type Z$ struct{ a, b int }\n\nfunc Z$of() *Z$ { return &Z${} }',
  'func Y$(s string) *string {\n\ttype hidden struct{ p *string }\n\th := &hidden{&s}\n\tkeep$ = h\n\treturn h.p\n}\n\nvar keep$ any',
  'func X$(n int) func() int { return func() int { return n } }',
];

interface Part {
  /** Number of the function's kind, and its own, which names it. */
  readonly kind: number;
  readonly name: number;
}
interface Text {
  readonly parts: readonly Part[];
  readonly local: string;
}

/** The lines of a program; `edit` may put lines in. */
function write({ parts, local }: Text, extra: readonly string[] = []): string[] {
  const texts = parts.map(({ kind, name }) =>
    (functions[kind] ?? '')
      .replaceAll('$', String(name))
      .replaceAll('@', local)
      .replaceAll(/\/\/ (\d)$/gm, `// ${name}.$1`),
  );
  return [shared, ...texts, ...extra].join('\n').split('\n');
}

// Equal sites of two variables at package level are both in `init`: those would change places when reordered.
const parts = fc
  .array(fc.nat({ max: functions.length - 1 }), { minLength: 3, maxLength: 7 })
  .map((kinds) =>
    kinds
      .filter((kind, at) => kind < functions.length - 1 || kinds.indexOf(kind) === at)
      .map((kind, name): Part => ({ kind, name: name + 1 })),
  );
const edit = fc.record({
  parts,
  order: fc.array(fc.nat({ max: 99 }), { minLength: 7, maxLength: 7 }),
  local: fc.constantFrom('renamed', 'y', 'größe'),
  comments: fc.array(fc.tuple(fc.nat({ max: 200 }), fc.constantFrom('', '// a comment', '/* two\n   lines */')), {
    minLength: 1,
    maxLength: 12,
  }),
  added: fc.nat({ max: unrelated.length - 1 }),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function insert(lines: readonly string[], comments: Edit['comments']): string[] {
  const edited = [...lines];
  for (const [at, comment] of comments) edited.splice(at % (lines.length + 1), 0, comment);
  return edited;
}

/** The program, and what became of it. */
const edits: Readonly<Record<string, (one: Edit) => string[]>> = {
  base: (one) => write({ parts: one.parts, local: 'x' }),
  lines: (one) => insert(write({ parts: one.parts, local: 'x' }), one.comments),
  renamed: (one) => write({ parts: one.parts, local: one.local }),
  reordered: (one) => {
    const keyed = one.parts.map((part, index) => [one.order[index] ?? 0, part] as const);
    return write({ parts: keyed.toSorted(([a], [b]) => a - b).map(([, part]) => part), local: 'x' });
  },
  added: (one) => write({ parts: one.parts, local: 'x' }, [(unrelated[one.added] ?? '').replaceAll('$', '9')]),
  all: (one) =>
    insert(write({ parts: one.parts.toReversed(), local: one.local }, [(unrelated[one.added] ?? '').replaceAll('$', '9')]), one.comments),
};

const scratch = outsideFolder('identity');
const programs = fc.sample(edit, { seed: 20_241_126, numRuns: 12 });
/** Of `p3/renamed`: ids by the tag of their line. */
const found = new Map<string, ReadonlyMap<string, readonly string[]>>();

beforeAll(async () => {
  const sources = new Map<string, string[]>();
  for (const [number, one] of programs.entries()) {
    for (const [name, change] of Object.entries(edits)) {
      const folder = `p${number}/${name}`;
      const lines = [`package ${name}`, '', ...change(one)].flatMap((line) => line.split('\n'));
      sources.set(folder, lines);
      mkdirSync(path.join(scratch.path, folder), { recursive: true });
      writeFileSync(path.join(scratch.path, folder, 'a.go'), lines.join('\n'));
    }
  }
  writeFileSync(path.join(scratch.path, 'go.mod'), 'module example.test/identity\n\ngo 1.22\n');
  const { stdout, stderr, code } = await runCli(['check', '-f', 'json', '--quiet', './...'], { cwd: scratch.path });
  if (code !== 0) throw new Error(`check ended with ${code}: ${stderr}${stdout.slice(0, 2000)}`);
  const { sites } = JSON.parse(stdout) as Report;
  for (const [folder, lines] of sources) {
    const pkg = `example.test/identity/${folder}`;
    const own = sites.filter((site) => site.package === pkg).map((site) => withoutPackage(site, pkg));
    const ids = identifySites(own, (...of) => hash(JSON.stringify(of)));
    const byTag = new Map<string, string[]>();
    for (const [index, site] of own.entries()) {
      const tag = /\/\/ (\d+\.\d)$/.exec(lines[site.at.line - 1] ?? '')?.[1];
      if (tag !== undefined) byTag.set(tag, [...(byTag.get(tag) ?? []), `${site.what} ${ids[index]}`].sort());
    }
    found.set(folder, byTag);
  }
});
afterAll(scratch.remove);

function withoutPackage(site: Site, pkg: string): Site {
  return JSON.parse(JSON.stringify(site).replaceAll(`${pkg}.`, '').replaceAll(pkg, 'P')) as Site;
}

const hashes = new Map<string, string>();
function hash(text: string): string {
  const known = hashes.get(text) ?? hashes.size.toString(16).padStart(16, '0');
  hashes.set(text, known);
  return known;
}

describe.each(programs.map((_, number) => number))('program %i', (number) => {
  test.each(Object.keys(edits).filter((name) => name !== 'base'))('each site has the same id after: %s', (name) => {
    const base = found.get(`p${number}/base`);
    expect(base?.size).toBeGreaterThan(2);
    expect(Object.fromEntries(found.get(`p${number}/${name}`) ?? [])).toEqual(Object.fromEntries(base ?? []));
  });
});
