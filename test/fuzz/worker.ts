import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { createCoverage } from './coverage.ts';
import { fuzzLimits } from './limits.ts';
import { mutate } from './mutate.ts';
import { readInput, signatureOf, type Outcome } from './outcome.ts';
import { createRandom } from './random.ts';
import { repeated, type FuzzTarget } from './target.ts';

/** What the worker is told. `targets` is the module that has the table, so that the fuzzer's own tests bring others. */
export interface Assignment {
  readonly targets: string;
  readonly target: string;
  readonly seed: number;
  readonly milliseconds: number;
  /** The input that is being read: its length, a counter, then its bytes. It outlives a worker that was ended. */
  readonly current: SharedArrayBuffer;
  /** Read this and nothing else: an input that ended a worker before. */
  readonly only?: Uint8Array | undefined;
}

/** What the worker tells. */
export type Told =
  | { readonly kind: 'fault'; readonly signature: string; readonly stack: string; readonly input: Uint8Array }
  | { readonly kind: 'done'; readonly figures: Figures };

export interface Figures {
  readonly executions: number;
  readonly values: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly corpus: number;
  readonly covered: number;
  readonly slowestMs: number;
  /** Of all measured inputs: what the value holds, per byte of input, above the base. */
  readonly heldPerByte: number;
  /** Of the grown input: its bytes, time and what its value holds per byte. */
  readonly grown?: { readonly bytes: number; readonly ms: number; readonly heldPerByte: number } | undefined;
}

const assignment = workerData as Assignment;
const header = new Int32Array(assignment.current, 0, 2);
const body = new Uint8Array(assignment.current, 8);
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const { fuzzTargets } = (await import(assignment.targets)) as { fuzzTargets: readonly FuzzTarget[] };
const found = fuzzTargets.find((one) => one.name === assignment.target);
if (!found) throw new Error(`no target ${assignment.target}`);
await fuzz(found);

async function fuzz(target: FuzzTarget): Promise<void> {
  const random = createRandom(assignment.seed);
  const coverage = createCoverage();
  const faults = new Set<string>();
  const errors: Record<string, number> = {};
  let [executions, values, slowestMs, heldPerByte] = [0, 0, 0, 0];

  /** Reads one input, whose bytes are where the parent finds them. Gives undefined for a fault, which is told once. */
  async function execute(input: Uint8Array): Promise<Outcome | undefined> {
    announce(input);
    executions++;
    const started = performance.now();
    try {
      const outcome = await readInput(target, input);
      if ('value' in outcome) values++;
      else errors[outcome.code] = (errors[outcome.code] ?? 0) + 1;
      return outcome;
    } catch (error) {
      const signature = signatureOf(error);
      if (!faults.has(signature)) {
        faults.add(signature);
        tell({ kind: 'fault', signature, stack: error instanceof Error ? (error.stack ?? error.message) : String(error), input });
      }
      return undefined;
    } finally {
      slowestMs = Math.max(slowestMs, performance.now() - started);
      // What comes now is the fuzzer's own time.
      Atomics.store(header, 0, -1);
    }
  }

  /** Reads an input, and gives what its value holds for each byte, above the base. */
  async function holding(input: Uint8Array): Promise<number> {
    const before = held();
    const outcome = await execute(input);
    const bytes = held() - before;
    // Kept alive up to here.
    return outcome === undefined ? 0 : Math.max(0, bytes - fuzzLimits.valueBase) / Math.max(1, input.length);
  }

  /** The same; where it is much it is done again, since code that is loaded when it is first needed is no part of the value. */
  async function measure(input: Uint8Array, factor: number = fuzzLimits.memoryFactor): Promise<number> {
    const first = await holding(input);
    const perByte = first > factor ? Math.min(first, await holding(input)) : first;
    if (perByte > factor) {
      const signature = `holds more than ${factor} bytes for each byte of input`;
      const stack = `its value holds ${Math.round(perByte)} bytes for each of ${input.length}`;
      if (!faults.has(signature)) tell({ kind: 'fault', signature, stack, input });
      faults.add(signature);
    }
    return perByte;
  }

  if (assignment.only) {
    await measure(assignment.only);
    finish();
    return;
  }
  const corpus = [...target.seeds()].map((seed) => seed.subarray(0, fuzzLimits.longestInput));
  for (const seed of corpus) heldPerByte = Math.max(heldPerByte, await measure(seed));
  const grown = await readGrown();
  coverage.take();
  const end = performance.now() + assignment.milliseconds;
  let batch: Uint8Array[] = [];
  for (let turn = 0; performance.now() < end; turn++) {
    // One in two from the newest: what led to new code leads on.
    const index = random.once(2) ? random.below(corpus.length) : corpus.length - 1 - random.below(Math.min(corpus.length, 30));
    const input = mutate(corpus[index] ?? new Uint8Array(0), corpus[random.below(corpus.length)] ?? new Uint8Array(0), target, random);
    if (turn % 500 === 499) heldPerByte = Math.max(heldPerByte, await measure(input, fuzzLimits.densestFactor));
    else await execute(input);
    batch.push(input);
    if (batch.length < 40) continue;
    if (coverage.take() > 0) await keepNew(batch);
    batch = [];
  }
  finish(grown);

  /** Which of a batch reached new code is not known: the smallest half joins the corpus, up to a bound. */
  async function keepNew(inputs: readonly Uint8Array[]): Promise<void> {
    const small = inputs.toSorted((a, b) => a.length - b.length).slice(0, inputs.length / 2);
    corpus.push(...small.map((input) => Uint8Array.from(input)));
    const most = 3000;
    if (corpus.length > most) corpus.splice(0, corpus.length - most);
  }

  async function readGrown(): Promise<Figures['grown']> {
    if ('grow' in target && target.grow === undefined) return undefined;
    const largest = corpus.reduce((best, one) => (one.length > best.length ? one : best), new Uint8Array(0));
    const input = target.grow ? target.grow(fuzzLimits.grown) : target.form === 'json' ? undefined : repeated(largest, fuzzLimits.grown);
    if (input === undefined) return undefined;
    const started = performance.now();
    const perByte = await measure(input);
    return { bytes: input.length, ms: performance.now() - started, heldPerByte: perByte };
  }

  function finish(grownFigures?: Figures['grown']): void {
    const figures = { executions, values, errors, corpus: corpusSize(), covered: coverage.covered, slowestMs, heldPerByte };
    tell({ kind: 'done', figures: { ...figures, ...(grownFigures ? { grown: grownFigures } : {}) } });
  }

  function corpusSize(): number {
    return assignment.only ? 1 : corpus.length;
  }
}

/** Bytes that are in use after collecting. */
function held(): number {
  collect();
  return getHeapStatistics().used_heap_size + process.memoryUsage().arrayBuffers;
}

function announce(input: Uint8Array): void {
  const length = Math.min(input.length, body.length);
  body.set(input.subarray(0, length));
  Atomics.store(header, 0, length);
  Atomics.add(header, 1, 1);
}

function tell(told: Told): void {
  parentPort?.postMessage(told);
}
