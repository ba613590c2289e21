import type { NameFile } from '../model/facts.ts';

/** Asks once for each name: a block names a few files on very many lines. */
export function rememberNames(nameFile: NameFile): NameFile {
  const names = new Map<string, string>();
  return (raw) => {
    let name = names.get(raw);
    if (name === undefined) names.set(raw, (name = nameFile(raw)));
    return name;
  };
}
