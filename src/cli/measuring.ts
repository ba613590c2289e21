import { UserError } from '../base/user-error.ts';
import { isAbsolute, normalize, toSlashes } from '../base/posix-path.ts';
import type { PathMapping } from '../engine/measure-profile.ts';
import type { Counter } from '../model/cost.ts';
import type { Measuring, ReadMeasurements } from '../engine/measure.ts';
import type { Host } from '../host/host.ts';
import type { Asked } from './parse.ts';

/** What is to be measured by; undefined without any flag of it. Throws UserError `missing-argument` for what means nothing alone, `flag-value`. */
export function measuringOf(asked: Asked): Measuring | undefined {
  const profiles = asked.lists.get('profile');
  const covers = asked.lists.get('cover');
  // Of a gate it is a revision.
  const base = asked.command === 'gate' ? undefined : asked.texts.get('base');
  const binary = asked.texts.get('binary');
  const per = (asked.lists.get('per') ?? []).map(readCounter);
  const pathMap = (asked.lists.get('path-map') ?? []).map(readMapping);
  const lonely = base === undefined ? (binary === undefined ? (per.length > 0 ? '--per' : undefined) : '--binary') : '--base';
  if (lonely !== undefined && !profiles)
    throw new UserError('missing-argument', { argument: `--profile FILE beside ${lonely}`, command: asked.command });
  if (!profiles && asked.given.has('sort') && asked.texts.get('sort') === 'saving' && asked.command === 'check')
    throw new UserError('missing-argument', { argument: '--profile FILE beside --sort saving', command: asked.command });
  if (!profiles && !covers) {
    if (pathMap.length > 0)
      throw new UserError('missing-argument', { argument: '--profile FILE or --cover PATH beside --path-map', command: asked.command });
    return undefined;
  }
  return {
    ...(profiles ? { profiles } : {}),
    ...(base === undefined ? {} : { base }),
    ...(binary === undefined ? {} : { binary }),
    ...(per.length === 0 ? {} : { per }),
    ...(pathMap.length === 0 ? {} : { pathMap }),
    ...(covers ? { covers } : {}),
  };
}

function readCounter(value: string): Counter {
  const [, name = '', number = ''] = /^([A-Za-z][\w.-]{0,63})=(\d{1,15}(?:\.\d{1,6})?)$/.exec(value) ?? [];
  if (!(Number(number) > 0))
    throw new UserError('flag-value', { flag: '--per', value, expected: 'a name and a number above 0: request=1200' });
  return { name, count: Number(number), from: 'flag' };
}

function readMapping(value: string): PathMapping {
  const cut = value.lastIndexOf('=');
  const from = toSlashes(value.slice(0, Math.max(cut, 0))).replace(/\/+$/, '');
  const to = normalize(toSlashes(value.slice(cut + 1)) || '.');
  if (cut < 0 || from === '' || isAbsolute(to) || to.startsWith('..'))
    throw new UserError('flag-value', {
      flag: '--path-map',
      value,
      expected: 'how names begin in the profile and the folder of the module that is meant: /src/old=internal/new, ex.com/old=.',
    });
  return { from, to: to === '.' ? '' : to };
}

/** Reads what is to be measured by, where anything is. */
export async function readMeasuring(asked: Asked, host: Host, signal: AbortSignal): Promise<ReadMeasurements | undefined> {
  const measuring = measuringOf(asked);
  return measuring && (await import('../engine/measure.ts')).readMeasurements(host, measuring, signal);
}
