import { createNodeHost } from '../host/node-host.ts';
import { fileURLToPath } from 'node:url';

/** The version in package.json, which lies beside `dist` and `src`. */
export async function version(): Promise<string> {
  const file = fileURLToPath(new URL('../../package.json', import.meta.url));
  const { version: found } = JSON.parse(new TextDecoder().decode(await createNodeHost().files.read(file))) as { version: string };
  return found;
}
