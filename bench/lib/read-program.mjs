// Reads one linked program, all of it, and prints what it found and what it took.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { allocatorsOf } from '../../dist/model/tables/index.js';
import { openExecutable, readExecutable } from '../../dist/object/executable/read-executable.js';

const [file] = process.argv.slice(2);
const descriptor = openSync(file, 'r');
const { size } = fstatSync(descriptor);
const parts = {
  size,
  read(at, length) {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - at)));
    readSync(descriptor, bytes, 0, bytes.length, at);
    return bytes;
  },
};
const start = performance.now();
const opened = openExecutable({ parts, file });
const open = performance.now() - start;
const facts = readExecutable(opened, {
  allocators: allocatorsOf,
  wants: (symbol) => symbol.startsWith('ex.com/large/') || symbol.startsWith('main.'),
});
closeSync(descriptor);
const calls = facts.calls.length + facts.otherCalls.reduce((sum, one) => sum + one.calls, 0);
const { user, system } = process.cpuUsage();
const newobject = facts.calls.filter(({ allocator }) => allocator === 'runtime.newobject').length;
process.stdout.write(
  JSON.stringify({
    open,
    cpu: (user + system) / 1000,
    calls,
    newobject,
    functions: facts.functionCount,
    memory: process.resourceUsage().maxRSS / 1000,
  }),
);
