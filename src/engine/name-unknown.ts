import { UserError } from '../base/user-error.ts';
import type { MethodNote, PlacedEdgeFact } from '../model/facts.ts';
import type { ReleaseSource } from '../object/open-archive.ts';
import { unescapePath } from '../object/package-of-symbol.ts';
import { readMethodName } from '../object/read-method-name.ts';
import { packageOfType } from '../object/type-names.ts';
import type { ArchiveStore } from './archive-store.ts';

/** Names methods of interfaces that are called: `io.Writer.Write`. */
export interface MethodNames {
  /** The methods that the compiler noted in the function of a call; `files` are archives that may define their types, by package. */
  of(place: PlacedEdgeFact, own: string): Promise<readonly string[]>;
}

export function createMethodNames(store: ArchiveStore, source: ReleaseSource, filesOf: (pkg: string) => readonly string[]): MethodNames {
  const known = new Map<string, Promise<string | undefined>>();
  const look = async (note: MethodNote, own: string): Promise<string | undefined> => {
    for (const pkg of new Set([packageOfType(note.type, own) ?? own, own])) {
      for (const file of filesOf(pkg)) {
        try {
          const name = readMethodName(await store.read(file), source, note);
          if (name !== undefined) return `${unescapePath(note.type)}.${name}`;
        } catch (error) {
          // A name that cannot be told stays unknown; whether the archive is damaged is said where its calls are read.
          if (!(error instanceof UserError)) throw error;
        }
      }
    }
    return undefined;
  };
  return {
    async of({ notes = [] }, own) {
      const names: string[] = [];
      for (const note of notes) {
        const key = `${note.type} ${note.offset} ${own}`;
        let name = known.get(key);
        if (name === undefined) known.set(key, (name = look(note, own)));
        const found = await name;
        if (found !== undefined) names.push(found);
      }
      return names;
    },
  };
}

/** Words that a `(` may follow though nothing is called, and Go's own functions, which are no calls through a register. */
const noCalls =
  /^(?:if|for|switch|return|func|go|defer|range|case|select|append|cap|clear|close|complex|copy|delete|imag|len|make|max|min|new|panic|print|println|real|recover|bool|string|byte|rune|any|u?int(?:8|16|32|64)?|uintptr|float(?:32|64))$/;

/**
 * The methods that `calls` calls through a register on one line of source are of, by what is written there: only where there are as many calls on it, and
 * each has the name of a method that was noted. Notes name methods, not calls.
 */
export function methodsOnLine(text: string, calls: number, methods: readonly string[]): readonly string[] | undefined {
  const written = callNames(text);
  if (written.length !== calls) return undefined;
  const found = written.map((name) => methods.filter((method) => method.endsWith(`.${name}`)));
  if (!found.every((same) => new Set(same).size === 1)) return undefined;
  return found.flatMap((same) => same.slice(0, 1));
}

/** Last names of what is called on a line of source, or converted to. */
export function callNames(text: string): string[] {
  const code = text.replaceAll(/"(?:\\.|[^"\\])*"|`[^`]*`?|'(?:\\.|[^'\\])*'|\/\/.*$/g, ' ');
  const written = code.matchAll(/([\p{L}_][\p{L}\p{Nd}_]*)\(/gu);
  return [...written].map(([, name = '']) => name).filter((name) => !noCalls.test(name));
}
