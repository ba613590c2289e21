import { UserError } from '../base/user-error.ts';

/** One object of `go list -json` (cmd/go/internal/load, PackagePublic), the fields that are asked for. */
export interface ListedPackage {
  /** With the variant: `p`, `p [main]`, `p [p.test]`. */
  readonly ImportPath: string;
  readonly Name?: string;
  readonly Dir?: string;
  readonly Export?: string;
  readonly Standard?: boolean;
  readonly DepOnly?: boolean;
  readonly ForTest?: string;
  readonly Match?: readonly string[];
  readonly Module?: ListedModule;
  readonly GoFiles?: readonly string[];
  readonly CgoFiles?: readonly string[];
  readonly TestGoFiles?: readonly string[];
  readonly XTestGoFiles?: readonly string[];
  readonly Error?: ListError;
  readonly DepsErrors?: readonly ListError[];
}
export interface ListedModule {
  readonly Path?: string;
  readonly Main?: boolean;
  readonly Version?: string;
  readonly Replace?: { readonly Path?: string; readonly Version?: string };
}
export interface ListError {
  readonly Pos?: string;
  readonly Err?: string;
  readonly ImportStack?: readonly string[];
}

export const listFields = [
  'ImportPath',
  'Name',
  'Dir',
  'Export',
  'Standard',
  'DepOnly',
  'ForTest',
  'Match',
  'Module',
  'GoFiles',
  'CgoFiles',
  'TestGoFiles',
  'XTestGoFiles',
  'Error',
  'DepsErrors',
] as const;

const texts = ['Name', 'Dir', 'Export', 'ForTest'] as const;
const switches = ['Standard', 'DepOnly'] as const;
const lists = ['Match', 'GoFiles', 'CgoFiles', 'TestGoFiles', 'XTestGoFiles'] as const;

/**
 * Checks one object of the listing, so that nothing behind it has to ask what Go, or what stands in its place on PATH, really wrote. Fields that
 * were not asked for are let through. Throws UserError `go-answer`.
 */
export function readListedPackage(value: unknown): ListedPackage {
  const listed = (value ?? {}) as Readonly<Record<string, unknown>>;
  const has = (names: readonly string[], fits: (value: unknown) => boolean): boolean =>
    names.every((name) => listed[name] === undefined || fits(listed[name]));
  const isRight =
    isText(listed['ImportPath']) &&
    has(texts, isText) &&
    has(switches, (one) => typeof one === 'boolean') &&
    has(lists, isListOfTexts) &&
    has(['Module'], isModule) &&
    has(['Error'], isListError) &&
    has(['DepsErrors'], (errors) => Array.isArray(errors) && errors.every(isListError));
  if (!isRight) {
    const path = listed['ImportPath'];
    throw new UserError('go-answer', { command: 'go list -json', near: typeof path === 'string' ? path.slice(0, 80) : '' });
  }
  return listed as unknown as ListedPackage;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isModule(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { Path, Main, Version, Replace } = value as Readonly<Record<string, unknown>>;
  return (
    [Path, Version].every((text) => text === undefined || isText(text)) &&
    (Main === undefined || typeof Main === 'boolean') &&
    (Replace === undefined || isModule(Replace))
  );
}

function isListError(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { Pos, Err } = value as Readonly<Record<string, unknown>>;
  return (Pos === undefined || isText(Pos)) && (Err === undefined || isText(Err));
}

/** `ex.com/p [ex.com/p.test]` → its path and variant. A path never holds a space. */
export function splitVariant(path: string): { package: string; variant?: string } {
  const cut = path.indexOf(' [');
  return cut < 0 ? { package: path } : { package: path.slice(0, cut), variant: path.slice(cut + 2, -1) };
}

/** The modules of packages, each once, with their versions; a replaced one with what stands in its place. */
export function usedModules(listed: readonly ListedPackage[]): readonly { readonly path: string; readonly version: string }[] {
  const versions = new Map<string, string>();
  for (const { Module: module } of listed) {
    if (module?.Path === undefined) continue;
    const { Version = '', Replace: replace } = module;
    versions.set(module.Path, replace ? `${replace.Path ?? ''} ${replace.Version ?? ''}`.trim() : Version);
  }
  return [...versions].map(([path, version]) => ({ path, version }));
}

/** Whether the user's patterns named it (its dependencies are listed too, for their archives). */
export function isNamed(listed: ListedPackage): boolean {
  // PGO variants of a named package are DepOnly; the generated mains of tests match no pattern.
  return listed.DepOnly !== true || (listed.Match !== undefined && listed.Match.length > 0);
}

/** The words of an error, with its position where it has one, and of a cycle the way round. */
export function errorText(error: ListError): string {
  const text = (error.Err ?? '').trim();
  const stack = error.ImportStack ?? [];
  if (text.startsWith('import cycle not allowed') && stack.length > 1 && !text.includes('\n'))
    return `package ${stack.join('\n\timports ')}: ${text}`;
  return error.Pos ? `${error.Pos}: ${text}` : text;
}

/** What Go says of a pattern that leads to no package of this build: mistyped, empty, or of another module. */
const metNothing =
  /directory not found|no such file or directory|cannot find the (?:file|path)|no required module provides package|cannot find module providing package|is not in (?:std|GOROOT)|cannot find package|does not contain package|malformed import path|can only use path@version|no (?:non-test )?Go files in|outside main module|does not contain main module|outside available modules/;

/** A pattern of the user that met nothing; Go lists it as a package without a name. */
export function isUnmatched(listed: ListedPackage): boolean {
  return (
    listed.Name === undefined && (listed.Match?.length ?? 0) > 0 && !isNothingToBuild(listed) && metNothing.test(listed.Error?.Err ?? '')
  );
}

/** A folder that a wildcard met and that has nothing to build here is no failure. */
export function isNothingToBuild(listed: ListedPackage): boolean {
  const text = listed.Error?.Err ?? '';
  const isWildcard = listed.Match?.some((pattern) => pattern.includes('...')) ?? false;
  return isWildcard && /(?:build constraints exclude all Go files|no (?:non-test )?Go files) in /.test(text);
}
