/**
 * Runs Go's errorcheck corpus, the folder `test` of the installed Go, through the text reader:
 *
 *     node --import tsx tools/corpus.mjs
 *
 * Ends with 0 when every file passes, with 1 when one does not, with 2 when this Go comes without its tests.
 */
import { runCorpus } from '../test/corpus/run-corpus.ts';

const { go, folder, results, skipped } = await runCorpus((result) => {
  const with_ = result.experiment === '' ? '' : ` (GOEXPERIMENT=${result.experiment})`;
  const unknown = result.unknown === 0 ? '' : `, ${result.unknown} of other flags than -m`;
  process.stdout.write(
    `${result.problems.length === 0 ? 'pass' : 'FAIL'} ${result.file}${with_}: ${result.patterns} patterns, ${result.lines} lines${unknown}\n`,
  );
  for (const problem of result.problems) process.stdout.write(`     ${problem}\n`);
});
if (folder === undefined) {
  process.stderr.write(`SKIPPED: ${go} comes without its folder test, so there is no corpus to read. A Go from go.dev/dl has it.\n`);
  process.exitCode = 2;
} else {
  const failed = results.filter(({ problems }) => problems.length > 0).length;
  const sum = (count) => results.reduce((total, result) => total + count(result), 0);
  for (const file of skipped) process.stdout.write(`not for this machine: ${file}\n`);
  process.stdout.write(
    `${go}: ${results.length - failed} of ${results.length} files pass, ${sum((one) => one.patterns)} patterns, ${sum((one) => one.lines)} lines, ${skipped.length} files not for this machine\n`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}
