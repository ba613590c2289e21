import type { InlineFact, Position } from '../../model/facts.ts';
import { positionKey } from '../../model/position.ts';
import type { Around } from './around.ts';
import { calleeAsWritten, isClosureName, outermostFunction, withoutTypeArguments } from './function-names.ts';
import { readSignature } from './read-signature.ts';
import { textBefore } from './source-text.ts';

/** Answers about a block, each in constant or logarithmic time. */
export interface AroundIndex {
  /** Whether the block declares a function of this name, printed as a callee. */
  isFunction(name: string): boolean;
  /** Whether other packages' functions are printed with this name in front, in what is written at a position. Undefined: not known. */
  isPackage(name: string, at: Position): boolean | undefined;
  /** The declared function around a position, by the lines of the inliner. */
  functionAt(at: Position): string | undefined;
  /** The callee whose body was inlined at a position: the outermost one, as the user calls it. */
  inlinedAt(at: Position): string | undefined;
  /** All callees whose bodies were inlined at a position, as the inliner prints them: those that an inlined body calls too. */
  inlinedCallees(at: Position): readonly string[];
  /** What `go` and `defer` made of a call at this position. */
  wrapperAt(at: Position): 'go' | 'defer' | undefined;
  /** Whether the function around holds a `defer` that the inliner met first. */
  defersFirst(functionName: string): boolean;
  /** Whether a variable of this function is captured by reference and assigned to. */
  isCaptured(functionName: string, variable: string): boolean;
  isResult(functionName: string, name: string): boolean;
  /** Whether there is a verdict on a func literal here. The closures that go and defer statements are turned into have none. */
  hasLiteralVerdict(at: Position): boolean;
  /** Names of parameters and variables in a declared function that the verdicts speak of. */
  isVariable(functionName: string, name: string): boolean;
  readonly lineAt: Around['lineAt'];
}

export function indexAround({ facts, packageNames, lineAt }: Around): AroundIndex {
  const declared = new Map<string, InlineFact>();
  const names = new Set<string>();
  const wrappers = new Map<string, 'go' | 'defer'>();
  const byFile = new Map<string, { line: number; name: string }[]>();
  for (const fact of facts?.inlining ?? []) {
    declared.set(fact.function, fact);
    names.add(withoutTypeArguments(fact.function));
    const wrap = /\.(go|defer)wrap\d+$/.exec(fact.function)?.[1];
    if (wrap === 'go' || wrap === 'defer') wrappers.set(positionKey(fact), wrap);
    if (outermostFunction(fact.function) !== fact.function || fact.into !== undefined) continue;
    const list = byFile.get(fact.file);
    if (list) list.push({ line: fact.line, name: fact.function });
    else byFile.set(fact.file, [{ line: fact.line, name: fact.function }]);
  }
  const packages = new Set(packageNames);
  const callees = new Set<string>();
  const inlined = new Map<string, string[]>();
  for (const call of facts?.inlinedCalls ?? []) {
    const key = positionKey(call);
    const list = inlined.get(key);
    if (list) list.push(call.callee);
    else inlined.set(key, [call.callee]);
    // A block names few callees on thousands of lines.
    if (callees.has(call.callee)) continue;
    callees.add(call.callee);
    const qualifier = /^(?:\(\*)?([A-Za-z_\x80-\uffff][\w\x80-\uffff]*)\./.exec(call.callee)?.[1];
    if (qualifier !== undefined && !names.has(call.callee)) packages.add(qualifier);
  }
  const captured = new Set<string>();
  for (const { note, text } of facts?.notes ?? []) {
    const found = note === 'captures' ? /^(.*) capturing by ref: (.*) \(addr=\w+ assign=true /.exec(text) : null;
    if (found) captured.add(`${outermostFunction(found[1] ?? '')}\0${found[2] ?? ''}`);
  }
  const literals = new Set<string>();
  const variables = new Set<string>();
  for (const verdict of facts?.verdicts ?? []) {
    if (verdict.subject === 'func literal') literals.add(positionKey(verdict));
    if (isName(verdict.subject)) variables.add(`${lastBefore(byFile.get(verdict.file) ?? [], verdict.line) ?? ''}\0${verdict.subject}`);
  }
  // With -l the inliner names no function: then those count whose parameters the compiler speaks of.
  if (names.size === 0 && lineAt)
    for (const { file, line } of facts?.verdicts ?? []) {
      const name = /^func ([A-Za-z_\x80-\uffff][\w\x80-\uffff]*)[([]/.exec(lineAt(file, line) ?? '')?.[1];
      if (name !== undefined) names.add(name);
    }
  const results = new Map<string, ReadonlySet<string>>();
  const imports = new Map<string, ReadonlySet<string>>();

  function resultsOf(name: string): ReadonlySet<string> {
    let found = results.get(name);
    if (!found) {
      const at = declared.get(name);
      found = new Set(at && lineAt ? readSignature(lineAt, at).results : []);
      results.set(name, found);
    }
    return found;
  }

  function importsOf(file: string): ReadonlySet<string> | undefined {
    if (!lineAt) return undefined;
    let known = imports.get(file);
    if (!known) {
      known = readImports(lineAt, file);
      imports.set(file, known);
    }
    return known.size > 0 ? known : undefined;
  }

  return {
    lineAt,
    isVariable: (name, variable) => variables.has(`${name}\0${variable}`),
    isFunction: (name) => names.has(withoutTypeArguments(name)),
    isPackage(name, at) {
      if (!packages.has(name)) {
        if (packageNames) return false;
        // Without the names of packages what the file imports has to do; it does not speak for an inlined body.
        const own = inlined.has(positionKey(at)) ? undefined : importsOf(at.file);
        return own?.has(name);
      }
      // An inlined body is of another file.
      return inlined.has(positionKey(at)) || (importsOf(at.file)?.has(name) ?? true);
    },
    functionAt: (at) => lastBefore(byFile.get(at.file) ?? [], at.line),
    inlinedAt(at) {
      // All calls of a wrapper, and all beyond column 254, share a position.
      if (at.column === undefined) return undefined;
      const callees = inlined.get(positionKey(at));
      return callees && asWritten(callees, lineAt && textBefore(lineAt, at));
    },
    inlinedCallees: (at) => (at.column === undefined ? undefined : inlined.get(positionKey(at))) ?? [],
    wrapperAt: (at) => wrappers.get(positionKey(at)),
    defersFirst: (name) => declared.get(name)?.reason === 'unhandled op DEFER',
    isCaptured: (name, variable) => captured.has(`${outermostFunction(name)}\0${variable}`),
    isResult: (name, variable) => resultsOf(name).has(variable),
    hasLiteralVerdict: (at) => literals.has(positionKey(at)),
  };
}

function isName(text: string): boolean {
  return /^[A-Za-z_\x80-\uffff][\w\x80-\uffff]*$/.test(text);
}

/** The lists are in the order of lines, as facts are. */
function lastBefore(list: readonly { readonly line: number; readonly name: string }[], line: number): string | undefined {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.line ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return list[low - 1]?.name;
}

/** Several bodies are inlined at one call when the callee's own calls are inlined too: the one that the source names is meant. */
function asWritten(callees: readonly string[], before: string | undefined): string | undefined {
  const written = before === undefined ? undefined : /([A-Za-z_\x80-\uffff][\w\x80-\uffff]*)(?:\[[^\]]*\])?\(?$/.exec(before)?.[1];
  const callee =
    callees.find((candidate) => written !== undefined && candidate.endsWith(`.${written}`)) ??
    callees.find((candidate) => candidate === written) ??
    callees[0];
  // A closure has no name that the user knows, but the variable that it is called by.
  if (callee === undefined || (isClosureName(callee) && written !== undefined)) return written;
  return calleeAsWritten(callee);
}

/** Every word of the paths that a file imports: the name of a package is nearly always one of them. Empty: no imports are seen. */
function readImports(lineAt: NonNullable<Around['lineAt']>, file: string): ReadonlySet<string> {
  const words = new Set<string>();
  let isInside = false;
  for (let line = 1; line < 500; line++) {
    const text = lineAt(file, line);
    if (text === undefined || /^(?:func|type|var|const)\b/.test(text)) break;
    if (/^import\b/.test(text)) isInside = true;
    const path = isInside ? /["`]([^"`]+)["`]/.exec(text)?.[1] : undefined;
    for (const word of path?.split(/[/.-]/) ?? []) words.add(word);
    if (/^(?:import\s+[^(]*$|\))/.test(text)) isInside = false;
  }
  return words;
}
