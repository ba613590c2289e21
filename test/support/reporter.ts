import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Ends standard output with one plain line, `N passed, N failed` or `N passed, N failed, N skipped`. It is written when the process
 * exits, thus after all that other reporters say. A file that cannot be imported, a failed hook and an error outside of tests count as
 * one failed each; so does any other reason for which the run ends with a code other than 0.
 */
export class CountReporter implements Reporter {
  #totals: Totals = { passed: 0, failed: 0, skipped: 0 };

  onInit(): void {
    process.once('exit', (code) => process.stdout.write(`${countLine(this.#totals, code)}\n`));
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    this.#totals = countModules(modules, errors.length);
  }
}

function countModules(modules: readonly TestModule[], unhandled: number): Totals {
  let passed = 0;
  let failed = unhandled;
  let skipped = 0;
  const visit = (node: TestModule | TestSuite): void => {
    if (node.errors().length > 0) failed++;
    for (const child of node.children) {
      if (child.type === 'suite') visit(child);
      else if (outcome(child) === 'passed') passed++;
      else if (outcome(child) === 'failed') failed++;
      else skipped++;
    }
  };
  for (const module of modules) visit(module);
  return { passed, failed, skipped };
}

function outcome(test: TestCase): string {
  return test.result().state;
}

/** The line for these totals at the end of a process that exits with `code`. */
export function countLine(totals: Totals, code: number): string {
  const failed = totals.failed === 0 && code !== 0 ? 1 : totals.failed;
  const skipped = totals.skipped === 0 ? '' : `, ${totals.skipped} skipped`;
  return `${totals.passed} passed, ${failed} failed${skipped}`;
}
