import { join } from '../base/posix-path.ts';
import type { SourceMarks } from '../analysis/baseline/make-entries.ts';
import type { Host } from '../host/host.ts';
import type { Site } from '../model/site.ts';
import { lineTextsOf } from '../source/line-texts.ts';
import { sourceLimit } from '../source/source-limit.ts';
import { digest } from './digest.ts';

/** Digits of a digest that are kept: chance needs some 10⁹ lines of one function and type to meet twice. */
const digits = 16;

/** Gives digests of what stands around a site, from the sources as they are now. Files outside of the root (GOROOT, the module cache) have none. Each is read once. */
export function createSiteMarks(host: Host, root: string): (site: Site) => SourceMarks {
  const files = new Map<string, ReturnType<typeof lineTextsOf> | undefined>();
  const bodies = new Map<string, string>();
  const short = (text: string): string => digest(text).slice(0, digits);
  return ({ at: { file, line, column } }) => {
    if (!files.has(file)) {
      const bytes = /^[$</]/.test(file) ? undefined : host.files.readNow(join(root, file), sourceLimit);
      files.set(file, bytes && lineTextsOf(bytes));
    }
    const texts = files.get(file)?.(line, column);
    if (!texts) return {};
    let body = texts.body === undefined ? undefined : bodies.get(texts.body);
    if (texts.body !== undefined && body === undefined) bodies.set(texts.body, (body = short(texts.body)));
    return { line: short(texts.line), text: short(texts.text), ...(body === undefined ? {} : { body }) };
  };
}
