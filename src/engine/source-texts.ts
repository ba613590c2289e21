import type { Host } from '../host/host.ts';
import { sourceLimit } from '../source/source-limit.ts';
import { digest } from './digest.ts';

/** Sources as one run sees them: each is read once, so that all that is said of a file is said of the same text. */
export interface SourceTexts {
  /** Undefined for a file that is not found or cannot be read. It reads at once: text that waits for its sources would pile up in memory. */
  read(file: string): Uint8Array | undefined;
  /** Of its text; '' for a file that is not there. */
  digest(file: string): string;
}

export function createSourceTexts(host: Host, find: (file: string) => string | undefined): SourceTexts {
  const texts = new Map<string, Uint8Array | undefined>();
  const digests = new Map<string, string>();
  const read = (file: string): Uint8Array | undefined => {
    if (!texts.has(file)) {
      const path = find(file);
      texts.set(file, path === undefined ? undefined : host.files.readNow(path, sourceLimit));
    }
    return texts.get(file);
  };
  return {
    read,
    digest(file) {
      let known = digests.get(file);
      if (known === undefined) {
        const text = read(file);
        digests.set(file, (known = text ? digest(text) : ''));
      }
      return known;
    },
  };
}
