import { createRequire } from 'node:module';

/** The version in package.json, which lies beside `dist` and `src`. Apart from the host: `--version` should load next to nothing. */
export function packageVersion(): string {
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
  return version;
}
