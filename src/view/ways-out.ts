import type { CauseCode } from '../model/causes.ts';
import type { SiteAnswer } from '../model/explanation.ts';
import type { Site } from '../model/site.ts';
import { causeTable } from './cause-table.ts';
import { code } from './cause-words.ts';
import { bufferOf } from './site-words.ts';
import { rowOf } from './row-of.ts';

/**
 * What is better advice than what the table of causes says of all sites with a cause. The first row that fits is taken. Advice is about the
 * written code; whether it is worth it only a measurement tells.
 */
interface Row {
  readonly fits: (site: Site, answer: SiteAnswer) => boolean;
  readonly say: string;
}

const has = (site: Site, type: RegExp): boolean => type.test(site.type?.name ?? '');
const calls = (site: Site, callee: RegExp): boolean =>
  callee.test(site.cause.args.callee ?? '') || callee.test(site.cause.args.expression ?? '');

/** What fits sites of one kind, if nothing that is more special does. */
const general: readonly Row[] = [
  {
    fits: (site) => bufferOf(site) === '32 runes',
    say: 'Range over the string, `for i, r := range s`, which copies nothing; `utf8.RuneCountInString` counts.',
  },
  {
    fits: (site) => site.cause.code === 'stored-in-field' && isOfItself(site),
    say: 'Take the objects from a slice that is made for many of them at once: a pointer to an element does as well.',
  },
  {
    fits: (site, { chain }) => site.what === 'box' && chain?.unread !== undefined,
    say: 'The function takes an interface: make the interface value once and pass it again, or pass a pointer where it takes one.',
  },
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
    fits: (_, { chain }) => chain?.steps.some(({ callee }) => callee?.startsWith('_Cfunc_')) === true,
    say: 'C gets it, and the compiler cannot see what C does with it. If that keeps no pointer, write `#cgo noescape NAME` above `import "C"` (Go 1.24 and newer).',
  },
  {
    fits: (site) => has(site, /^errors\.errorString$/) && !inlinedFrom(site, /^fmt\./),
    say: 'If the text never changes, declare the error once: `var errX = errors.New("…")` at package level.',
  },
  {
    // fmt/errors.go since Go 1.26: `errorf` returns nil where nothing is to be formatted, and only then errors.New is called.
    fits: (site) => has(site, /^errors\.errorString$/) && inlinedFrom(site, /^fmt\.Errorf$/),
    say: 'fmt.Errorf comes here only when there is nothing to format: for such a text declare the error once, `var errX = errors.New("…")` at package level. Where it formats, the error is made inside of fmt.',
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
    fits: (site) => (site.what === 'bytes' || site.subject?.startsWith('([]byte)(') === true) && calls(site, /\.Write\b/),
    say: 'Write the string without a copy: `io.WriteString(w, s)`, which uses WriteString where the writer has it.',
  },
  {
    fits: (site) =>
      site.what === 'string' &&
      isJoined(site) &&
      (site.cause.code === 'outlives-iteration' || (site.cause.code === 'string-made' && (site.loop ?? 0) > 0)),
    say: 'Each round copies all that was built so far: collect in a strings.Builder, with Grow when the length can be estimated.',
  },
  {
    fits: ({ subject, cause }) => subject === '... argument' && cause.code === 'passed-to-unknown-callee',
    say: 'Ask first whether the call is wanted at all (`if verbose { … }`), or call a declared function, not a function value.',
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

/** What the table says of all sites with a cause, and of which of them it is right. */
const limits: readonly { readonly way: RegExp; readonly fits: Row['fits'] }[] = [
  // What the compiler says of inlining stands in a line of its own.
  { way: /\bsmall enough to be inlined\b/, fits: () => false },
  { way: /\binlined\b/, fits: (_, { lever }) => lever === undefined },
  { way: /\bfmt\./, fits: (site) => calls(site, printing) },
  { way: /\bvalue instead of a pointer\b/, fits: (site, answer) => isPointer(site) && !isOfItself(site) && !isBoxed(answer) },
  { way: /\bbe values\b/, fits: ({ what }) => what !== 'string' && what !== 'bytes' },
  { way: /s\.buf = append/, fits: isArray },
  { way: /m\[string\(b\)\]/, fits: ({ what }) => what === 'string' },
  { way: /a pointer in an interface/, fits: ({ what }) => what === 'box' },
  { way: /if it is yours/, fits: (_, { chain }) => chain?.unread === undefined },
];

/** What can be made once where the callee does not keep it. */
const passing: ReadonlySet<CauseCode> = new Set<CauseCode>(['passed-to-parameter', 'passed-to-unknown-callee']);
const reusable: ReadonlySet<Site['what']> = new Set<Site['what']>(['object', 'slice', 'bytes', 'map']);

/** What would remove the allocation of a site, the best first; empty where it does not allocate, or where nobody wrote it. */
export function waysOut(answer: SiteAnswer): readonly string[] {
  const { site, callee } = answer;
  if (site.outcome !== 'allocates' || site.at.file === '<autogenerated>') return [];
  const row = [...special, ...general].find((one) => one.fits(site, answer));
  if (row) return [row.say];
  const ways = (rowOf(causeTable, rowOf(byOperation, site.what) ?? site.cause.code) ?? causeTable.unknown).waysOut;
  const fitting = ways.filter((way) => limits.every((limit) => !limit.way.test(way) || limit.fits(site, answer)));
  const known = callee ? [`Change what ${code(site.cause.args.callee ?? callee.name)} does with it, or pass a value.`] : fitting;
  const best = passing.has(site.cause.code) && reusable.has(site.what) && !isKept(answer) ? [again(site), ...known] : known;
  return best.length > 0 ? best : ways;
}

function again({ loop }: Site): string {
  return (loop ?? 0) > 0
    ? 'Make it once before the loop and use it again in each iteration, if the callee does not keep it.'
    : 'Keep one and use it for many calls, in a field or a `sync.Pool`, if the callee does not keep it.';
}

/** The callee's text shows that it keeps it. */
function isKept({ chain }: SiteAnswer): boolean {
  return chain !== undefined && chain.end !== 'not-followed' && chain.end !== 'unknown-callee';
}

/** The array of a slice; that of a literal of constant length is an object to the runtime. */
function isArray({ what, subject }: Site): boolean {
  return what === 'slice' || what === 'bytes' || what === 'growth' || (what === 'object' && /^\(?\[\]/.test(subject ?? ''));
}

function isPointer(site: Site): boolean {
  return site.what === 'object' && !isArray(site);
}

/** A node that a method of the same type makes: no type can hold itself as a value. */
function isOfItself({ type, function: name }: Site): boolean {
  const receiver = /^\(?\*?([\p{L}_][\p{L}\p{N}_]*)[^.]*\)?\./u.exec(name)?.[1];
  return receiver !== undefined && receiver === /\.([\p{L}_][\p{L}\p{N}_]*)(?:\[|$)/u.exec(type?.name ?? '')?.[1];
}

/** Returned or stored as an interface: a value would be copied to the heap just so. */
function isBoxed({ chain }: SiteAnswer): boolean {
  return chain?.steps.some((step) => step.code === 'boxed') === true;
}

function inlinedFrom(site: Site, name: RegExp): boolean {
  return site.places.some((place) => place.inline.some((frame) => name.test(frame.function)));
}

function isJoined(site: Site): boolean {
  return site.places.some((place) => place.calls.some((call) => call.allocator.startsWith('runtime.concatstring')));
}
