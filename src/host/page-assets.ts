import { fileURLToPath } from 'node:url';
import type { Host } from './host.ts';

/** A mebibyte is many times what they are. */
const limit = 1 << 23;

/** Script and style of the report page, as the build left them: two folders above this file and above the published one, in `dist/page`. */
export async function readPageAssets({ files }: Host): Promise<{ script: string; style: string }> {
  const read = async (name: string): Promise<string> =>
    new TextDecoder().decode(await files.read(fileURLToPath(new URL(`../../dist/page/${name}`, import.meta.url)), limit));
  const [script, style] = await Promise.all([read('page.js'), read('page.css')]);
  return { script, style };
}
