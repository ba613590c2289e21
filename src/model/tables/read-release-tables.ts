/** What an archive's numbers mean in one Go release. */
export interface ReleaseTables {
  /** `1.26`. */
  readonly release: string;
  /** Symbol names by index in the builtin package (`goobj.PkgIdxBuiltin`). */
  readonly builtins: readonly string[];
  /** Names by relocation type; 0 is ''. The negative, weak types (`R_WEAK | …`) are not in it. */
  readonly relocations: readonly string[];
  /** Names by symbol kind (`objabi.SymKind`). */
  readonly symbolKinds: readonly string[];
}

/** Texts of three files under `GOROOT/src/cmd/internal`. */
export interface ReleaseSources {
  /** `goobj/builtinlist.go` */
  readonly builtinlist: string;
  /** `objabi/reloctype.go` */
  readonly reloctype: string;
  /** `objabi/symkind.go` */
  readonly symkind: string;
}

/**
 * Reads the tables out of a toolchain's own sources, for a release that is not known here. Undefined when a text does not have the
 * form that these files have from Go 1.22 to 1.27.
 */
export function readReleaseTables(release: string, sources: ReleaseSources): ReleaseTables | undefined {
  const builtins = Array.from(sources.builtinlist.matchAll(/^\t\{"([^"]+)", \d+\},$/gm), (match) => match[1] ?? '');
  const relocations = readConstants(sources.reloctype, 'R_ADDR RelocType = 1 + iota');
  const symbolKinds = readConstants(sources.symkind, 'Sxxx SymKind = iota');
  if (!builtins.includes('runtime.newobject') || !relocations.includes('R_CALL') || !symbolKinds.includes('STEXT')) return undefined;
  return { release, builtins, relocations: ['', ...relocations], symbolKinds };
}

/** The names of one `const` block, from the line `first` until the block ends or a constant has a value of its own. */
function readConstants(text: string, first: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const start = lines.indexOf(first);
  if (start < 0) return [];
  const names = [first.slice(0, first.indexOf(' '))];
  for (const line of lines.slice(start + 1)) {
    if (line === '' || line.startsWith('//')) continue;
    const name = /^([A-Za-z_]\w*)(?:\s*\/\/.*)?$/.exec(line)?.[1];
    if (name === undefined) break;
    names.push(name);
  }
  return names;
}
