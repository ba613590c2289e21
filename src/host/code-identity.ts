import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageVersion } from './package-version.ts';
import { structuredVersion } from './structured.ts';

/**
 * Tells this very code from any other, for what is kept between runs: the version, and names, sizes and times of the files that run. Between two
 * releases the version stays and the code does not.
 */
export function codeIdentity(): string {
  // The published files lie side by side; while developing this is one module of many.
  const folder = fileURLToPath(new URL(/\/bundle\/[^/]+$/.test(import.meta.url) ? '.' : '..', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.d)\.[jt]s$/.test(name));
  const states = files.toSorted().map((name) => {
    const { size, mtimeMs } = statSync(path.join(folder, name));
    return `${name} ${size} ${mtimeMs}`;
  });
  return [packageVersion(), structuredVersion, ...states].join('\n');
}
