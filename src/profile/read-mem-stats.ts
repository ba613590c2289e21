import type { MemStats } from '../model/profile.ts';
import { damaged, profileError } from './profile-error.ts';

/** Lines that hold two numbers: those in use, and those got from the system. */
const pairs: Readonly<Record<string, readonly [string, string]>> = {
  Stack: ['StackInuse', 'StackSys'],
  MSpan: ['MSpanInuse', 'MSpanSys'],
  MCache: ['MCacheInuse', 'MCacheSys'],
};
const lineShape = /^# (\w+) = (.*)$/;
const list = /^\[(\d{1,20}(?: \d{1,20})*)?\]$/;
/** The last line on all systems; `MaxRSS` follows where the system tells it. */
const last = 'DebugGC';

/**
 * Reads the lines below `# runtime.MemStats`. Names that are not known are kept where they are numbers.
 * @throws UserError `profile-truncated` where the last line is not there; `profile-damaged`
 */
export function readMemStats(lines: Iterable<string>, file: string): MemStats {
  const counters = new Map<string, bigint>();
  const lists = new Map<string, readonly bigint[]>();
  let gcCpuFraction: number | undefined;
  let isWhole = false;
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    const shape = lineShape.exec(line);
    if (shape === null) {
      if (line === '') continue;
      throw damaged(file, 'a line that is none of MemStats');
    }
    const [, name, value] = shape as unknown as [string, string, string];
    const pair = Object.hasOwn(pairs, name) ? pairs[name] : undefined;
    if (pair !== undefined) {
      const [used, system] = value.split(' / ');
      counters.set(pair[0], counter(used, file));
      counters.set(pair[1], counter(system, file));
    } else if (name === 'GCCPUFraction') gcCpuFraction = Number(value);
    else if (name === last) isWhole = true;
    else if (value.startsWith('[')) lists.set(name, numbers(value, file));
    else counters.set(name, counter(value, file));
  }
  const pauseNs = lists.get('PauseNs');
  const pauseEnd = lists.get('PauseEnd');
  if (!isWhole || pauseNs === undefined || pauseEnd === undefined || gcCpuFraction === undefined)
    throw profileError('profile-truncated', { file, at: length });
  if (Number.isNaN(gcCpuFraction)) throw damaged(file, 'a share of MemStats that is no number');
  return { counters, pauseNs, pauseEnd, gcCpuFraction };
}

function counter(text: string | undefined, file: string): bigint {
  if (text === undefined || !/^\d{1,20}$/.test(text)) throw damaged(file, 'a line of MemStats without a number');
  return BigInt(text);
}

function numbers(text: string, file: string): bigint[] {
  const match = list.exec(text);
  if (match === null) throw damaged(file, 'a line of MemStats that is no list of numbers');
  return match[1] === undefined ? [] : match[1].split(' ').map(BigInt);
}
