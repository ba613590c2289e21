// Runs every benchmark side by side with its peers: `npm run bench [-- NAME …]`.
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const scripts = readdirSync(folder).filter(
  (name) => name.endsWith('.mjs') && name !== 'run.mjs' && (wanted.length === 0 || wanted.some((part) => name.includes(part))),
);
const go = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).stdout.trim();
console.log(`node ${process.version}, ${go}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`);
let failed = 0;
for (const script of scripts) {
  console.log(`\n== ${script}`);
  if (spawnSync(process.execPath, [folder + script], { stdio: 'inherit' }).status !== 0) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
