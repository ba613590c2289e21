import type { ReleaseFactCode } from '../../../model/tables/release-facts.ts';

export interface ReleaseFactWords {
  /** What is otherwise since the release; begins in lower case. */
  readonly what: string;
  /** What must be seen in a pair of builds before it is cited. */
  readonly evidence: string;
}

/** Words for the table of release facts: a missing row does not compile. */
export const releaseFactWords: Readonly<Record<ReleaseFactCode, ReleaseFactWords>> = {
  'variable-limit': {
    what: 'declared variables of more than 128 KiB are on the heap; before, of more than 10 MiB',
    evidence: 'a variable is moved to the heap as too large in the newer build only, and its size is between the two limits',
  },
  'recursive-inlining': {
    what: 'a function that calls itself can be inlined once',
    evidence: 'a call is inlined in the newer build only, and the older compiler says of its function: recursive',
  },
  'atomic-parameters': {
    what: 'addresses that are handed to functions of `sync/atomic` on integers do not leak',
    evidence: 'the older compiler names such a call as what puts the value on the heap, the newer one does not',
  },
  'rand-read': {
    what: 'the buffer that is handed to `crypto/rand.Read` does not leak',
    evidence: 'the older compiler names this call as what puts the buffer on the heap, the newer one does not',
  },
  'byte-concatenation': {
    what: '`[]byte(a + b)` is one step, without the string in between',
    evidence: 'the code of the line makes a string and copies it in the older build, and calls `concatbyte` in the newer one',
  },
  'variable-make': {
    what: 'a `make` of a slice whose size is not constant is not on the heap for that: what fits in 32 bytes is on the stack',
    evidence:
      'the older compiler says that the size is not constant; of the same expression the newer one says that it does not escape, or another cause',
  },
  'append-buffer': {
    what: 'the first elements that are appended to a slice that stays lie in a buffer of 32 bytes on the stack',
    evidence: 'the newer compiler says `append does not escape`, and the call that grows the slice is behind that buffer or is gone',
  },
  'append-store': {
    what: 'the compiler follows what `append` allocates, and says whether it escapes',
    evidence:
      'the newer compiler says `append escapes to heap` on the line, or on that of the step that puts the value on the heap; the older one says nothing of it',
  },
  'constant-propagation': {
    what: 'constants are carried through variables and inlined calls into sizes and interface values',
    evidence: 'the expression of the newer compiler is that of the older one with constants in place of names',
  },
  'constant-structs': {
    what: 'structs and arrays of constants that become interface values are read-only data',
    evidence: 'the same literal is boxed by a call in the older build and by none in the newer one, and is static data there',
  },
  'merged-variables': {
    what: 'small variables without pointers that are moved to the heap together share one allocation',
    evidence: 'the variable has a call of its own in the older build; in the newer one it has that of another, or the call takes no type',
  },
  'late-copy': {
    what: 'a slice that is built by `append` and only leaves its function at the end is built on the stack and copied when it leaves',
    evidence: 'the function calls `moveSlice` in the newer build only, and the place is that call or an append of the function',
  },
  'errorf-inlined': {
    what: '`fmt.Errorf` is inlined, with a call of `errors.New` for texts without verbs',
    evidence: 'the call of `fmt.Errorf` is inlined in the newer build only, and the value is made in it or held by what is',
  },
  'new-expression': {
    what: '`new` takes an expression, whose value has a variable of the compiler',
    evidence: 'the place is a variable of the compiler that is moved to the heap, in the newer build only',
  },
  'sized-allocators': {
    what: 'objects of common sizes are allocated by functions of their size',
    evidence: 'the place calls `newobject` in the older build, and `mallocgcSmall…` or `mallocgcTiny…` in the newer one',
  },
  'range-copy': {
    what: 'a slice that is built on the stack is copied before it is ranged over',
    evidence:
      'the function calls `moveSlice` more often in the newer build, and the place is a range statement that does, or an append of the function',
  },
  'json-v2': {
    what: '`encoding/json` is a layer on `encoding/json/v2`',
    evidence: 'the place came out of a function of `encoding/json` in one build only, or is of a type of it that has another size',
  },
  'closure-copy-names': {
    what: 'copies of a closure have one name in object code',
    evidence: 'the place has fewer named copies in the newer build, with as many calls of allocators, and the copies are of closures',
  },
};
