import type { TellingFlag } from '../../../model/telling-flags.ts';

/** What a flag does to the code, as a clause. */
const words: Readonly<Record<TellingFlag, string>> = {
  '-l': 'nothing is inlined, so more escapes',
  '-N': 'nothing is optimised, so more allocates',
  '-d': 'a debug setting of the compiler',
  '-race': 'the race detector adds code and keeps values from registers',
  '-msan': 'the memory sanitizer adds code',
  '-asan': 'the address sanitizer adds code',
  '-wb': 'write barriers are another way',
  '-dynlink': 'types are known by name only, so that they and their sizes are missing here',
  '-shared': 'the code is position-independent',
  '-linkshared': 'types are linked from elsewhere, so that they and their sizes are missing here',
  '-cover': 'counters are written into the source, so that columns are those of the rewritten text',
  '-covermode': 'counters are written into the source, so that columns are missing or those of the rewritten text',
  '-coverpkg': 'counters are written into the source, so that columns are those of the rewritten text',
  '-buildmode': 'the code is built for another kind of program',
  '-compiler': 'another compiler builds it',
  '-toolexec': 'a program of yours stands between Go and its tools',
  '-overlay': 'files are replaced by others',
  '-modfile': 'another file stands for go.mod',
};

/** Whether there is more to be said of a flag, with or without its value, than that it changes the code. */
export function isTellingFlag(flag: string): boolean {
  return Object.hasOwn(words, nameOf(flag));
}

/** `flag` with or without its value. */
export function flagWords(flag: string): string {
  return isTellingFlag(flag) ? words[nameOf(flag) as TellingFlag] : 'it changes the code';
}

function nameOf(flag: string): string {
  return flag.replace(/=.*$/s, '');
}
