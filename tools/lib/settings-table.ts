import { settings } from '../../src/config/settings.ts';
import { code, table } from './markdown.ts';

/** The rows of docs/configuration.md, from the one table of settings. */
export function settingsTable(): string {
  return table(
    ['setting', 'overruled by', 'what it does', 'example'],
    settings.map(({ name, example, help }) => [code(name), overruledBy(name), help, code(example)]),
  );
}

function overruledBy(name: string): string {
  if (name === 'packages') return 'the arguments';
  return name === 'policy' ? 'nothing' : code(`--${name}`);
}
