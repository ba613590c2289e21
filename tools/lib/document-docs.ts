import { readdirSync } from 'node:fs';
import path from 'node:path';
import { code, table } from './markdown.ts';
import { readTypes, type DeclaredType } from './read-types.ts';
import { root } from './root.ts';

/** The documents, by what they hold: the root types, and what is said above them. */
const documents: readonly { readonly title: string; readonly roots: readonly string[]; readonly about: string }[] = [
  {
    title: 'The report',
    roots: ['Report'],
    about:
      '`stackward/report/1`, written by `check -f json` and into each bundle. JSON Schema: [report.schema.json](schema/report.schema.json).',
  },
  {
    title: 'Answers of explain',
    roots: ['Explained'],
    about: '`stackward/explained/1`, written by `explain -f json`. JSON Schema: [explained.schema.json](schema/explained.schema.json).',
  },
  {
    title: 'Comparisons of two builds',
    roots: ['Comparison'],
    about:
      '`stackward/comparison/1`, written by `gate -f json` and `diff -f json`. JSON Schema: [comparison.schema.json](schema/comparison.schema.json).',
  },
  {
    title: 'Builds side by side',
    roots: ['BuildComparison'],
    about: '`stackward/compare/1`, written by `compare -f json`. JSON Schema: [compare.schema.json](schema/compare.schema.json).',
  },
  {
    title: 'Results of bench',
    roots: ['BenchResult'],
    about: '`stackward/bench/1`, written by `bench -f json`. JSON Schema: [bench.schema.json](schema/bench.schema.json).',
  },
  {
    title: 'Comparisons of benchmarks',
    roots: ['BenchComparison'],
    about:
      '`stackward/bench-comparison/1`, written by `bench --compare OLD NEW -f json`. JSON Schema: [bench-comparison.schema.json](schema/bench-comparison.schema.json).',
  },
  {
    title: 'A program against its module',
    roots: ['BinaryResult'],
    about:
      '`stackward/binary/1`, written by `compare --binary FILE -f json`. JSON Schema: [binary.schema.json](schema/binary.schema.json).',
  },
  {
    title: 'The bundle',
    roots: ['Manifest', 'FactLine', 'CalledPart', 'Stacks', 'About'],
    about:
      '`stackward/bundle/1`, a folder that `debug gather` writes: `manifest.json` (Manifest), `about.json` (About), `report.json` (Report), `facts/*.ndjson` (one FactLine on each line), `explanations/*.ndjson` (one Explanation on each line), `called.json` (CalledPart), `sources/*`, the Go files that sites cite, unless `--no-source` was given, and what was measured: `stacks/1.json` (Stacks, [stacks.schema.json](schema/stacks.schema.json)) and `coverage/*.out`, coverage as Go writes it.',
  },
];

/** The text of docs/documents.md: every field of every document, from the types and their comments. */
export function writeDocumentDocs(): string {
  const folder = path.join(root, 'src/model');
  const types = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => readTypes(path.join(folder, name)));
  const known = new Map(types.map((type) => [type.name, type]));
  const written = new Set<string>();
  const sections = documents.map(({ title, roots, about }) => {
    const names = reachable(roots, known).filter((name) => !written.has(name));
    for (const name of names) written.add(name);
    return { title, about, names };
  });
  const link = (text: string): string => linked(text, known, written);
  return [
    '# Documents',
    '',
    'What the JSON holds, field by field. Made by `npm run docs` from the types in `src/model`, which the schemas are checked against.',
    '',
    'Within a major number (the one behind the last `/` of `schema`) fields and codes are only added: ignore what you do not know. A field with `?` may be absent; absent is',
    'never the same as empty. Positions count bytes from 1. Nothing in a document depends on the clock or on where the module lies.',
    '',
    ...sections.flatMap(({ title, about, names }) => [
      `## ${title}`,
      '',
      about,
      '',
      ...names.flatMap((name) => section(known.get(name), known, link)),
    ]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function section(type: DeclaredType | undefined, known: ReadonlyMap<string, DeclaredType>, link: (text: string) => string): string[] {
  if (!type || isInline(type, known)) return [];
  const head = [`### ${type.name}`, '', ...(type.doc === '' ? [] : [type.doc, ''])];
  if (type.fields) {
    const rows = type.fields.map(({ name, optional, type: of, doc }) => [`${code(name)}${optional ? ' ?' : ''}`, link(of), doc]);
    const base = type.base === undefined ? [] : [`With all fields of ${link(type.base)}.`, ''];
    return [...head, ...base, ...(rows.length === 0 ? [] : [table(['field', 'type', 'meaning'], rows), ''])];
  }
  // `{ [Code in ProblemCode]: { … } }[ProblemCode]`: the same fields for each code.
  const [, each] = /^\{ \[\w+ in \w+\]: \{ (.*) \}; \}\[\w+\]$/.exec(type.type ?? '') ?? [];
  if (each !== undefined) {
    const fields = [...each.replaceAll(/\/\*\*.*?\*\//g, '').matchAll(/(\w+)(\?)?: ([^;]+);/g)];
    const comments = [...each.matchAll(/\/\*\* (.*?) \*\/ (\w+)/g)].map(([, doc = '', name = '']): [string, string] => [name, doc]);
    const docs = new Map([
      ['code', 'What it is: [all codes](errors.md#problems).'],
      ['args', 'What its sentence is made of.'],
      ...comments,
    ]);
    const rows = fields.map(([, name = '', optional, of = '']) => [
      `${code(name)}${optional ? ' ?' : ''}`,
      plainField(name, of, link),
      docs.get(name) ?? '',
    ]);
    return [...head, table(['field', 'type', 'meaning'], rows), ''];
  }
  const values = valuesOf(type, known);
  if (values) return [...head, `One of: ${values.map(code).join(' ')}.`, ''];
  return [...head, ...alternatives(type.type ?? '').map((one) => `- ${link(one)}`), ''];
}

function plainField(name: string, type: string, link: (text: string) => string): string {
  return name === 'code' ? 'string' : name === 'args' ? 'object' : link(type);
}

/** A plain name for a text needs no section: `SiteId`. */
function isInline(type: DeclaredType, known: ReadonlyMap<string, DeclaredType>): boolean {
  return (type.type === 'string' && type.doc === '') || (type.values !== undefined && !known.has(type.name));
}

/** The texts of `(typeof list)[number]`, also of several. */
function valuesOf({ type = '' }: DeclaredType, known: ReadonlyMap<string, DeclaredType>): string[] | undefined {
  // One with fields.
  if (type === '') return undefined;
  const parts = alternatives(type).map((part): readonly string[] | undefined => {
    const list = /^(?:\(typeof (?=\w+\)\[number\]$)|keyof typeof )(\w+)/.exec(part)?.[1] ?? '';
    const text = /^'(.*)'$/.exec(part)?.[1];
    if (text !== undefined) return [text];
    return known.get(list)?.values ?? (known.has(part) ? valuesOf(known.get(part) as DeclaredType, known) : undefined);
  });
  return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

/** The parts of a union, cut outside of brackets. */
function alternatives(type: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of type.replaceAll(/\/\*\*.*?\*\/ ?/g, '')) {
    if ('{(<['.includes(sign)) depth++;
    else if ('})>]'.includes(sign)) depth--;
    if (sign === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** The types that the roots lead to, nearest first. */
function reachable(roots: readonly string[], known: ReadonlyMap<string, DeclaredType>): string[] {
  const found = new Set(roots);
  for (const name of found) {
    // Its codes are a page of their own.
    if (name === 'ProblemCode' || name === 'ProblemCodes') found.delete(name);
    const type = known.get(name);
    const text = [type?.type ?? '', type?.base ?? '', ...(type?.fields?.map((field) => field.type) ?? [])].join(' ');
    for (const [word] of text.matchAll(/\b[A-Z]\w+/g)) if (known.has(word)) found.add(word);
  }
  return [...found];
}

/** A type as Markdown, in which names lead to their sections. */
function linked(text: string, known: ReadonlyMap<string, DeclaredType>, written: ReadonlySet<string>): string {
  return text
    .split(/\b([A-Z]\w+)\b/)
    .map((part, index) => {
      const type = known.get(part);
      if (index % 2 === 1 && type && written.has(part) && !isInline(type, known)) return `[${part}](#${part.toLowerCase()})`;
      if (index % 2 === 1 && type?.type === 'string') return 'string';
      return part.replaceAll(/[<>*_]/g, '\\$&');
    })
    .join('')
    .replaceAll(
      /\btypeof (\w+)\b/g,
      (_, name: string) =>
        known
          .get(name)
          ?.values?.map((value) => `'${value}'`)
          .join(' | ') ?? name,
    );
}
