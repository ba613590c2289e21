import { Worker } from 'node:worker_threads';
import { fuzzLimits } from './limits.ts';
import type { Assignment, Figures, Told } from './worker.ts';

/** An input that a reader did not survive, or of which it made something that cannot be. */
export interface Fault {
  readonly target: string;
  /** The same for all inputs of one fault. */
  readonly signature: string;
  readonly stack: string;
  readonly input: Uint8Array;
}

export interface TargetRun {
  readonly target: string;
  readonly faults: readonly Fault[];
  /** Of all workers together; a worker that was ended tells none but its executions. */
  readonly figures: Figures | undefined;
  readonly executions: number;
  readonly seconds: number;
}

export interface RunOptions {
  /** Path or URL of the module that exports `fuzzTargets`. */
  readonly targets: string;
  readonly seed: number;
  readonly milliseconds: number;
  readonly only?: Uint8Array;
  /** Milliseconds for one input. */
  readonly inputMs?: number;
}

/**
 * Fuzzes one target for a time, in a worker of its own whose heap is limited. A worker that hangs or runs out of memory is ended, its input is a
 * fault, and another one goes on with the next seed. More than ten such ends are enough.
 */
export async function runTarget(target: string, options: RunOptions): Promise<TargetRun> {
  const faults: Fault[] = [];
  const started = performance.now();
  let figures: Figures | undefined;
  let executions = 0;
  for (let turn = 0; turn < 10; turn++) {
    const left = options.milliseconds - (performance.now() - started);
    if (turn > 0 && (left <= 0 || options.only !== undefined)) break;
    const run = await runWorker(target, { ...options, seed: options.seed + turn, milliseconds: left }, faults);
    executions += run.executions;
    figures = run.figures ?? figures;
    if (run.isWhole) break;
  }
  return { target, faults, figures, executions, seconds: (performance.now() - started) / 1000 };
}

async function runWorker(
  target: string,
  options: RunOptions,
  faults: Fault[],
): Promise<{ readonly isWhole: boolean; readonly executions: number; readonly figures?: Figures }> {
  const current = new SharedArrayBuffer(8 + 2 * fuzzLimits.grown);
  const header = new Int32Array(current, 0, 2);
  const { targets, seed, milliseconds, only } = options;
  const assignment: Assignment = { targets, target, seed, milliseconds, current, only };
  const most = Math.max(fuzzLimits.grown, only?.length ?? 0);
  const worker = new Worker(new URL('worker.mjs', import.meta.url), {
    workerData: assignment,
    resourceLimits: {
      maxOldGenerationSizeMb: (fuzzLimits.memoryBase + fuzzLimits.memoryFactor * most) >> 20,
      maxYoungGenerationSizeMb: 32,
    },
  });
  return new Promise((resolve) => {
    let figures: Figures | undefined;
    let last = { counter: 0, at: performance.now() };
    const add = (signature: string, stack: string, input: Uint8Array): void => {
      if (!faults.some((fault) => fault.signature === signature)) faults.push({ target, signature, stack, input });
    };
    const currentInput = (): Uint8Array => Uint8Array.from(new Uint8Array(current, 8, Math.max(0, Atomics.load(header, 0))));
    let hasFailed = false;
    const watch = setInterval(() => {
      const counter = Atomics.load(header, 1);
      if (counter !== last.counter || counter === 0 || Atomics.load(header, 0) < 0) last = { counter, at: performance.now() };
      else if (performance.now() - last.at > (options.inputMs ?? fuzzLimits.inputMs) && figures === undefined) {
        hasFailed = true;
        add('takes longer than one input may', `no answer within ${options.inputMs ?? fuzzLimits.inputMs} ms`, currentInput());
        void worker.terminate();
      }
    }, 100);
    worker.on('message', (told: Told) => {
      if (told.kind === 'done') figures = told.figures;
      else add(told.signature, told.stack, told.input);
    });
    worker.on('error', (error) => {
      hasFailed = true;
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ERR_WORKER_OUT_OF_MEMORY') add('needs more memory than its input may cost', error.message, currentInput());
      else add(`ends the worker: ${error.message}`, error.stack ?? error.message, currentInput());
    });
    worker.on('exit', () => {
      clearInterval(watch);
      const executions = Atomics.load(header, 1);
      resolve({ isWhole: !hasFailed, executions, ...(figures ? { figures } : {}) });
    });
  });
}
