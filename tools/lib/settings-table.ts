import { settings } from '../../src/config/settings.ts';
import { code, table } from './markdown.ts';

/** The rows of docs/configuration.md, from the one table of settings. */
export function settingsTable(): string {
  return table(
    ['setting', 'overruled by', 'what it does', 'example'],
    settings.map(({ name, example, help }) => [code(name), name === 'packages' ? 'the arguments' : code(`--${name}`), help, code(example)]),
  );
}
