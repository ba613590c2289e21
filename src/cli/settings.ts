import { UserError } from '../base/user-error.ts';
import type { Options } from '../engine/options.ts';
import type { Asked } from './parse.ts';

/** Flags of the build, but for those of which a list means several builds (see build-options.ts) → the session's options. */
export function sessionOptions(asked: Asked): Options {
  const text = (name: string, as: string = name): Record<string, string> => {
    const value = asked.texts.get(name);
    return value === undefined ? {} : { [as]: value };
  };
  const seconds = asked.texts.get('timeout');
  return {
    patterns: asked.arguments,
    ...text('directory', 'cwd'),
    ...text('go'),
    ...text('pgo'),
    ...text('overlay'),
    ...text('mod'),
    ...(asked.lists.has('deps') ? { deps: (asked.lists.get('deps') ?? []).map(dependencyPattern) } : {}),
    ...(asked.lists.has('gcflags') ? { gcflags: asked.lists.get('gcflags') ?? [] } : {}),
    ...(asked.switches.has('race') ? { race: true } : {}),
    ...(asked.switches.has('tests') ? { tests: true } : {}),
    ...(seconds === undefined ? {} : { timeoutMs: Number(seconds) * 1000 }),
  };
}

/** It becomes `-gcflags=PATTERN=…`, where other signs have a meaning of their own. */
function dependencyPattern(value: string): string {
  if (value === '' || value.startsWith('-') || /[=\s]/.test(value))
    throw new UserError('flag-value', { flag: '--deps', value, expected: 'one Go package pattern: golang.org/x/..., std, net/http' });
  return value;
}
