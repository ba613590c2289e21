import { causeClasses, causeCodes, type CauseCode, type EscapeClass } from '../model/causes.ts';

/** What is told of a cause: docs, help and `explain` are made from it. */
export interface CauseRow extends CauseProse {
  readonly escape: EscapeClass;
}
interface CauseProse {
  /** What the user's code does, in one sentence. */
  readonly meaning: string;
  /** When it is not worth a change. */
  readonly harmless: string;
  /** What would remove the allocation, the easiest first. */
  readonly waysOut: readonly string[];
}

const prose: Readonly<Record<CauseCode, CauseProse>> = {
  returned: {
    meaning: 'It is returned, and what the caller does with it is not known here.',
    harmless: 'A constructor has to allocate what it makes, once for each call.',
    waysOut: [
      'Keep the function small enough to be inlined: then the callers that do not keep the result allocate nothing.',
      'Let the caller pass the memory in: a pointer to fill, or a slice to append to.',
      'Return the value instead of a pointer to it.',
    ],
  },
  'stored-in-global': {
    meaning: 'It is stored in a variable of a package, which lives as long as the program.',
    harmless: 'It happens once, when the package is initialised.',
    waysOut: ['Store the value instead of a pointer to it.', 'Keep it in a local variable and pass it on.'],
  },
  'stored-in-field': {
    meaning: 'It is stored in a field of something that is reached through a pointer and may live longer.',
    harmless: 'The object that holds it needs it as long as it lives itself.',
    waysOut: [
      'Make the field a value instead of a pointer.',
      'Reuse what the field holds already, for instance `s.buf = append(s.buf[:0], …)`.',
      'Pass it as an argument instead of storing it.',
    ],
  },
  'stored-through-pointer': {
    meaning: 'It is stored where a pointer points to, and that may live longer.',
    harmless: 'The pointer is an argument by which the caller asks for the result.',
    waysOut: ['Write into what the pointer points to instead of replacing it.', 'Return the value.'],
  },
  'stored-in-element': {
    meaning: 'It is stored in an element of a slice or map. Elements may live longer; the compiler does not follow single ones.',
    harmless: 'The slice or map keeps it anyway.',
    waysOut: ['Let the elements be values instead of pointers or interfaces.', 'Point to elements of one slice that is made once.'],
  },
  'stored-in-slice': {
    meaning: 'It becomes an element of a slice by `append` or `copy`. The compiler takes the elements of any slice to be on the heap.',
    harmless: 'The slice keeps it anyway.',
    waysOut: [
      'Let the elements be values instead of pointers or interfaces.',
      'Allocate many at once and append pointers into that slice.',
    ],
  },
  'stored-in-map': {
    meaning: 'It is stored as key or value of a map. The compiler takes both to be on the heap.',
    harmless: 'The map keeps it anyway.',
    waysOut: ['Let keys and values be values without pointers.', 'Look up with `m[string(b)]`, which makes no string, before you store.'],
  },
  'stored-in-captured': {
    meaning: 'A func literal stores it in a variable of the function around, which lives longer than the call of the literal.',
    harmless: 'The function around needs the result after the call.',
    waysOut: [
      'Return it from the func literal.',
      'Make the memory outside of the literal, with a capacity that is known.',
      'Use a loop instead of a callback.',
    ],
  },
  sent: {
    meaning: 'It is sent on a channel, and another goroutine may receive it.',
    harmless: 'Another goroutine has to own it.',
    waysOut: ['Send a value without pointers.', 'Give the receiver a way to hand the memory back (a second channel, `sync.Pool`).'],
  },
  'captured-by-closure': {
    meaning: 'A func literal uses it, and that literal is on the heap itself.',
    harmless: 'The literal is made once, not in a hot path.',
    waysOut: [
      'Pass it as a parameter of the func literal.',
      'Assign it to a new variable that is never changed: small ones are then captured by value.',
      'Remove the cause of the literal itself.',
    ],
  },
  'bound-by-method-value': {
    meaning: 'A method value (`x.M` without a call) holds it as its receiver, and that method value is on the heap itself.',
    harmless: 'The method value is made once, not in a hot path.',
    waysOut: ['Make the method value once and keep it.', 'Accept an interface instead of a function.'],
  },
  'go-statement': {
    meaning: 'A `go` statement hands it to another goroutine.',
    harmless: 'Starting a goroutine costs more than this allocation.',
    waysOut: ['Let long-lived goroutines take the work from a channel.', 'Start fewer goroutines, each for more work.'],
  },
  'deferred-in-loop': {
    meaning: 'A `defer` statement in a loop keeps it until the function returns.',
    harmless: 'The loop runs a few times only.',
    waysOut: [
      'Move the body of the loop into a function of its own, so that the defer stands in no loop.',
      'Call it at the end of each iteration.',
    ],
  },
  'passed-to-parameter': {
    meaning: 'It is passed to a function that lets its parameter get away: it stores it, hands it on, or calls methods on it.',
    harmless: 'The call is rare, or does much more work than the allocation.',
    waysOut: [
      'Call a function that does not let it get away, for instance `strconv.AppendInt` instead of `fmt.Sprintf`.',
      'Pass a value that is on the heap already, or that needs no allocation (a pointer in an interface).',
      'Mend the callee if it is yours: `stackward explain` shows where its parameter goes.',
    ],
  },
  'passed-to-unknown-callee': {
    meaning: 'It is passed to a method of an interface or to a function value; the compiler does not know which function that is.',
    harmless: 'The call is rare, or does much more work than the allocation.',
    waysOut: [
      'Call a method of a concrete type.',
      'Use a type parameter and let the function be inlined.',
      'Reuse the memory: keep it in the object that makes the call.',
    ],
  },
  'passed-to-panic': {
    meaning: 'It is the value of a panic, which `recover` may return anywhere.',
    harmless: 'It allocates only when the panic happens.',
    waysOut: ['Nothing to do, unless the panic is part of the normal flow.'],
  },
  'outlives-iteration': {
    meaning: 'A variable outside of the loop holds it when the iteration that made it is over.',
    harmless: 'The loop makes few of them.',
    waysOut: ['Declare the variable inside of the loop.', 'Make it once before the loop and reset it in each iteration.'],
  },
  'size-unknown': {
    meaning:
      'Its size is not a constant. Until Go 1.24 that alone puts it on the heap; later, only elements without a size are treated so.',
    harmless: 'It is larger than 32 bytes: newer releases put it on the heap too.',
    waysOut: ['Use Go 1.25 or later, which keeps up to 32 bytes on the stack.', 'Use a constant size, or an array.', 'Reuse one buffer.'],
  },
  'too-large': {
    meaning: 'It is larger than what the compiler puts on the stack.',
    harmless: 'It is made once and used for long.',
    waysOut: [
      'Make it smaller.',
      'Make it once and reuse it.',
      'Declare it with `var` where only implicit allocations are too large (64 KiB).',
    ],
  },
  'too-aligned': {
    meaning: 'Its type asks for more alignment than the stack has.',
    harmless: 'It is made once and used for long.',
    waysOut: ['Make it once and reuse it.'],
  },
  'address-hidden': {
    meaning: 'Its address is converted to `unsafe.Pointer` or stored in a reflect header, where the compiler cannot follow it.',
    harmless: 'The build is instrumented (`-asan`, `-d=checkptr`): a normal build does not do it.',
    waysOut: ['Use `unsafe.Slice`, `unsafe.String` and their inverses instead of headers.', 'Judge a build without instrumentation.'],
  },
  'append-grows': {
    meaning: '`append` makes a larger array when the slice is full.',
    harmless: 'The capacity suffices after the first calls.',
    waysOut: ['Make the slice with the capacity that it will need.', 'Reuse a slice: `s = append(s[:0], …)`.'],
  },
  'map-grows': {
    meaning: 'Storing into a map makes room when the map is full.',
    harmless: 'The map is filled once.',
    waysOut: ['Give `make` the number of elements.', 'Reuse the map with `clear`.'],
  },
  'channel-made': {
    meaning: 'A channel is always on the heap.',
    harmless: 'It is made once for much work.',
    waysOut: ['Make it once and reuse it.', 'Use a `sync.WaitGroup` or a mutex where nothing is sent.'],
  },
  'map-made': {
    meaning: 'The map does not escape, but it has more elements than what fits on the stack.',
    harmless: 'It is made once for much work.',
    waysOut: ['Make it once and reuse it with `clear`.', 'Use a slice and search it when there are few elements.'],
  },
  'buffer-exceeded': {
    meaning: 'The result does not escape, but is longer than the 32 bytes that the compiler keeps on the stack for it.',
    harmless: 'The results are short.',
    waysOut: ['Append to a buffer that is reused.', 'Avoid the conversion, for instance with functions for both `string` and `[]byte`.'],
  },
  'string-made': {
    meaning: '`s += x` makes a new string each time, and so does a copy of a string of C: neither has a buffer on the stack.',
    harmless: 'It is done once, not in a loop.',
    waysOut: ['Collect in a `strings.Builder`, with `Grow` when the length can be estimated.', 'Append to a `[]byte` that is reused.'],
  },
  'goroutine-record': {
    meaning: 'A `go` statement makes a goroutine when none is free to be used again.',
    harmless: 'Goroutines that have ended are used again.',
    waysOut: ['Start fewer goroutines, each for more work.'],
  },
  'defer-record': {
    meaning: 'A `defer` in a loop takes a record from a pool, and makes one when the pool is empty.',
    harmless: 'The pool is filled after the first calls.',
    waysOut: ['Move the body of the loop into a function of its own.'],
  },
  'slice-leaves-frame': {
    meaning: 'The slice grew on the stack and is copied to the heap when it leaves the function.',
    harmless: 'It replaces the allocations that growing on the heap would have made.',
    waysOut: ['Let the caller pass the slice to append to.', 'Make the slice with the capacity that it will need.'],
  },
  unknown: {
    meaning: 'The compiler put it on the heap and its explanation does not tell more.',
    harmless: 'A profile shows that it does not matter.',
    waysOut: ["Read the compiler's own words: `stackward explain --raw`."],
  },
};

/** All causes, in the order of their codes. */
export const causeTable = Object.fromEntries(
  causeCodes.map((code): [CauseCode, CauseRow] => [code, { escape: causeClasses[code], ...prose[code] }]),
) as Readonly<Record<CauseCode, CauseRow>>;
