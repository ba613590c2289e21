import { withoutTypeArguments } from '../analysis/causes/function-names.ts';
import { compareBy, compareText } from '../base/order.ts';
import { packageOfFile } from '../analysis/sites/written-place.ts';
import type { FunctionFacts, ParameterFact } from '../model/explanation.ts';
import type { InlineFact, VerdictFact } from '../model/facts.ts';
import { positionKey, barePosition } from '../model/position.ts';
import type { Site } from '../model/site.ts';
import type { Unit } from '../model/unit.ts';
import type { Span } from '../model/span.ts';
import type { GoFunction } from '../source/go-scan.ts';
import type { SourceFile } from '../source/read-source.ts';
import { functionAt } from '../source/enclosing.ts';
import { readFunctionName, withoutPointer } from './explain-target.ts';

/** A compiled function as the inliner names it: it speaks of each, closures and instantiations included. */
export interface KnownFunction {
  readonly package: string;
  /** The package's own name, as callers write it. */
  readonly packageName: string;
  /** Without type arguments. */
  readonly name: string;
  readonly at: Span;
  /** One for each variant and instantiation. */
  readonly facts: readonly InlineFact[];
}

/** Lists the functions of all units, each written one once; wrappers that the compiler makes are left out. Sorted by package, file, line. */
export function listFunctions(units: readonly Unit[]): readonly KnownFunction[] {
  const found = new Map<string, KnownFunction & { readonly facts: InlineFact[] }>();
  const names = new Map(units.map((unit) => [unit.package, unit.listed.name]));
  const owners = new Map(units.flatMap((unit) => unit.listed.files.map((file) => [file, unit.package])));
  for (const unit of units) {
    const own = new Set(unit.listed.files);
    for (const fact of unit.texts.flatMap((text) => text.inlining)) {
      if (fact.into !== undefined || fact.line === 0 || fact.file.startsWith('<')) continue;
      const isOwn = own.has(fact.file);
      const plain = withoutTypeArguments(fact.function);
      // Of code that is instantiated here the name carries the other package's.
      const name = isOwn ? plain : (readFunctionName(plain)[0]?.name ?? plain);
      const path = isOwn ? unit.package : (owners.get(fact.file) ?? packageOfFile(fact.file) ?? unit.package);
      const key = `${path}\0${name}\0${fact.file}\0${fact.line}`;
      const known = found.get(key);
      if (known) known.facts.push(fact);
      else {
        const packageName = names.get(path) ?? path.split('/').at(-1) ?? path;
        found.set(key, { package: path, packageName, name, at: barePosition(fact), facts: [fact] });
      }
    }
  }
  return [...found.values()].toSorted(
    compareBy(
      (a, b) => compareText(a.package, b.package),
      (a, b) => compareText(a.at.file, b.at.file),
      (a, b) => a.at.line - b.at.line,
    ),
  );
}

/**
 * The functions that a name may mean: `Func`, `pkg.Func`, `pkg.(*T).Method`, `T.Method`, with the package's name, its import path or the
 * end of that. Exact receivers win over others; of the named packages before others.
 */
export function findFunctions(functions: readonly KnownFunction[], text: string): readonly KnownFunction[] {
  const readings = readFunctionName(text);
  const isPackage = (known: KnownFunction, written: string): boolean =>
    written === '' || known.package === written || known.packageName === written || known.package.endsWith(`/${written}`);
  const found = functions.filter((known) =>
    readings.some((asked) => isPackage(known, asked.package) && withoutPointer(known.name) === withoutPointer(asked.name)),
  );
  const exact = found.filter((known) => readings.some((asked) => known.name === asked.name));
  const best = exact.length > 0 ? exact : found;
  const own = best.filter((known) => !known.at.file.startsWith('$'));
  return own.length > 0 ? own : best;
}

/** The function written around a position, by its source; closures count as functions. */
export function writtenAround(source: SourceFile, line: number, column?: number): GoFunction | undefined {
  const found = functionAt(source.scan, line, column);
  return found?.kind === 'initializer' ? undefined : found;
}

/** The function in whose text a site stands. */
export function functionOfSite(site: Site, functions: readonly KnownFunction[]): KnownFunction | undefined {
  const name = withoutTypeArguments(site.function);
  return functions.find((one) => one.package === site.package && one.name === name && one.at.file === site.at.file);
}

/** What the compiler says of a function's parameters and inlining. Without its source parameters that stay are not told from variables. */
export function describeFunction(
  known: KnownFunction,
  written: GoFunction | undefined,
  units: readonly Unit[],
  all: readonly KnownFunction[],
): FunctionFacts {
  const [fact] = known.facts;
  return {
    package: known.package,
    name: known.name,
    at: known.at,
    parameters: parametersOf(known, written, units),
    ...(fact
      ? {
          inlining: {
            can: fact.can,
            ...(fact.cost === undefined ? {} : { cost: fact.cost }),
            ...(fact.budget === undefined ? {} : { budget: fact.budget }),
            ...(fact.reason === undefined ? {} : { reason: fact.reason }),
          },
        }
      : {}),
    inlinedAt: inlinedCallsOf(known, units, all),
  };
}

function parametersOf(known: KnownFunction, written: GoFunction | undefined, units: readonly Unit[]): ParameterFact[] {
  // Without its source: what leaks on the line of its name can only be its parameters (a literal there is rare).
  const { span, body } = written ?? { span: { line: known.at.line, column: 1, endLine: known.at.line }, body: undefined };
  const isInSignature = ({ file, line, column, kind }: VerdictFact): boolean => {
    if (!written && !kind.startsWith('leaking')) return false;
    if (file !== known.at.file || line < span.line || line > (body?.line ?? span.endLine)) return false;
    if (line === span.line && column !== undefined && column < span.column) return false;
    return !(body && line === body.line && (column === undefined || column >= body.column));
  };
  const found = new Map<string, ParameterFact & { readonly line: number }>();
  for (const unit of units) {
    for (const verdict of unit.texts.flatMap((text) => text.verdicts)) {
      const to = destinations[verdict.kind];
      if (to === undefined || !isInSignature(verdict)) continue;
      const fact = {
        name: verdict.subject,
        ...(verdict.column === undefined ? {} : { column: verdict.column }),
        to,
        ...(verdict.result === undefined ? {} : { result: verdict.result }),
        ...(verdict.level === undefined ? {} : { level: verdict.level }),
        line: verdict.line,
      };
      found.set(JSON.stringify(fact), fact);
    }
  }
  const facts = [...found.values()];
  // One instantiation leaks, another does not: what leaks is told.
  const leaks = new Set(facts.filter((fact) => fact.to !== 'stays').map((fact) => fact.name));
  return facts
    .filter((fact) => fact.to !== 'stays' || !leaks.has(fact.name))
    .toSorted((a, b) => a.line - b.line || (a.column ?? 0) - (b.column ?? 0))
    .map(({ line: _, ...fact }) => fact);
}

const destinations: Readonly<Partial<Record<VerdictFact['kind'], ParameterFact['to']>>> = {
  'leaking-param': 'heap',
  'leaking-param-content': 'content',
  'leaking-param-to-result': 'result',
  'does-not-escape': 'stays',
};

/** Where calls of a function were inlined. A caller in another package writes the package's name, so two packages of one name are not told apart: then those of the own package only. */
function inlinedCallsOf(known: KnownFunction, units: readonly Unit[], all: readonly KnownFunction[]): Span[] {
  const isOnly = !all.some(
    (other) => other.package !== known.package && other.packageName === known.packageName && other.name === known.name,
  );
  const found = new Map<string, Span>();
  for (const unit of units) {
    const name = unit.package === known.package ? known.name : isOnly ? qualified(known) : undefined;
    if (name === undefined) continue;
    for (const call of unit.texts.flatMap((text) => text.inlinedCalls)) {
      if (call.line === 0 || call.file.startsWith('<') || withoutTypeArguments(call.callee) !== name) continue;
      found.set(positionKey(call), barePosition(call));
    }
  }
  return [...found.values()].toSorted(
    compareBy(
      (a, b) => compareText(a.file, b.file),
      (a, b) => a.line - b.line,
      (a, b) => (a.column ?? 0) - (b.column ?? 0),
    ),
  );
}

/** As callers in other packages see it: `store.New`, `store.(*T).M`. */
export function qualified(known: Pick<KnownFunction, 'packageName' | 'name'>): string {
  return `${known.packageName}.${known.name}`;
}
