// Runs every benchmark side by side with its peers: `npm run bench [-- NAME …]`, where a name is a part of a script's.
import { spawnSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const scripts = readdirSync(folder).filter(
  (name) => name.endsWith('.mjs') && name !== 'run.mjs' && (wanted.length === 0 || wanted.some((part) => name.includes(part))),
);
const go = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).stdout.trim();
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
console.log(`${new Date().toISOString().slice(0, 10)}, stackward ${version}, node ${process.version}, ${go}`);
console.log(
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${type()} ${release()}, load before ${loadavg()[0].toFixed(1)}`,
);
let failed = 0;
for (const script of scripts) {
  console.log(`\n== ${script}`);
  if (spawnSync(process.execPath, [folder + script], { stdio: 'inherit' }).status !== 0) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
