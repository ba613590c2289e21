/** Begins a worker of the fuzzer: Node 20 does not pass a loader on to workers, so it is registered here. */
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
