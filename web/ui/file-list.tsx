import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Site } from '../../src/model/site.ts';
import { spaceOf } from '../../src/view/arrange-sites.ts';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { bytes, grouped } from '../../src/view/numbers.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { hrefOf } from '../state/route.ts';

export interface FileRow {
  readonly file: string;
  readonly sites: readonly number[];
  readonly allocating: number;
  readonly space: number;
}

/** Files with places, those that cost or hold most first; without those of places that are `gone`, which stand in another text. */
export function listFiles(sites: readonly Site[], gone: ReadonlySet<number>): readonly FileRow[] {
  const found = new Map<string, { file: string; sites: number[]; allocating: number; space: number }>();
  for (const [index, site] of sites.entries()) {
    if (gone.has(index)) continue;
    let row = found.get(site.at.file);
    if (!row) found.set(site.at.file, (row = { file: site.at.file, sites: [], allocating: 0, space: 0 }));
    row.sites.push(index);
    row.space += spaceOf(site);
    if (site.outcome === 'allocates') row.allocating++;
  }
  return [...found.values()].toSorted((a, b) => b.space - a.space || b.allocating - a.allocating || (a.file < b.file ? -1 : 1));
}

/** Files in the list; more are found by the filter. */
const shownFiles = 300;

export function Files({ files, file }: { readonly files: readonly FileRow[]; readonly file: string | undefined }): JSX.Element {
  const [filter, setFilter] = useState('');
  const [isOpen, setOpen] = useState(false);
  const some = files.filter((one) => one.file.toLowerCase().includes(filter.toLowerCase())).slice(0, shownFiles);
  return (
    <nav class={`files ${isOpen ? 'open' : ''}`} aria-label={words.files}>
      <button type="button" class="button files-toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {words.files} <span class="soft">{grouped(files.length)}</span>
      </button>
      <div class="files-body">
        <input
          type="search"
          placeholder={words.filterFiles}
          aria-label={words.filterFiles}
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
        <ul>
          {some.map((one) => {
            const slash = one.file.lastIndexOf('/') + 1;
            return (
              <li key={one.file}>
                <a
                  href={hrefOf('source', { file: one.file })}
                  aria-current={one.file === file ? 'page' : undefined}
                  title={safeText(one.file)}
                  onClick={() => setOpen(false)}
                >
                  <span class="file-name">
                    {slash > 0 ? <span class="folder">{safeText(one.file.slice(0, slash))}</span> : null}
                    <span class="base">{safeText(one.file.slice(slash))}</span>
                  </span>
                  <span class="file-count">{one.space > 0 ? bytes(one.space) : grouped(one.allocating)}</span>
                </a>
              </li>
            );
          })}
        </ul>
      </div>
    </nav>
  );
}
