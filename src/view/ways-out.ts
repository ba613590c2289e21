import type { CauseCode } from '../model/causes.ts';
import type { Site } from '../model/report.ts';

/**
 * What would remove an allocation. The first row that fits is taken: from the special to the general. Advice is about the written
 * code; whether it is worth it only a measurement tells.
 */
interface Row {
  readonly fits: (site: Site) => boolean;
  readonly say: string;
}

const has = (site: Site, type: RegExp): boolean => type.test(site.type?.name ?? '');
const calls = (site: Site, callee: RegExp): boolean =>
  callee.test(site.cause.args.callee ?? '') || callee.test(site.cause.args.expression ?? '');

const special: readonly Row[] = [
  {
    fits: (site) => has(site, /^errors\.errorString$/) && !inlinedFrom(site, /^fmt\./),
    say: 'If the text never changes, declare the error once: `var errX = errors.New("…")` at package level.',
  },
  {
    fits: (site) => has(site, /^(errors|fmt)\.(errorString|wrapErrors?)$/),
    say: 'An error with a message of its own is made each time. In a hot path return a sentinel error, or a struct type that formats its text in Error().',
  },
  {
    fits: (site) => site.what === 'box' && calls(site, /sync\.\(?\*?Pool\)?\.Put|\.Put\(/),
    say: 'Put a pointer into the pool: keep and pass `*[]byte` (or a pointer to a struct that holds the slice); a pointer is put into an interface without a copy.',
  },
  {
    fits: (site) => site.what === 'box' && calls(site, /^\(?\*?(fmt|log|slog)\b/),
    say: 'Arguments of fmt and log are `any`. In a hot path append with strconv.AppendInt and the like into a buffer that is kept, or test the log level first.',
  },
  {
    fits: (site) => site.what === 'bytes' && calls(site, /\.Write\b/),
    say: 'Write the string without a copy: `io.WriteString(w, s)`, which uses WriteString where the writer has it.',
  },
  {
    fits: (site) => site.what === 'string' && (site.loop ?? 0) > 0,
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

const byWhat: Readonly<Partial<Record<Site['what'], string>>> = {
  growth: 'Give the slice its capacity when it is made, `make([]T, 0, n)`, where the number is known or can be estimated.',
  'map-growth': 'Give the map its size when it is made: `make(map[K]V, n)`.',
  chan: 'Make the channel once and reuse it; a channel that is made for one answer can be kept with what waits for it.',
  go: 'Start a fixed number of goroutines that take their work from a channel, instead of one for each item.',
  defer: 'Move the body of the loop into a function: its defer then runs at the end of each round and needs no record on the heap.',
  'leaves-frame': 'Let the caller pass the slice to append to: `func F(dst []T, …) []T`.',
};

const byCause: Readonly<Partial<Record<CauseCode, string>>> = {
  returned:
    'Return the value itself, or let the caller pass a pointer to fill; small constructors that are inlined can stay on the stack of their caller.',
  'stored-in-global': 'Keep a concrete type instead of a pointer or an interface, or reuse one value that is kept.',
  'stored-in-field': 'Hold the value itself in the field instead of a pointer to it.',
  'stored-through-pointer': 'Hold the value itself instead of a pointer to it.',
  'stored-in-slice': 'Use a slice of values, `[]T` instead of `[]*T`: one array instead of one object for each element.',
  'stored-in-map': 'Use a map of values, `map[K]V` instead of `map[K]*V`, or take pointers into one slice.',
  sent: 'Send the value itself when it is small, or reuse values that the receiver gives back.',
  'captured-by-closure': 'Pass the variable as an argument, or let the closure capture a copy that does not change.',
  'go-statement': 'Pass what the goroutine needs as arguments; or start a fixed number of goroutines once.',
  'deferred-in-loop':
    'Move the body of the loop into a function: its defer then runs at the end of each round and needs no closure on the heap.',
  'passed-to-parameter':
    'Look at what the callee keeps (explain it), and pass a value or let it take a copy where it does not need to keep it.',
  'passed-to-unknown-callee':
    'Call the method on a concrete type or through a type parameter, so that the compiler can see what it does; or reuse one value over several calls.',
  'outlives-iteration': 'Declare the variable outside of the loop if the rounds may share it.',
  'size-unknown':
    'Reuse a buffer over several calls, let the caller pass one, or use an array of constant size where there is an upper bound.',
  'too-large': 'Keep it and clear it between calls, or work in smaller pieces: up to 64 KiB fit into the frame.',
  'address-hidden': 'Keep the pointer a pointer until the system call itself.',
  'buffer-exceeded': 'Append into a buffer that is kept, or avoid the conversion where a function takes the other type.',
};

/** What would remove the allocation of a site; undefined where nothing general can be said. */
export function wayOut(site: Site): string | undefined {
  if (site.outcome !== 'allocates') return undefined;
  return special.find((row) => row.fits(site))?.say ?? byWhat[site.what] ?? byCause[site.cause.code];
}

function inlinedFrom(site: Site, name: RegExp): boolean {
  return site.places.some((place) => place.inline.some((frame) => name.test(frame.function)));
}
