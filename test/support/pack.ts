import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './repo.ts';
import { run } from './run.ts';

/** The environment without what an npm that runs the tests hands down to its children. */
export function plainEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) && name !== 'NODE_ENV'));
}

/** Packs the built package into `folder` and gives the tarball's path and the names in it. `dist` is taken as it is: `npm test` has built it. */
export async function packInto(folder: string): Promise<{ readonly tarball: string; readonly files: readonly string[] }> {
  const { stdout } = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root);
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { tarball: path.join(folder, packed.filename), files: packed.files.map((file) => file.path) };
}

/** Installs packages into an empty folder as a user would, from npm's cache where it has them. */
export async function installInto(folder: string, specifiers: readonly string[]): Promise<void> {
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  await npm(['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', ...specifiers], folder);
}

/** The package as its users get it: packed, and installed in the folder `user` of `scratch`. */
export async function packForUser(
  scratch: string,
): Promise<Awaited<ReturnType<typeof packInto>> & { readonly user: string; readonly installed: string }> {
  const packed = await packInto(scratch);
  const user = path.join(scratch, 'user');
  mkdirSync(user);
  await installInto(user, [packed.tarball]);
  return { ...packed, user, installed: path.join(user, 'node_modules/stackward') };
}

async function npm(args: readonly string[], cwd: string): Promise<{ readonly stdout: string }> {
  const output = await run('npm', args, { cwd, env: plainEnv(), timeout: 300_000 });
  if (output.code !== 0) throw new Error(`npm ${args.join(' ')} ended with ${output.code}\n${output.stdout}${output.stderr}`);
  return output;
}

/** The version in package.json. */
export function ownVersion(): string {
  return (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version;
}
