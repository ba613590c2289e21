import { defineConfig } from 'vitest/config';
import { goProblem } from './test/support/go-toolchain.ts';
import { browserProblem } from './test/support/browser-problem.ts';
import { CountReporter } from './test/support/reporter.ts';

const goTests = 'test/**/*.go.test.ts';
const webTests = 'test/**/*.web.test.ts';
const allTests = 'test/all/**/*.test.ts';

export default defineConfig({
  test: {
    // Tests see what they run, not what an earlier run left; those of the cache bring a folder of their own.
    env: { STACKWARD_CACHE: 'off' },
    // By default one core is left to others: of two that is half of them.
    maxWorkers: '100%',
    reporters: ['default', new CountReporter()],
    projects: [
      {
        // Needs nothing but Node.
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [goTests, webTests, allTests],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Runs the installed Go.
        test: {
          name: 'go',
          include: goProblem() === undefined ? [goTests] : ['test/support/go-missing.ts'],
          exclude: [allTests],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        // Runs a real Chromium on the report page. One file at a time: one browser is enough to wait for.
        test: {
          name: 'web',
          include: browserProblem() === undefined ? [webTests] : ['test/support/browser-missing.ts'],
          exclude: [allTests],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // A group of its own: without it vitest runs the files of all projects one at a time.
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Other releases of Go and Node, other people's modules: `npm run test:all`. One file at a time, since each keeps all cores busy.
        test: {
          name: 'all',
          include: [allTests],
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
