import { tellingBuildFlags, tellingCompilerFlags } from '../model/telling-flags.ts';
import { readPatternFlags } from './go-flags.ts';

/** Flags of `go list` and `go build` that only show or keep what is done; `-n` even does nothing. In GOFLAGS they would spoil the text. */
const showingFlags = ['-n', '-x', '-work'];

/** Switches such flags of GOFLAGS off again: on the command line the last value counts. */
export function switchedOff(goflags: string): string[] {
  return showingFlags.filter((flag) => wordsOf(goflags).some((word) => nameOf(word) === flag)).map((flag) => `${flag}=false`);
}

/** The words of GOFLAGS that make the code another one, as they stand there; those of the compiler are not among them. */
export function tellingOfGoflags(goflags: string): string[] {
  const names: readonly string[] = tellingBuildFlags;
  return wordsOf(goflags)
    .map((word) => word.replace(/^--/, '-'))
    .filter((word) => names.includes(nameOf(word)) && !isOff(word));
}

/** Of `-gcflags` values the words that make the code another one. */
export function tellingOfGcflags(values: readonly string[]): string[] {
  const names: readonly string[] = tellingCompilerFlags;
  const words = values.flatMap((value) => readPatternFlags(value).flags).map((word) => word.replace(/^--/, '-'));
  return [...new Set(words.filter((word) => names.includes(nameOf(word)) && !isOff(word)))];
}

function wordsOf(goflags: string): string[] {
  return goflags.split(/\s+/).filter(Boolean);
}

function nameOf(word: string): string {
  return word.replace(/^--/, '-').replace(/=.*$/s, '');
}

/** `-race=false`, `-l=0`, `-buildmode=default`. */
function isOff(word: string): boolean {
  return /^(?:-(?:buildmode|compiler)=(?:default|exe|gc)|(?!-wb)-[a-zA-Z]+=(?:false|0|off|f|F|FALSE))$/.test(word) || word === '-wb';
}
