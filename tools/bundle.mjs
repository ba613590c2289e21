/**
 * Makes the JavaScript that is published, `dist/bundle`: few files, since Node loads each module for 0.2 to 0.5 ms and `check` is made of
 * more than 200. Types come from tsc, which also writes each module alone, for the benchmarks.
 *
 * What is needed at the same moment is one file. A layer is what its roots import statically and no layer before it has; so a layer imports
 * only earlier ones. What no layer names becomes a file of its own where `import()` stands.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const source = (name) => path.join(root, 'src', name);

const layers = [
  { name: 'main', roots: ['cli/main.ts'] },
  { name: 'help', roots: ['cli/help.ts'] },
  // Until Go is started …
  { name: 'start', roots: ['cli/parse.ts', 'cli/apply-config.ts', 'cli/check.ts'] },
  // … while it works …
  { name: 'show', roots: ['cli/show-check.ts', 'view/error-text.ts'] },
  // … and where something is not known from an earlier run.
  { name: 'work', roots: ['engine/readers.ts'] },
  // Where only documents changed a gate needs no more.
  { name: 'gate-start', roots: ['cli/gate.ts', 'cli/show-comparison.ts'] },
  { name: 'library', roots: ['index.ts'] },
];

/** Everything that `ids` import statically, and they themselves. */
function closure(ids, importsOf) {
  const seen = new Set();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...importsOf(id));
  }
  return seen;
}

const imports = new Map();
const build = await rolldown({
  cwd: root,
  input: { cli: source('cli/main.ts'), index: source('index.ts') },
  platform: 'node',
  external: (id) => !/^[./]|^[A-Za-z]:[\\/]|^\0/.test(id),
  // A module that one command loads late and another has anyway is no mistake.
  checks: { ineffectiveDynamicImport: false },
  plugins: [{ name: 'note-imports', moduleParsed: ({ id, importedIds }) => void imports.set(id, importedIds) }],
});
const groups = layers.map(({ name, roots }, index) => {
  let members;
  return {
    name,
    priority: layers.length - index,
    test: (id) => (members ??= closure(roots.map(source), (one) => imports.get(one) ?? [])).has(id),
  };
});
await build.write({
  dir: path.join(root, 'dist', 'bundle'),
  cleanDir: true,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  codeSplitting: { groups },
  comments: false,
  // For `node --enable-source-maps`; nobody reads them otherwise.
  sourcemap: true,
  sourcemapExcludeSources: true,
});
await build.close();
