import type { BuildComparison, ComparedBuild } from '../model/build-comparison.ts';
import { letterOf } from './build-comparison-words.ts';
import { safeText } from './safe-text.ts';
import { shellWord } from './shell-word.ts';

/** The commands that measure what is gained in two builds and compare the results; none where these cannot run on one machine. */
export function benchmarkCommands(comparison: BuildComparison): string[] {
  const { builds, benchmarks, worth } = comparison;
  if (!worth || benchmarks.length === 0 || comparison.measuredBenchmarks) return [];
  const packages = benchmarks.map(({ dir }) => argument(dir === '.' ? '.' : `./${dir}`)).join(' ');
  const [one, other] = [worth.from, worth.to].map((build) => ({ ...(builds[build] as ComparedBuild), letter: letterOf(build) }));
  if (!one || !other) return [];
  if (one.revision !== undefined && other.revision !== undefined)
    return [`stackward bench --compare ${argument(one.label)} ${argument(other.label)} ${packages}`];
  const isRunnable = [one, other].every(
    ({ revision, flags }) => revision === undefined && !flags.some((flag) => /^--goos=|^--goarch=/.test(flag)),
  );
  if (!isRunnable) return [];
  return [
    ...[one, other].map(
      ({ flags, letter }) => `stackward bench ${[packages, ...flags.map(argument), `-f json -o ${letter}.json`].join(' ')}`,
    ),
    `stackward bench --compare ${one.letter}.json ${other.letter}.json`,
  ];
}

function argument(text: string): string {
  return shellWord(safeText(text));
}
