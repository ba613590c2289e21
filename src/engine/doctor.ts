import { isAbsolute, resolveFrom, toSlashes } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import type { DoctorLine, DoctorName, DoctorState } from '../model/doctor.ts';
import { newestKnown, releaseOf } from '../model/tables/index.ts';
import { findOnPath } from '../toolchain/find-on-path.ts';
import { readGoEnvironment, type GoEnvironment } from '../toolchain/go-environment.ts';
import { goflagsValues } from '../toolchain/go-flags.ts';
import { runGo, type GoCall } from '../toolchain/run-go.ts';
import { tellingOfGcflags, tellingOfGoflags } from '../toolchain/telling-flags.ts';
import { locateWorkspace } from '../toolchain/workspace.ts';
import { probeFolder } from './probe-folder.ts';
import { cacheFolder } from './user-cache.ts';

/** Longer than any of these small commands takes, even where a proxy does not answer at once. */
const patienceMs = 60_000;

/**
 * Looks at all that `check` needs, in a folder, and goes on where something is missing. Throws UserError `cancelled` alone. Files are written for a
 * moment into the folders that have to be writable.
 */
export async function examine(host: Host, folder: string | undefined, signal: AbortSignal): Promise<DoctorLine[]> {
  const cwd = toSlashes(await host.files.real(resolveFrom(host.cwd, folder ?? '.')));
  const lines: DoctorLine[] = [];
  if ((await host.files.kind(cwd)) !== 'folder')
    return [...lines, failed('module', new UserError('folder-missing', { folder: cwd })), ...(await others(host))];
  const call: GoCall = { cwd, env: { ...host.env, PWD: cwd }, signal, timeoutMs: patienceMs };
  const path = await findOnPath(host, 'go');
  const go = await attempt('go', () => readGoEnvironment(host, call));
  if ('line' in go) lines.push(go.line);
  else lines.push(...(await ofGo(host, go.value, path, call)));
  return [...lines, ...(await others(host))];
}

/** What is asked of the Go command. */
async function ofGo(host: Host, go: GoEnvironment, path: string | undefined, call: GoCall): Promise<DoctorLine[]> {
  const about = { path: path ?? 'go', version: go.version, platform: `${go.goos}/${go.goarch}` };
  const lines: DoctorLine[] = [
    releaseOf(go.version) === undefined
      ? { name: 'go', state: 'note', code: 'go-unknown', args: { ...about, newest: `go${newestKnown}` } }
      : { name: 'go', state: 'ok', code: 'go-ok', args: about },
    { name: 'GOROOT', state: 'ok', code: 'go-folders', args: { goroot: go.goroot } },
    await probed(host, 'GOCACHE', go.gocache, 'problem'),
    // What is in it already can be read all the same.
    await probed(host, 'GOMODCACHE', go.modcache, 'note'),
    flagsLine(go.goflags),
  ];
  const more = await attempt('toolchain', () => readMore(host, call));
  if ('line' in more) return [...lines, more.line];
  const { GOTOOLCHAIN: toolchain = '', GOPROXY: address = '', CC: compiler = '' } = more.value;
  // A proxy's address may hold a password.
  const proxy = address.replaceAll(/\/\/[^/@\s]*@/g, '//…@');
  lines.push(
    proxy === 'off'
      ? { name: 'toolchain', state: 'note', code: 'proxy-off', args: { proxy } }
      : /^(?:local|go1[\w.]*)$/.test(toolchain)
        ? { name: 'toolchain', state: 'ok', code: 'toolchain-fixed', args: { toolchain } }
        : { name: 'toolchain', state: 'ok', code: 'toolchain-ok', args: { toolchain, proxy } },
  );
  const workspace = await attempt('module', () => locateWorkspace(host, go, call));
  if ('line' in workspace) lines.push(workspace.line);
  else {
    const { root, modules, isWork } = workspace.value;
    lines.push({ name: 'module', state: 'ok', code: 'module', args: { root, modules: modules.map((one) => one.path), work: isWork } });
    lines.push(await packagesLine(host, call));
  }
  lines.push(await cgoLine(host, go, compiler));
  return lines;
}

async function readMore(host: Host, call: GoCall): Promise<Readonly<Record<string, string>>> {
  return JSON.parse(await runGo(host, { ...call, args: ['env', '-json', 'GOTOOLCHAIN', 'GOPROXY', 'CC'] })) as Record<string, string>;
}

function flagsLine(goflags: string): DoctorLine {
  const flags = [...tellingOfGoflags(goflags), ...tellingOfGcflags(goflagsValues(goflags, 'gcflags'))];
  if (flags.length > 0) return { name: 'GOFLAGS', state: 'note', code: 'goflags-telling', args: { goflags, flags } };
  return goflags === ''
    ? { name: 'GOFLAGS', state: 'ok', code: 'goflags-none', args: {} }
    : { name: 'GOFLAGS', state: 'ok', code: 'goflags-kept', args: { goflags } };
}

/** Nothing is built: this finds what cannot be loaded, not what does not compile. */
async function packagesLine(host: Host, call: GoCall): Promise<DoctorLine> {
  const format = '-f={{if or .Error .DepsErrors}}!{{end}}{{.ImportPath}}';
  const listed = await attempt('packages', () => runGo(host, { ...call, args: ['list', '-e', format, '--', './...'] }));
  if ('line' in listed) return listed.line;
  const paths = listed.value.split('\n').filter(Boolean);
  const broken = paths.filter((path) => path.startsWith('!')).map((path) => path.slice(1));
  if (broken.length > 0) return { name: 'packages', state: 'problem', code: 'packages-broken', args: { broken, packages: paths.length } };
  if (paths.length === 0) return failed('packages', new UserError('no-packages', { patterns: './...', output: '' }));
  return { name: 'packages', state: 'ok', code: 'packages', args: { packages: paths.length } };
}

async function cgoLine(host: Host, go: GoEnvironment, command: string): Promise<DoctorLine> {
  if (!go.cgo) return { name: 'cgo', state: 'ok', code: 'cgo-off', args: {} };
  const compiler = command.split(' ')[0] ?? '';
  const path = isAbsolute(toSlashes(compiler)) ? compiler : await findOnPath(host, compiler);
  return path === undefined
    ? { name: 'cgo', state: 'note', code: 'cgo-no-compiler', args: { compiler: compiler || 'cc' } }
    : { name: 'cgo', state: 'ok', code: 'cgo-ok', args: { compiler, path } };
}

/** What needs no Go. */
async function others(host: Host): Promise<DoctorLine[]> {
  const { env } = host;
  const temporary = host.platform === 'win32' ? (env['TEMP'] ?? env['TMP'] ?? '') : env['TMPDIR'] || '/tmp';
  const cache = cacheFolder(host);
  return [
    await gitLine(host),
    await probed(host, 'temporary files', env['GOTMPDIR'] || temporary, 'problem'),
    cache === undefined
      ? { name: 'result cache', state: 'note', code: 'cache-off', args: {} }
      : await probed(host, 'result cache', cache, 'note'),
  ];
}

async function gitLine(host: Host): Promise<DoctorLine> {
  let output = '';
  const decoder = new TextDecoder();
  const onStdout = (chunk: Uint8Array): void => void (output += decoder.decode(chunk, { stream: true }));
  const result = await host.run({ command: 'git', args: ['--version'], cwd: host.cwd, env: host.env, timeoutMs: patienceMs, onStdout });
  return result.how === 'exited' && result.code === 0
    ? { name: 'git', state: 'ok', code: 'git-ok', args: { version: output.trim() } }
    : { name: 'git', state: 'note', code: 'git-missing', args: {} };
}

async function probed(host: Host, name: DoctorName & keyof typeof variables, folder: string, otherwise: DoctorState): Promise<DoctorLine> {
  const reason = folder === '' || folder === 'off' ? 'unset' : await probeFolder(host, toSlashes(folder));
  return reason === undefined
    ? { name, state: 'ok', code: 'folder-ok', args: { folder } }
    : { name, state: otherwise, code: 'folder-unwritable', args: { folder, reason, variable: variables[name] } };
}

/** What sets such a folder. */
const variables = {
  GOCACHE: 'GOCACHE',
  GOMODCACHE: 'GOMODCACHE',
  'temporary files': 'GOTMPDIR',
  'result cache': 'STACKWARD_CACHE',
} as const;

/** The value, or the line that says why there is none. */
async function attempt<T>(name: DoctorName, work: () => Promise<T>): Promise<{ readonly value: T } | { readonly line: DoctorLine }> {
  try {
    return { value: await work() };
  } catch (error) {
    if (!(error instanceof UserError) || error.code === 'cancelled') throw error;
    return { line: failed(name, error) };
  }
}

/** The line of a check that ended as a command would. */
export function failed(name: DoctorName, { code, args }: UserError): DoctorLine {
  return { name, state: 'problem', code: 'error', args: { code, args } };
}
