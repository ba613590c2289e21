/** Tools of others that do a part of the same. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fetchModule } from './modules.mjs';

const heapcheck = 'github.com/harshakonda/heapcheck@v1.0.3';

/** Builds heapcheck into a folder and gives its path; prints why where that cannot be done. */
export function installHeapcheck(scratch) {
  try {
    const to = path.join(scratch, process.platform === 'win32' ? 'heapcheck.exe' : 'heapcheck');
    const built = spawnSync('go', ['build', '-o', to, './cmd/heapcheck'], { cwd: fetchModule(heapcheck), encoding: 'utf8' });
    if (built.status !== 0) throw new Error(built.stderr?.trim() || built.error?.message);
    return to;
  } catch (error) {
    console.log(`PEER MISSING: ${heapcheck}: ${error.message}`);
    return undefined;
  }
}
