/**
 * The explanations of all blocks at hand, for chains that go from one function into another. A package is read when a chain first comes to
 * it, and only then: explanations are nine tenths of the compiler's text.
 */
import type { Explanation, Position, TextFacts } from '../../model/facts.ts';
import type { Around } from '../causes/around.ts';
import { readDecisive, type Decisive } from '../causes/decisive-step.ts';
import { outermostFunction, withoutTypeArguments } from '../causes/function-names.ts';
import { createBlockIndex, type BlockIndex } from '../causes/index-block.ts';
import { createLocations, type Locations } from '../causes/locations.ts';
import { readSignature } from '../causes/read-signature.ts';

/** One block of compiler text. */
export interface ChainBlock {
  /** Import path. */
  readonly package: string;
  /** The package's name, where it is not the last part of its path. */
  readonly name?: string;
  readonly facts: Pick<TextFacts, 'verdicts' | 'inlining' | 'inlinedCalls' | 'notes'>;
  /** Its explanations in the order of the text. Asked for once, when a chain comes to the package. */
  readonly explanations: () => Iterable<Explanation>;
}

export interface ChainOptions extends Pick<Around, 'packageNames' | 'lineAt'> {
  /** The import paths that a package imports; without it every block at hand may be meant by a name. */
  readonly importsOf?: (pkg: string) => readonly string[] | undefined;
}

/** An explanation with what is needed to go on from it. */
export interface Explained {
  readonly explanation: Explanation;
  /** Undefined: it has no steps. */
  readonly decisive: Decisive | undefined;
  readonly outermost: string;
}

export interface BlockChains {
  readonly package: string;
  readonly index: BlockIndex;
  readonly locations: Locations<Explained>;
  explain(explanation: Explanation): Explained;
  /** The func literal that goes to the heap in the same line: a `go` statement with arguments wraps its own in one. */
  anotherLiteral(explained: Explained): Explained | undefined;
  /** The explanations of how parameters of this function leak, in the order of the text. */
  leaksOf(functionName: string): readonly Explained[];
  /** The explanation of an allocation: the first that is told of it. */
  escapeAt(at: Position, subject: string, functionName?: string): Explained | undefined;
  /** Whether the function is declared here, and whether it has a body. */
  declares(functionName: string): 'with-body' | 'without-body' | undefined;
  /**
   * The names of a function's parameters, the receiver first. Without source those that the compiler speaks of, which are all that have a
   * name and hold pointers, and nothing unless these are as many as the arguments.
   */
  parametersOf(functionName: string, args: number): readonly string[] | undefined;
}

export interface ChainIndex {
  readonly options: ChainOptions;
  block(pkg: string): BlockChains | undefined;
  /** The packages that may be printed with this name in the text of a package. */
  named(name: string, from: string): readonly BlockChains[];
}

export function createChainIndex(blocks: Iterable<ChainBlock>, options: ChainOptions = {}): ChainIndex {
  const byPath = new Map<string, ChainBlock>();
  const byName = new Map<string, string[]>();
  for (const block of blocks) {
    // Of several variants the first: the one without brackets comes first in the text.
    if (byPath.has(block.package)) continue;
    byPath.set(block.package, block);
    const name = block.name ?? lastPart(block.package);
    const list = byName.get(name);
    if (list) list.push(block.package);
    else byName.set(name, [block.package]);
  }
  const read = new Map<string, BlockChains>();

  function open(pkg: string): BlockChains | undefined {
    const known = read.get(pkg);
    const block = byPath.get(pkg);
    if (known || !block) return known;
    const made = readBlock(block, options);
    read.set(pkg, made);
    return made;
  }

  return {
    options,
    block: open,
    named(name, from) {
      const imported = options.importsOf?.(from);
      const paths = (byName.get(name) ?? []).filter((path) => imported?.includes(path) ?? true);
      return paths.flatMap((path) => open(path) ?? []);
    },
  };
}

/** `gopkg.in/yaml.v3` and `github.com/x/yaml/v2` are most often named `yaml`. */
function lastPart(path: string): string {
  const parts = path.split('/');
  const last = parts.at(-1) ?? '';
  const part = /^v\d+$/.test(last) && parts.length > 1 ? (parts.at(-2) ?? last) : last;
  return part.replace(/\.v\d+$/, '');
}

function readBlock(block: ChainBlock, { packageNames, lineAt }: ChainOptions): BlockChains {
  const index = createBlockIndex({ facts: block.facts, ...(packageNames ? { packageNames } : {}), ...(lineAt ? { lineAt } : {}) });
  const locations = createLocations<Explained>();
  const literals: Explained[] = [];
  const leaks = new Map<string, Explained[]>();
  const explain = (explanation: Explanation): Explained => ({
    explanation,
    decisive: readDecisive(explanation),
    outermost: index.read(explanation),
  });
  for (const explanation of block.explanations()) {
    const explained = explain(explanation);
    const { outermost } = explained;
    if (explanation.kind === 'escapes') {
      if (explained.decisive) locations.add(explained.decisive, outermost, explained);
      if (explanation.subject === 'func literal') literals.push(explained);
      continue;
    }
    const key = withoutTypeArguments(explanation.function ?? outermost);
    const list = leaks.get(key);
    if (list) list.push(explained);
    else leaks.set(key, [explained]);
  }
  const declared = new Map(block.facts.inlining.map((fact) => [withoutTypeArguments(fact.function), fact]));
  return {
    package: block.package,
    index,
    locations,
    explain,
    anotherLiteral: ({ explanation: { file, line, function: name }, outermost }) =>
      literals.find(
        (other) =>
          other.outermost === outermost &&
          other.explanation.function === name &&
          other.explanation.file === file &&
          other.explanation.line === line &&
          other.decisive?.destination === '{heap}',
      ),
    leaksOf: (name) => leaks.get(withoutTypeArguments(name)) ?? [],
    escapeAt: (at, subject, name) => locations.find(subject, outermostFunction(name ?? index.around.functionAt(at) ?? ''), at),
    declares(name) {
      const fact = declared.get(withoutTypeArguments(name));
      return fact && (fact.reason === 'no function body' ? 'without-body' : 'with-body');
    },
    parametersOf(name, args) {
      const fact = declared.get(withoutTypeArguments(name));
      const written = fact && lineAt ? readSignature(lineAt, fact).parameters : [];
      if (written.length > 0) return written;
      const told = fact ? parametersAt(block.facts.verdicts, fact) : [];
      return told.length === args ? told : undefined;
    },
  };
}

/** Parameters by their verdicts, which stand in the line of the declaration; facts are in the order of positions. */
function parametersAt(verdicts: ChainBlock['facts']['verdicts'], declaration: Position): string[] {
  const names = verdicts.filter(
    ({ file, line, subject }) => file === declaration.file && line === declaration.line && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(subject),
  );
  return [...new Set(names.map(({ subject }) => subject))];
}
