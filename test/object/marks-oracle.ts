/**
 * Reads the listing of `go build -gcflags=-S=2`: for each function, the lines (outermost positions) that have code, and the static data whose
 * address is taken there. An oracle for `readMarks`, with which it shares nothing.
 */
export interface ListedMark {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly refs: readonly string[];
}

export function listMarks(listing: string): ListedMark[] {
  const marks: ListedMark[] = [];
  const records = new Set([...listing.matchAll(/^(\S.*·f)(?:<\d+>)? SRODATA /gm)].map(([, name = '']) => nameOf(name)));
  let holder = '';
  let starts: { readonly offset: number; readonly key: string }[] = [];
  let refs = new Map<string, Set<string>>();
  const finish = (): void => {
    for (const { key } of starts) if (!refs.has(key)) refs.set(key, new Set());
    refs.delete('<unknown line number>');
    for (const [key, names] of refs) {
      const colon = key.lastIndexOf(':');
      const own = records.has(`${holder}·f`) ? [`${holder}·f`] : [];
      marks.push({
        function: holder,
        file: key.slice(0, colon),
        line: Number(key.slice(colon + 1)),
        refs: [...new Set([...names, ...own])].sort(),
      });
    }
    starts = [];
    refs = new Map();
  };
  for (const line of listing.split('\n')) {
    const head = /^(\S.*?) STEXT /.exec(line);
    if (head) {
      finish();
      holder = nameOf(head[1] ?? '');
      continue;
    }
    if (/^\S/.test(line)) {
      finish();
      holder = '';
    }
    if (holder === '') continue;
    const instruction = /^\t0x[0-9a-f]+ (\d+) \((.*?)\)\t(\S+)/.exec(line);
    if (instruction) {
      const [, offset = '', key = '', operation = ''] = instruction;
      // Notes for the assembler and the collector are no code.
      if (['TEXT', 'FUNCDATA', 'PCDATA'].includes(operation)) continue;
      if (starts.at(-1)?.offset === Number(offset)) starts.pop();
      starts.push({ offset: Number(offset), key });
      continue;
    }
    const relocation = /^\trel (\d+)\+\d+ t=(R_\S+) (.*)\+-?[0-9a-f]+$/.exec(line);
    if (!relocation) continue;
    const [, offset = '', type = '', symbol = ''] = relocation;
    const at = starts.findLast((one) => one.offset <= Number(offset));
    if (at && !type.includes('CALL')) refs.set(at.key, (refs.get(at.key) ?? new Set()).add(nameOf(symbol)));
  }
  finish();
  return marks;
}

/** A symbol without ABI (`<1>`) and, from Go 1.27 on, without the hash of a closure (`F.func1#AbC=#`). */
function nameOf(symbol: string): string {
  return symbol.replace(/<\d+>$/, '').replace(/#[^#]*#(·f)?$/, '$1');
}
