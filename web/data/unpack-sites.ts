import type { SiteChunk } from '../../src/model/page.ts';
import type { Place, Site } from '../../src/model/site.ts';

/** Makes the sites of a chunk. What many share is one object; `known` keeps texts over all chunks. */
export function unpackSites({ values, columns }: SiteChunk, known: Map<string, string>): Site[] {
  const shared = values.map((value) => (typeof value === 'string' ? intern(value, known) : value));
  const get = (field: string, row: number): unknown => {
    const index = columns[field]?.[row] ?? -1;
    return index < 0 ? undefined : shared[index];
  };
  const places = new Map<unknown, readonly Place[]>();
  const rows = columns['line'] ?? [];
  return rows.map((line, row) => {
    const summary = get('places', row);
    let copies = places.get(summary);
    if (!copies) places.set(summary, (copies = placesOf(summary as Summary)));
    const column = columns['column']?.[row] ?? 0;
    const file = get('file', row) as string;
    // One shape for all, so that a list of them stays small; what is absent is undefined.
    return {
      id: get('id', row),
      package: get('package', row),
      function: get('function', row),
      at: column === 0 ? { file, line } : { file, line, column },
      what: get('what', row),
      type: get('type', row),
      subject: get('subject', row),
      when: get('when', row),
      places: copies,
      loop: get('loop', row),
      test: get('test', row),
      exported: get('exported', row),
      cause: get('cause', row),
      cost: get('cost', row),
      execution: get('execution', row),
      rank: get('rank', row),
      in: get('in', row),
      ...(get('outcome', row) as object),
    } as Site;
  });
}

type Summary = readonly [copies: number, inlinedCopies: number, own: number, inlined: number, allocators: readonly string[]];

/** Stand-ins for the compiled copies: as many, of as many functions, with the same allocators. */
function placesOf([copies, inlinedCopies, own, inlined, allocators]: Summary): Place[] {
  const calls = allocators.map((allocator) => ({ allocator, when: [], count: 1 }));
  return Array.from({ length: copies }, (_, index): Place => {
    const isInlined = index < inlinedCopies;
    const name = isInlined ? `inlined ${index % Math.max(1, inlined)}` : `own ${index % Math.max(1, own)}`;
    // An inlined copy has more than one frame, of which the last is another line: see isInlinedCopy.
    const frame = { package: '', function: name, file: '', line: 0 };
    return { package: '', function: name, inline: isInlined ? [frame, frame] : [frame], calls, verdicts: [], joined: 'alone' };
  });
}

function intern(text: string, known: Map<string, string>): string {
  const same = known.get(text);
  if (same !== undefined) return same;
  known.set(text, text);
  return text;
}
