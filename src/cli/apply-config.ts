import { join, relative, resolveFrom, toSlashes } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import { loadConfig, type LoadedConfig } from '../config/load-config.ts';
import { settings, type Config, type SettingRow } from '../config/settings.ts';
import type { Host } from '../host/host.ts';
import { commands } from './commands.ts';
import type { Asked } from './parse.ts';

/**
 * What was asked, completed by the configuration file of the module: flags win over it. Paths in the file are relative to its folder,
 * those of the result to where the user stands. Throws UserError `flags-together` and those of {@link loadConfig}.
 */
export async function applyConfig(asked: Asked, host: Host): Promise<Asked> {
  const file = asked.texts.get('config');
  if (asked.switches.has('no-config')) {
    if (file !== undefined) throw new UserError('flags-together', { one: '--config', other: '--no-config' });
    return asked;
  }
  const cwd = resolveFrom(host.cwd, asked.texts.get('directory') ?? '.');
  const loaded = await loadConfig(host, cwd, file);
  return loaded ? mergeConfig(asked, loaded, toSlashes(await host.files.real(cwd))) : asked;
}

/** `cwd` is where the user stands, without symbolic links. */
export function mergeConfig(asked: Asked, { config, folder, file }: LoadedConfig, cwd: string): Asked {
  const texts = new Map(asked.texts);
  const lists = new Map(asked.lists);
  const switches = new Set(asked.switches);
  let patterns = asked.arguments;
  const takesPackages = commands.find((command) => command.name === asked.command)?.arguments.includes('[packages]');
  // The first argument of this one is no package.
  const own = asked.command === 'baseline accept' ? 1 : 0;
  const fromHere = (pattern: string): string => (isLocal(pattern) ? localTo(cwd, join(folder, pattern)) : pattern);
  for (const { name } of settings as readonly SettingRow[]) {
    const value = name === 'policy' ? undefined : config[name as Exclude<keyof Config, 'policy'>];
    if (value === undefined || asked.given.has(name)) continue;
    if (name === 'packages') {
      if (takesPackages && patterns.length === own) patterns = [...patterns, ...listOf(value).map(fromHere)];
    } else if (name === 'baseline') texts.set(name, join(folder, String(value)));
    else if (name === 'gcflags')
      lists.set(
        name,
        listOf(value).map((flags) => flags.replace(/^[^=\s-][^=]*(?==)/, fromHere)),
      );
    else if (name === 'tags') lists.set(name, [listOf(value).join(',')]);
    else if (typeof value === 'boolean') {
      if (value) switches.add(name);
    } else if (typeof value === 'object') texts.set(name, value.join(','));
    else texts.set(name, String(value));
  }
  const { policy } = config;
  return {
    ...asked,
    arguments: patterns,
    texts,
    lists,
    switches,
    ...(patterns === asked.arguments ? {} : { patternsFromConfig: true }),
    ...(policy ? { policy: { setting: policy, folder, file } } : {}),
  };
}

function listOf(value: NonNullable<Config[Exclude<keyof Config, 'policy'>]>): readonly string[] {
  return typeof value === 'object' ? value : [String(value)];
}

/** A package pattern that names a folder, as Go tells them: `.`, `..`, `./…`, `../…`. */
function isLocal(pattern: string): boolean {
  return /^\.\.?(\/|$)/.test(pattern);
}

function localTo(cwd: string, target: string): string {
  const way = relative(cwd, target);
  return way === '.' || way === '..' || way.startsWith('../') ? way : `./${way}`;
}
