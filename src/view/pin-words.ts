import { pinResults, type Pin, type PinResult } from '../model/pin.ts';
import { count, grouped } from './numbers.ts';
import { rowOf } from './row-of.ts';

const results: Readonly<Record<PinResult, string>> = {
  proven: 'proven',
  violated: 'violated',
  except: 'proven except unknown calls',
  unproven: 'not proven',
  unsupported: 'not to be proven on this architecture',
  'not-checked': 'not checked',
};

/** How many pins hold: `4 pins: 3 proven, 1 violated`. */
export function pinCountWords(pins: readonly Pin[]): string {
  const counted = pinResults.flatMap((result) => {
    const found = pins.filter((pin) => pin.result === result).length;
    return found === 0 ? [] : [`${grouped(found)} ${rowOf(results, result) ?? result}`];
  });
  return `${count(pins.length, 'pin')}: ${counted.join(', ')}`;
}
