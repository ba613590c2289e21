import { UserError } from '../base/user-error.ts';
import { parseQuery } from '../query/parse-query.ts';

/** A query that cannot be read is told where it stands in the file, by its path there; the flag would be told alone. Throws UserError `config-query`. */
export function checkQuery(query: string, place: { file: string; line: number; column: number }, path: string): void {
  try {
    parseQuery(query);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError('config-query', { ...place, path, code: error.code, args: error.args }, { cause: error });
  }
}
