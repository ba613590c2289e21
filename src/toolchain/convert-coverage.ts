import type { Host } from '../host/host.ts';
import { runGo, type GoCall } from './run-go.ts';

/**
 * Writes what runs left in a GOCOVERDIR as a coverage profile of text, by `go tool covdata textfmt`; counts of several runs are added up.
 * The binary files are not read here: any release from 1.22 to 1.27 converts those of any other (seen for the oldest and the newest, in 15
 * to 100 ms), and their form is internal to Go. `folder` holds no comma, which would part two of them. `file` is a path of a regular
 * file: `/dev/stdout` is cut and overwritten. A folder without such data gives an empty file and no error (`coverage-not` when it is
 * read). Throws UserError `go-failed`, and those of `checkEnded`.
 */
export async function convertCoverage(host: Host, call: GoCall, folder: string, file: string): Promise<void> {
  await runGo(host, { ...call, args: ['tool', 'covdata', 'textfmt', `-i=${folder}`, `-o=${file}`] });
}
