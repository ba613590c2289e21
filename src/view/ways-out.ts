import type { CauseCode } from '../model/causes.ts';
import type { SiteAnswer } from '../model/explanation.ts';
import type { Site } from '../model/site.ts';
import { causeTable } from '../model/tables/cause-table.ts';
import { code } from './cause-words.ts';

/**
 * What is better advice than what the table of causes says of all sites with a cause. The first row that fits is taken. Advice is about the
 * written code; whether it is worth it only a measurement tells.
 */
interface Row {
  readonly fits: (site: Site) => boolean;
  readonly say: string;
}

const has = (site: Site, type: RegExp): boolean => type.test(site.type?.name ?? '');
const calls = (site: Site, callee: RegExp): boolean =>
  callee.test(site.cause.args.callee ?? '') || callee.test(site.cause.args.expression ?? '');

/** What fits sites of one kind, if nothing that is more special does. */
const general: readonly Row[] = [
  {
    fits: (site) => site.what === 'box',
    say: 'Keep the concrete type: a typed variable, field or parameter, or a type parameter, instead of an interface.',
  },
  {
    fits: (site) => site.what === 'string' && isJoined(site),
    say: 'Write the parts one after the other into a buffer or writer that is kept, instead of joining them first.',
  },
  {
    fits: ({ what, cause }) =>
      (what === 'closure' && cause.code === 'returned') || (cause.code === 'captured-by-closure' && cause.because?.code === 'returned'),
    say: 'Return a struct with a method instead: what the closure captures becomes its fields, and the caller may keep it on its own stack.',
  },
  {
    fits: (site) => site.what === 'slice' && site.cause.code === 'buffer-exceeded',
    say: 'Where there is an upper bound use an array, `var buf [64]T` and `buf[:n]`; or reuse a slice over several calls.',
  },
];

/** Functions whose arguments are `any`. */
const printing = /^\(?\*?(fmt|log|slog)\b/;

const special: readonly Row[] = [
  {
    fits: (site) => has(site, /^errors\.errorString$/) && !inlinedFrom(site, /^fmt\./),
    say: 'If the text never changes, declare the error once: `var errX = errors.New("…")` at package level.',
  },
  {
    fits: (site) => has(site, /^(errors|fmt)\.(errorString|wrapErrors?)$/) || calls(site, /^fmt\.Errorf\b/),
    say: 'An error with a message of its own is made each time. In a hot path return a sentinel error, or a struct type that formats its text in Error().',
  },
  {
    fits: (site) => site.what === 'box' && calls(site, /sync\.\(?\*?Pool\)?\.Put|\.Put\(/),
    say: 'Put a pointer into the pool: keep and pass `*[]byte` (or a pointer to a struct that holds the slice); a pointer is put into an interface without a copy.',
  },
  {
    fits: (site) => site.what === 'box' && calls(site, printing),
    say: 'Arguments of fmt and log are `any`. In a hot path append with strconv.AppendInt and the like into a buffer that is kept, or test the log level first.',
  },
  {
    fits: (site) => site.what === 'bytes' && calls(site, /\.Write\b/),
    say: 'Write the string without a copy: `io.WriteString(w, s)`, which uses WriteString where the writer has it.',
  },
  {
    fits: (site) => site.what === 'string' && isJoined(site) && site.cause.code === 'outlives-iteration',
    say: 'Each round copies all that was built so far: collect in a strings.Builder, with Grow when the length can be estimated.',
  },
  {
    fits: (site) => site.what === 'closure' && site.cause.code === 'go-statement',
    say: 'Start a fixed number of goroutines that take their work from a channel, instead of one for each item.',
  },
  {
    fits: (site) => site.what === 'closure' && site.subject !== undefined && /^[\w.()*]+\.\w+$/.test(site.subject),
    say: 'Make the method value once and keep it, or store the receiver in an interface and call its method.',
  },
];

/** What lies in the operation is not removed by what would keep the value on the stack. */
const byOperation: Readonly<Partial<Record<Site['what'], CauseCode>>> = {
  growth: 'append-grows',
  'map-growth': 'map-grows',
  chan: 'channel-made',
  go: 'goroutine-record',
  defer: 'defer-record',
  'leaves-frame': 'slice-leaves-frame',
};

/** What would remove the allocation of a site, the best first; empty where it does not allocate. `lever` speaks of inlining already. */
export function waysOut({ site, lever, callee }: SiteAnswer): readonly string[] {
  if (site.outcome !== 'allocates') return [];
  const row = [...special, ...general].find((one) => one.fits(site));
  if (row) return [row.say];
  if (callee) return [`Change what ${code(site.cause.args.callee ?? callee.name)} does with it, or pass a value.`];
  const ways = (causeTable[byOperation[site.what] ?? site.cause.code] ?? causeTable.unknown).waysOut;
  const isPrinting = calls(site, printing);
  return ways.filter((way) => !(lever && /\binlined\b/.test(way)) && (isPrinting || !way.includes('fmt.')));
}

function inlinedFrom(site: Site, name: RegExp): boolean {
  return site.places.some((place) => place.inline.some((frame) => name.test(frame.function)));
}

function isJoined(site: Site): boolean {
  return site.places.some((place) => place.calls.some((call) => call.allocator.startsWith('runtime.concatstring')));
}
