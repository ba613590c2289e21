import type { BenchmarkOutcome } from '../model/benchmark.ts';

export interface OutcomeReader {
  readonly read: (text: string, line: number) => void;
  readonly list: readonly BenchmarkOutcome[];
}

/**
 * Lines of `go test` and its testing package, Go 1.22 to 1.27; `fatal error` and `panic` are the runtime's. A benchmark that fails after its first
 * run has its name before: it was printed ahead of the result.
 */
const ending = /^(?:Benchmark\S*\s+)?(?:--- (FAIL|SKIP): (\S+)|(panic|fatal error): (.*))|^FAIL\t(\S+)\s*(.*)/;

/**
 * Takes up what has no results, and why, while the lines of a benchmark text go by. The package of each stands behind it, in the line that ends
 * the package: that line alone is an outcome only where nothing else said why.
 */
export function createOutcomeReader(): OutcomeReader {
  const list: BenchmarkOutcome[] = [];
  let open = 0;
  return { read, list };

  function read(text: string, line: number): void {
    const match = ending.exec(text);
    if (match === null) {
      // `ok  \tPACKAGE\t1.2s`
      if (text.startsWith('ok ')) close(/^ok\s+(\S+)/.exec(text)?.[1]);
      return;
    }
    const [, tag, name = '', died, words = '', pkg, more = ''] = match;
    if (tag !== undefined) list.push({ line, what: tag === 'FAIL' ? 'failed' : 'skipped', name: cut(name) });
    else if (died !== undefined) list.push({ line, what: 'panicked', name: cut(words) });
    else {
      const isTold = list.slice(open).some(({ what }) => what === 'failed' || what === 'panicked');
      if (!isTold) list.push({ line, what: 'package-failed', name: cut(more) });
      close(pkg);
    }
  }

  function close(pkg: string | undefined): void {
    for (let at = open; at < list.length; at++) {
      const outcome = list[at];
      if (outcome !== undefined && pkg !== undefined) list[at] = { ...outcome, package: cut(pkg) };
    }
    open = list.length;
  }
}

function cut(text: string): string {
  return text.slice(0, 200);
}
