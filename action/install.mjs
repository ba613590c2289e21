// @ts-check
/**
 * First step of the action: installs stackward below the runner's temporary folder and says where it and the caches lie. In: variables of
 * `action.yml`. Out: outputs of the step. Nothing of the package runs while it is installed.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const { env } = process;
const temporary = env['RUNNER_TEMP'] ?? '.';
const asked = env['STACKWARD_VERSION'] || `${JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version}`;
const isVersion = /^\d+\.\d+\.\d+(?:-[\w.]+)?$|^latest$/.test(asked);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`This runner has Node ${process.versions.node}; stackward needs 20.19 or newer. Use actions/setup-node before.`);
if (!isVersion && !asked.endsWith('.tgz')) fail(`version: ${JSON.stringify(asked)} is neither a release such as 1.2.3 nor a tarball.`);
let go;
try {
  go = JSON.parse(execFileSync('go', ['env', '-json', 'GOCACHE', 'GOMODCACHE', 'GOVERSION'], { encoding: 'utf8' }));
} catch {
  fail('There is no `go` on this runner. Use actions/setup-go before.');
}

const folder = path.join(temporary, 'stackward-program');
mkdirSync(folder, { recursive: true });
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
try {
  execFileSync(
    npm,
    [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      isVersion ? `stackward@${asked}` : path.resolve(asked),
    ],
    { stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' },
  );
} catch {
  fail(`stackward ${asked} could not be installed: npm says why above.`);
}

output('program', path.join(folder, 'node_modules/stackward/bin/stackward.js'));
output('results', path.join(temporary, 'stackward-results'));
output('gocache', go.GOCACHE);
output('gomodcache', go.GOMODCACHE);
output('key', `${asked.replaceAll(/[^\w.-]/g, '_')}-${go.GOVERSION}`.slice(-80));

/** @param {string} name @param {string} value */
function output(name, value) {
  appendFileSync(env['GITHUB_OUTPUT'] ?? '/dev/null', `${name}=${value}\n`);
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.log(`::error title=stackward::${message.replaceAll('%', '%25').replaceAll(/\r?\n/g, '%0A')}`);
  process.exit(2);
}
