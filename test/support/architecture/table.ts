/** Who may import whom, as data: one row per folder. The checker reads it, `architecture.test.ts` plants a violation for each row. */
export interface Row {
  /** Path below the repository's root; the longest row that holds a file counts. */
  readonly folder: string;
  /** Folders of other rows. Its own files are always allowed, those of a deeper row only when named. */
  readonly may: readonly string[];
  /** npm packages. */
  readonly packages: readonly string[];
  /** Built-ins of Node: none, those without effects (`pureBuiltins`), or all. */
  readonly builtins: 'none' | 'pure' | 'all';
  /** Names of the global scope that reach the world (`worldlyGlobals`) and are allowed all the same. */
  readonly globals: readonly string[];
  readonly why: string;
}

/** Built-ins that only compute. Everything else that Node brings is an effect and belongs to `host`. */
export const pureBuiltins: readonly string[] = [
  'buffer',
  'crypto',
  'events',
  'path',
  'path/posix',
  'string_decoder',
  'url',
  'util',
  'zlib',
];

/** Globals that reach the world, time or chance. `Date` and `Math` are told apart by what is asked of them: `Date.now`, `new Date()`, `Math.random`. */
export const worldlyGlobals: readonly string[] = [
  'process',
  'console',
  'globalThis',
  'global',
  'window',
  'document',
  'navigator',
  'localStorage',
  'fetch',
  'WebSocket',
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'require',
  '__dirname',
  '__filename',
  'Date.now',
  'new Date',
  'Math.random',
];

const clock = ['setTimeout', 'setInterval', 'setImmediate', 'performance', 'Date.now', 'new Date'];
const pure = { packages: [], builtins: 'pure', globals: [] } as const;
const everywhere = { packages: [], builtins: 'none', globals: [] } as const;
const face = {
  may: ['src/engine', 'src/config', 'src/report', 'src/view', 'src/model', 'src/base', 'src/host'],
  builtins: 'pure',
} as const;

export const table: readonly Row[] = [
  {
    folder: 'src/base',
    may: [],
    ...everywhere,
    // Suggestions are made by the command line, the configuration and the query language alike.
    packages: ['fastest-levenshtein'],
    why: 'base knows nothing of the domain and runs in the page too',
  },
  {
    folder: 'src/model',
    may: ['src/base'],
    ...everywhere,
    why: 'model is the documents only, shared with the page: no behaviour beyond constructors, ordering, exit code',
  },
  {
    folder: 'src/model/schema',
    may: ['src/model', 'src/base'],
    ...everywhere,
    packages: ['valibot'],
    why: 'validation belongs to the edges: nobody pays for loading it but config, store and the library',
  },
  {
    folder: 'src/compiler',
    may: ['src/model', 'src/base'],
    ...pure,
    why: 'a reader is a function of text: it touches no world, knows no rules and no other reader',
  },
  {
    folder: 'src/object',
    may: ['src/model', 'src/base'],
    ...pure,
    why: 'a reader is a function of bytes: it touches no world, knows no rules and no other reader',
  },
  {
    folder: 'src/profile',
    may: ['src/model', 'src/base'],
    ...pure,
    why: 'a reader is a function of bytes: it touches no world, knows no rules and no other reader',
  },
  {
    folder: 'src/source',
    may: ['src/model', 'src/base'],
    ...pure,
    why: 'a reader is a function of bytes: it touches no world, knows no rules and no other reader',
  },
  {
    folder: 'src/analysis',
    may: ['src/model', 'src/base'],
    ...pure,
    why: 'analysis joins facts, whoever read them: it must work on a saved bundle',
  },
  {
    folder: 'src/query',
    may: ['src/model', 'src/base'],
    ...everywhere,
    why: 'the query language is shared by rules, engine, view and page: it knows neither display nor effects',
  },
  {
    folder: 'src/rules',
    may: ['src/query', 'src/model', 'src/base'],
    ...pure,
    why: 'a rule judges a document: no effects, and no rule knows another',
  },
  {
    folder: 'src/view',
    may: ['src/query', 'src/model', 'src/base'],
    ...everywhere,
    why: 'terminal, page and editor share the shaping: neither Node nor DOM',
  },
  {
    folder: 'src/report',
    may: ['src/model', 'src/view', 'src/base'],
    ...pure,
    packages: ['picocolors', 'fast-string-width'],
    why: 'a renderer turns a document into strings: it writes and reads nothing and decides no exit code',
  },
  {
    folder: 'src/host',
    may: ['src/base'],
    packages: ['chokidar'],
    builtins: 'all',
    globals: ['process', 'fetch', 'crypto', 'Math.random', ...clock],
    why: 'host is the only door to the world, so that tests replace it: it knows neither Go nor the domain',
  },
  {
    folder: 'src/toolchain',
    may: ['src/host', 'src/model', 'src/base'],
    ...pure,
    why: 'toolchain drives go and git and never reads compiler text; it does not know the store',
  },
  {
    folder: 'src/store',
    may: ['src/host', 'src/model', 'src/model/schema', 'src/base'],
    ...pure,
    packages: ['valibot'],
    why: 'store keeps documents on top of host; it does not know the toolchain',
  },
  {
    folder: 'src/config',
    may: ['src/host', 'src/query', 'src/model', 'src/model/schema', 'src/base', 'src/rules/metadata.ts', 'src/rules/rule.ts'],
    ...pure,
    packages: ['valibot', 'jsonc-parser', 'fastest-levenshtein'],
    why: 'config finds and checks settings: it runs nothing',
  },
  {
    folder: 'src/engine',
    may: [
      'src/base',
      'src/model',
      'src/compiler',
      'src/object',
      'src/profile',
      'src/source',
      'src/analysis',
      'src/query',
      'src/rules',
      'src/host',
      'src/toolchain',
      'src/store',
    ],
    ...pure,
    why: 'engine gathers, reads, analyses and judges for every face: it knows no flags, no display, no server',
  },
  {
    folder: 'src/cli',
    ...face,
    // `--where` is read before anything is built; rules are listed from their table; `serve` is handed over at its door.
    may: [...face.may, 'src/query', 'src/rules/metadata.ts', 'src/rules/rule.ts', 'src/serve/serve.ts'],
    packages: ['picocolors', 'fast-string-width', 'fastest-levenshtein'],
    globals: ['process', 'console', 'setTimeout', 'setInterval'],
    why: 'a face is thin: it goes through the engine and knows no other face',
  },
  {
    folder: 'src/serve',
    ...face,
    packages: [],
    globals: ['setInterval'],
    why: 'a face is thin: it goes through the engine and knows no other face',
  },
  {
    folder: 'src/lsp',
    ...face,
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
    globals: ['process', 'console'],
    why: 'a face is thin: it goes through the engine and knows no other face',
  },
  {
    folder: 'src/mcp',
    ...face,
    packages: [],
    globals: ['process', 'console'],
    why: 'a face is thin: it goes through the engine and knows no other face',
  },
  {
    folder: 'src/index.ts',
    may: ['src/engine', 'src/config', 'src/report', 'src/view', 'src/model', 'src/model/schema', 'src/host', 'src/base'],
    ...everywhere,
    why: 'the library facade has no logic: it names what others made',
  },
  {
    folder: 'web',
    may: ['src/model', 'src/view', 'src/query'],
    packages: ['preact', '@preact/signals', '@tanstack/virtual-core', 'uplot', 'highlight.js'],
    builtins: 'none',
    globals: ['window', 'document', 'navigator', 'localStorage', 'fetch', 'globalThis', 'crypto', 'console', ...clock],
    why: 'the page is a display of a document: no other folder of src, and no Node',
  },
  {
    folder: 'action',
    may: [],
    packages: ['stackward'],
    builtins: 'all',
    globals: ['process', 'console', 'fetch'],
    why: "the action uses the package's public exports, as any user does",
  },
];

/** What must not be reached by any chain of imports, though each single step may be allowed. */
export interface Never {
  readonly from: readonly string[];
  /** A folder, or `node:` for built-ins of Node. */
  readonly to: string;
  readonly why: string;
}

export const nevers: readonly Never[] = [
  {
    from: ['src/base', 'src/model', 'src/query', 'src/view', 'web'],
    to: 'node:',
    why: 'this code is bundled into the page, where there is no Node',
  },
  {
    from: ['src/compiler', 'src/object', 'src/profile', 'src/source', 'src/analysis', 'src/query', 'src/rules', 'src/view', 'src/report'],
    to: 'src/host',
    why: 'pure parts must not come near the world: they are tested with bytes alone and run in other hosts',
  },
  { from: ['src/view', 'src/report', 'web'], to: 'src/engine', why: 'display works on a document, wherever it came from' },
  { from: ['src/engine', 'src/config'], to: 'src/report', why: 'what is found does not depend on how it is shown' },
  { from: ['src/host'], to: 'src/model', why: 'host knows nothing of Go or the domain' },
];
