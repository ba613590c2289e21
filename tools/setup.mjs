/**
 * Makes `npm start` and `npm test` work on a fresh clone: installs when the lockfile is another one than was installed last, builds
 * when `dist` does not stand for `src`. Plain JavaScript and built-ins only: it runs before anything is installed. All that it says
 * goes to stderr, so that `npm -s start > out.json` stays clean. Ends with 3 when it cannot do its work.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const inRoot = (...parts) => path.join(root, ...parts);
const stamp = inRoot('node_modules', '.stackward-setup');
const buildStamp = inRoot('node_modules', '.stackward-build');
const buildInfo = inRoot('dist', '.tsbuildinfo');
const bundle = inRoot('dist', 'bundle');
const page = inRoot('dist', 'page');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Node 20.19 or newer is needed, this is ${process.versions.node}.`);

const wanted = createHash('sha256')
  .update(fs.readFileSync(inRoot('package-lock.json')))
  .update(`${process.platform} ${process.arch} ${major}`)
  .digest('hex');

if (!isInstalled() || !isBuilt()) {
  takeLock(inRoot('.setup.lock'));
  // Asked again: whoever held the lock may have done the work.
  if (!isInstalled()) install();
  if (!isBuilt()) build();
}

/** A stamp decides, not times: git sets those at will. It lies in `node_modules`, which `npm ci` removes first. */
function isInstalled() {
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted;
}

function install() {
  // `npm ci` empties the folder that a link points to, under whoever else uses it.
  const modules = fs.lstatSync(inRoot('node_modules'), { throwIfNoEntry: false });
  if (modules?.isSymbolicLink()) fail('node_modules is a link to packages of another lockfile; remove the link, then start again.');
  say('installing dependencies (npm ci)');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // npm hands its own settings down in the environment; those that would make this install another one are left out.
  const unwanted =
    /^npm_(lifecycle|package|command)|^npm_config_(omit|include|only|production|dry_run|global|location|workspaces?|prefix|local_prefix)$/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
  const running = process.env.npm_execpath ?? '';
  const npm = /npm-cli\.[cm]?js$/.test(running) // the npm that runs us, and no shell; yarn and pnpm set the variable too
    ? spawnSync(process.execPath, [running, ...args], { cwd: root, env, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, env, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (npm.status !== 0) {
    fail(
      npm.error
        ? `npm could not be started (${npm.error.message}).`
        : 'npm ci failed; its messages are above. Is the package registry reachable? With a warm cache `npm ci --offline` does without.',
    );
  }
  fs.writeFileSync(stamp, wanted);
}

/** True when every source has its outputs, no output lacks its source, and the last good build began after the last change. */
function isBuilt() {
  if (!fs.existsSync(buildStamp) || fs.readFileSync(buildStamp, 'utf8') !== bundled()) return false;
  const { sources, newest } = readSources();
  return fs.statSync(buildStamp).mtimeMs >= newest && missing(sources).length === 0 && orphans(sources).length === 0;
}

/** The names of the published files, which do not follow from those of the sources. */
function bundled() {
  return [bundle, page].flatMap((folder) => (fs.existsSync(folder) ? fs.readdirSync(folder).toSorted() : [])).join('\n');
}

function build() {
  const { sources } = readSources();
  for (const file of orphans(sources)) fs.rmSync(file);
  // With build info at hand tsc takes it that all is written, and writes nothing.
  if (missing(sources).length > 0) fs.rmSync(buildInfo, { force: true });
  const started = new Date();
  runNode([inRoot('node_modules', 'typescript', 'bin', 'tsc'), '-p', root], 'the build failed; the messages of tsc are above.');
  runNode([inRoot('tools', 'bundle.mjs')], 'the bundle could not be made; the messages are above.');
  runNode([inRoot('tools', 'bundle-page.mjs')], 'the report page could not be made; the messages are above.');
  // A stamp of our own: the time of the build info says little. tsc writes it when there are errors too, and when it only checks
  // types, and leaves it alone when a file was touched but not changed. What is edited during the build is newer than its start.
  fs.writeFileSync(buildStamp, bundled());
  fs.utimesSync(buildStamp, started, started);
}

function runNode(args, problem) {
  if (spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] }).status !== 0) fail(problem);
}

function readSources() {
  const times = [stamp, inRoot('tsconfig.json'), inRoot('tools', 'bundle.mjs'), inRoot('tools', 'bundle-page.mjs')];
  for (const entry of fs.readdirSync(inRoot('web'), { recursive: true, withFileTypes: true }))
    if (entry.isFile()) times.push(path.join(entry.parentPath, entry.name));
  const sources = [];
  for (const entry of fs.readdirSync(inRoot('src'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    times.push(file);
    if (file.endsWith('.ts')) sources.push(path.relative(inRoot('src'), file).slice(0, -'.ts'.length));
  }
  return { sources, newest: Math.max(...times.map((file) => fs.statSync(file).mtimeMs)) };
}

function missing(sources) {
  return sources.flatMap((name) => ['.js', '.d.ts'].map((ending) => inRoot('dist', name + ending))).filter((file) => !fs.existsSync(file));
}

function orphans(sources) {
  const known = new Set(sources);
  if (!fs.existsSync(inRoot('dist'))) return [];
  return fs
    .readdirSync(inRoot('dist'), { recursive: true })
    .filter((name) => /\.(js|js\.map|d\.ts)$/.test(name) && !known.has(name.replace(/\.(js|js\.map|d\.ts)$/, '')))
    .map((name) => inRoot('dist', name))
    .filter((file) => path.dirname(file) !== bundle && path.dirname(file) !== page);
}

/**
 * Two `npm` at once on one clone: the second waits, since `npm ci` empties `node_modules` under the first. The lock names its
 * owner; that of a process which is gone is taken away.
 */
function takeLock(lock) {
  const owner = path.join(lock, 'pid');
  for (let turn = 0; ; turn++) {
    try {
      fs.mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') fail(`the lock ${lock} cannot be made (${error.code}).`);
    }
    if (turn === 20) say('waiting for another npm that sets up this folder');
    if (isLeft(lock, owner)) {
      const aside = `${lock}.${process.pid}`;
      try {
        fs.renameSync(lock, aside); // of several that wait, one succeeds
        fs.rmSync(aside, { recursive: true, force: true });
      } catch (error) {
        if (error.code !== 'ENOENT') throw error;
      }
    } else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  process.on('exit', () => fs.rmSync(lock, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
  fs.writeFileSync(owner, String(process.pid));
}

function isLeft(lock, owner) {
  try {
    const pid = fs.existsSync(owner) ? Number(fs.readFileSync(owner, 'utf8')) : 0;
    if (pid > 0) return !isAlive(pid);
    return Date.now() - fs.statSync(lock).mtimeMs > 10_000; // killed between the folder and its owner's name
  } catch {
    return false; // released while we looked
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function say(message) {
  process.stderr.write(`stackward: ${message}\n`);
}

function fail(message) {
  say(message);
  process.exit(3);
}
