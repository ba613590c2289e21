import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isWindows } from '../support/system.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { resolveCommand } from '../../src/host/resolve-command.ts';
import { run } from '../support/run.ts';

const host = createNodeHost();
const folder = mkdtempSync(path.join(tmpdir(), 'stackward-host-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function node(
  script: string,
  more: { signal?: AbortSignal; timeoutMs?: number; args?: string[]; scratch?: string; env?: NodeJS.ProcessEnv } = {},
): { result: ReturnType<typeof host.run>; out: () => string } {
  let out = '';
  const decoder = new TextDecoder();
  const { args = [], ...rest } = more;
  const result = host.run({
    command: process.execPath,
    args: ['-e', script, ...args],
    cwd: folder,
    env: process.env,
    onStdout: (chunk) => (out += decoder.decode(chunk)),
    ...rest,
  });
  return { result, out: () => out };
}

/** Starts a grandchild that notes its pid and would run for a minute. */
const withGrandchild = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'inherit' });
  require('node:fs').writeFileSync(process.argv[1], String(child.pid));
  process.on('SIGTERM', () => process.exit(0));
  console.log('ready');
  setTimeout(() => {}, 60000);`;

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      process.kill(pid, 0);
      // A killed orphan may wait for its reaper: that is gone enough.
      if (existsSync(`/proc/${pid}/stat`) && readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')) return true;
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

describe('running a program', () => {
  test('gives its output and code', async () => {
    const { result, out } = node('process.stdout.write("a\\nb"); process.exitCode = 7');
    expect(await result).toEqual({ how: 'exited', code: 7 });
    expect(out()).toBe('a\nb');
  });
  test('a program that is not there', async () => {
    expect(await host.run({ command: 'no-such-program-here', args: [], cwd: folder, env: process.env })).toEqual({
      how: 'missing',
      reason: 'ENOENT',
    });
  });
  test.skipIf(isWindows)('a program of the working directory is never taken, whatever PATH says', async () => {
    writeFileSync(path.join(folder, 'go'), '#!/bin/sh\necho hijacked > hijacked\n', { mode: 0o755 });
    for (const PATH of ['', '.', './', '::', `.${path.delimiter}${path.join(folder, 'none')}`]) {
      const result = await host.run({ command: 'go', args: [], cwd: folder, env: { PATH } });
      expect([PATH, result]).toEqual([PATH, { how: 'missing', reason: 'ENOENT' }]);
    }
    expect(existsSync(path.join(folder, 'hijacked'))).toBe(false);
    expect(await host.run({ command: 'go', args: [], cwd: folder, env: { PATH: folder } })).toEqual({ how: 'exited', code: 0 });
  });
  test.each([
    ['win32', { Path: 'C:\\none;D:\\' }, 'ENOENT'],
    ['linux', {}, 'ENOENT'],
    ['linux', { PATH: path.posix.dirname(folder) }, 'EACCES'],
  ])('on %s a command is looked for along %j', (platform, env, missing) => {
    expect(resolveCommand(path.basename(folder), env, platform)).toEqual({ missing });
  });
  test('an argument that no program can be given', async () => {
    expect(await host.run({ command: process.execPath, args: ['a\0b'], cwd: folder, env: process.env })).toEqual({
      how: 'missing',
      reason: 'EINVAL',
    });
  });
  // Signals.
  test.skipIf(isWindows)('a signal from elsewhere is told', async () => {
    expect(await node('process.kill(process.pid, "SIGKILL")').result).toEqual({ how: 'signalled', signal: 'SIGKILL' });
  });
  test.skipIf(isWindows)('a time limit ends it and its grandchildren', async () => {
    const pidFile = path.join(folder, 'timeout.pid');
    expect(await node(withGrandchild, { timeoutMs: 1500, args: [pidFile] }).result).toEqual({ how: 'timed-out' });
    expect(await isGone(Number(readFileSync(pidFile, 'utf8')))).toBe(true);
  });
  test.skipIf(isWindows)('an abort ends it and its grandchildren', async () => {
    const pidFile = path.join(folder, 'abort.pid');
    const abort = new AbortController();
    const { result, out } = node(withGrandchild, { signal: abort.signal, args: [pidFile] });
    const poll = setInterval(() => out().includes('ready') && abort.abort(), 20);
    expect(await result).toEqual({ how: 'aborted' });
    clearInterval(poll);
    expect(await isGone(Number(readFileSync(pidFile, 'utf8')))).toBe(true);
  });
  describe('a folder for temporary files', () => {
    const fill = `
      require('node:fs').mkdirSync(process.env.KEEP + '/deep');
      require('node:fs').writeFileSync(process.env.KEEP + '/deep/file', '');
      console.log(process.env.KEEP);`;
    const env = { ...process.env, KEEP: folder };

    test('is given below the place that the variable names, and goes when the child has ended', async () => {
      const { result, out } = node(fill, { env, scratch: 'KEEP' });
      expect(await result).toEqual({ how: 'exited', code: 0 });
      expect(path.dirname(out().trim())).toBe(folder);
      expect(existsSync(out().trim())).toBe(false);
      expect(existsSync(folder)).toBe(true);
    });
    test('goes when the child was ended, too', async () => {
      const abort = new AbortController();
      const { result, out } = node(`${fill} setTimeout(() => {}, 60000)`, { env, scratch: 'KEEP', signal: abort.signal });
      const poll = setInterval(() => out().includes('\n') && abort.abort(), 20);
      expect(await result).toEqual({ how: 'aborted' });
      clearInterval(poll);
      expect(existsSync(out().trim())).toBe(false);
    });
    test('is the system’s where the variable is not set', async () => {
      const { result, out } = node('console.log(process.env.KEEP)', { scratch: 'KEEP' });
      await result;
      expect(path.dirname(out().trim())).toBe(tmpdir());
    });
    test('where none can be made the child gets the variable as it was', async () => {
      const nowhere = path.join(folder, 'nowhere');
      const { result, out } = node('console.log(process.env.KEEP)', { env: { ...env, KEEP: nowhere }, scratch: 'KEEP' });
      await result;
      expect(out().trim()).toBe(nowhere);
    });
  });
  test('a signal that fired before starts nothing', async () => {
    expect(await node('process.exit(1)', { signal: AbortSignal.abort() }).result).toEqual({ how: 'aborted' });
  });
});

describe('files', () => {
  test('a written file is whole and leaves no temporary one', async () => {
    const file = path.join(folder, 'deep', 'x.txt');
    await host.files.write(file, [new TextEncoder().encode('ab'), new TextEncoder().encode('c')]);
    expect(new TextDecoder().decode(await host.files.read(file))).toBe('abc');
    expect(await host.files.list(path.dirname(file))).toEqual(['x.txt']);
  });
  test('what cannot be read has a code', async () => {
    await expect(host.files.read(path.join(folder, 'none'))).rejects.toMatchObject({ code: 'file-unreadable', args: { reason: 'ENOENT' } });
    await expect(host.files.read(folder)).rejects.toMatchObject({ code: 'file-unreadable', args: { reason: 'EISDIR' } });
    expect(await host.files.readIfThere(path.join(folder, 'none', 'x'))).toBeUndefined();
  });
  test('a file above the limit is refused', async () => {
    const file = path.join(folder, 'big');
    await host.files.write(file, new Uint8Array(100));
    await expect(host.files.read(file, 99)).rejects.toMatchObject({ code: 'file-too-large', args: { bytes: 100, limit: 99 } });
  });
  // File modes, and links that everybody may make.
  test.skipIf(isWindows)('a write goes through a link, and keeps the permissions of what is there', async () => {
    const [file, link] = [path.join(folder, 'linked-to'), path.join(folder, 'link')];
    writeFileSync(file, 'old', { mode: 0o640 });
    symlinkSync(file, link);
    await host.files.write(link, new TextEncoder().encode('new'));
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['new', 0o640]);
  });
  test.skipIf(isWindows)('a named pipe is written into and stays one', async () => {
    const pipe = path.join(folder, 'pipe');
    await run('mkfifo', [pipe], { cwd: folder });
    const reader = run('cat', [pipe], { cwd: folder });
    await host.files.write(pipe, [new TextEncoder().encode('ab'), new TextEncoder().encode('c')]);
    expect((await reader).stdout).toBe('abc');
    expect(lstatSync(pipe).isFIFO()).toBe(true);
    expect((await host.files.list(folder))?.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
  test.skipIf(!existsSync('/dev/zero'))('what has no end is read up to the limit', async () => {
    await expect(host.files.read('/dev/zero', 1 << 20)).rejects.toMatchObject({ code: 'file-too-large' });
  });
  test('a write that fails leaves what was there', async () => {
    const file = path.join(folder, 'kept');
    await host.files.write(file, new TextEncoder().encode('old'));
    const broken = function* (): Iterable<Uint8Array> {
      yield new TextEncoder().encode('new');
      throw new Error('out of words');
    };
    await expect(host.files.write(file, broken())).rejects.toMatchObject({ code: 'file-unwritable' });
    expect(new TextDecoder().decode(await host.files.read(file))).toBe('old');
    expect((await host.files.list(folder))?.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
