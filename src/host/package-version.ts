import { readFileSync } from 'node:fs';

/** The version in package.json, two folders above this file and above the published one. Apart from the host: `--version` loads next to nothing. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  return version;
}
