import { test } from 'vitest';
import { browserProblem } from './browser-problem.ts';

// Takes the place of all tests of the page where there is no browser for them: said and counted as skipped, but a failure where CI must not miss it.
test('the report page in a browser', ({ skip }) => {
  const problem = browserProblem() ?? 'there is a browser';
  if (process.env['CI']) throw new Error(problem);
  process.stderr.write(`stackward: ${problem}\n`);
  skip(problem);
});
