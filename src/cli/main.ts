import { UserError } from '../base/user-error.ts';
import { packageVersion } from '../host/package-version.ts';
import { isReaderGone, wrapOutput, type Io } from './io.ts';
import { wrapKeys } from './keys.ts';
import type { Asked } from './parse.ts';

/**
 * The command line: reads the arguments, runs one command, sets the exit code. `--version` and `--help` load nothing else.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const [first] = argv;
    if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
      const { commandHelp, generalHelp, groupHelp } = await import('./help.ts');
      const { commandGroups, commandNames } = await import('./commands.ts');
      const asked = first === 'help' ? argv.slice(1).join(' ') : '';
      const named = commandNames.find((name) => name === asked);
      // Nothing was asked: help is the error's text then.
      await (first === undefined ? io.stderr : io.stdout).write(
        named ? commandHelp(named) : commandGroups.includes(asked) ? groupHelp(asked) : generalHelp(),
      );
      return first === undefined ? 2 : 0;
    }
    if (first === '--version' || first === '-V') {
      await io.stdout.write(`stackward ${packageVersion()}\n`);
      return 0;
    }
    const { commandGroups } = await import('./commands.ts');
    if (commandGroups.includes(first) && (argv[1] === undefined || argv[1] === '--help' || argv[1] === '-h')) {
      const { groupHelp } = await import('./help.ts');
      await (argv[1] === undefined ? io.stderr : io.stdout).write(groupHelp(first));
      return argv[1] === undefined ? 2 : 0;
    }
    const { parseCommand } = await import('./parse.ts');
    const given = await parseCommand(argv);
    if (given.switches.has('help')) {
      const { commandHelp } = await import('./help.ts');
      await io.stdout.write(commandHelp(given.command));
      return 0;
    }
    const asked = await configured(given);
    switch (asked.command) {
      case 'check':
        return await (await import('./check.ts')).check(asked, io, () => configured(given));
      case 'serve':
        return await (await import('./serve.ts')).serve(asked, io, () => configured(given));
      case 'explain':
        return await (await import('./explain.ts')).explainTargets(asked, io);
      case 'gate':
        return await (await import('./gate.ts')).gate(asked, io);
      case 'diff':
        return await (await import('./diff.ts')).diff(asked, io);
      case 'compare':
        return await (await import('./compare.ts')).compare(asked, io);
      case 'bench':
        return await (await import('./bench.ts')).bench(asked, io);
      case 'debug gather':
        return await (await import('./debug.ts')).gather(asked, io);
      case 'debug analyze':
        return await (await import('./debug.ts')).analyze(asked, io);
      case 'debug render':
        return await (await import('./render-document.ts')).renderDocument(asked, io);
      case 'cache info':
        return await (await import('./cache.ts')).cacheInfo(asked, io);
      case 'cache clear':
        return await (await import('./cache.ts')).cacheClear(asked, io);
      case 'baseline create':
        return await (await import('./baseline/baseline.ts')).baselineCreate(asked, io);
      case 'baseline prune':
        return await (await import('./baseline/baseline.ts')).baselinePrune(asked, io);
      case 'baseline accept':
        return await (await import('./baseline/baseline.ts')).baselineAccept(asked, io);
      case 'baseline explain':
        return await (await import('./baseline/baseline.ts')).baselineExplain(asked, io);
      case 'baseline rebase':
        return await (await import('./baseline/baseline.ts')).baselineRebase(asked, io);
      case 'baseline merge':
        return await (await import('./baseline/baseline-merge.ts')).baselineMerge(asked, io);
      case 'doctor':
        return await (await import('./doctor.ts')).doctor(asked, io);
      case 'rules':
        return await (await import('./rules.ts')).rules(asked, io);
      case 'completion':
        return await (await import('./completion/completion.ts')).completion(asked, io);
      default:
        return asked.command satisfies never;
    }
  } catch (error) {
    return report(error, io);
  }
}

/** Completed by the configuration file, of commands that read one. */
async function configured(given: Asked): Promise<Asked> {
  const { flagsOf } = await import('./flags.ts');
  if (!flagsOf(given.command).some((flag) => flag.name === 'config')) return given;
  const [{ applyConfig }, { createNodeHost }] = await Promise.all([import('./apply-config.ts'), import('../host/node-host.ts')]);
  return applyConfig(given, createNodeHost());
}

/** Usage and configuration end with 2, the Go build and the environment with 3, Ctrl-C as shells expect; a bug keeps its stack. */
async function report(error: unknown, io: Io): Promise<number> {
  if (isReaderGone(error)) return 0;
  if (error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND')
    return report(new UserError('installation-damaged', { missing: error.message.split('\n')[0] ?? '' }, { cause: error }), io);
  if (!(error instanceof UserError)) {
    const { safeLines } = await import('../view/safe-text.ts');
    const text = safeLines(error instanceof Error ? (error.stack ?? error.message) : String(error));
    await io.stderr
      .write(`stackward: this is a bug, please report it with the command line and \`go version\`:\n${text}\n`)
      .catch(() => undefined);
    return 70;
  }
  if (error.code === 'cancelled') {
    await io.stderr.write('stackward: cancelled\n').catch(() => undefined);
    return 130;
  }
  const { errorText } = await import('../view/error-text.ts');
  await io.stderr.write(errorText(error)).catch(() => undefined);
  const { errorExitCode } = await import('../model/exit-code.ts');
  return errorExitCode(error);
}

/** Longer than children have to end politely. */
const patienceMs = 4000;

/** Entry of `bin/stackward.js`. */
export async function start(): Promise<void> {
  const abort = new AbortController();
  let hits = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // The second one does not wait for children to end politely; the exit handler of each ends its group.
      if (++hits > 1) process.exit(130);
      abort.abort();
      // What does not look at the signal is not waited for.
      setTimeout(() => process.exit(130), patienceMs).unref();
    });
  }
  process.exitCode = await main(process.argv.slice(2), {
    stdout: wrapOutput(process.stdout, process.env),
    stderr: wrapOutput(process.stderr, process.env),
    // The stream is made when it is first asked for: merely touching it costs, and keeps a terminal open.
    stdin: {
      [Symbol.asyncIterator]() {
        const { stdin } = process;
        abort.signal.addEventListener('abort', () => stdin.destroy(), { once: true });
        return stdin[Symbol.asyncIterator]();
      },
    },
    env: process.env,
    signal: abort.signal,
    // Asked for late: opening standard input takes a while.
    openKeys: () => wrapKeys(process.stdin),
  });
}
