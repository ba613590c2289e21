/**
 * Chains of the pinned sites, judged by hand (tools/show-chains.mjs): steps and end must be those that are right, with the module's own text
 * alone.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyModule } from '../../tools/lib/open-modules.ts';
import { findPinned, type PinnedSite } from '../../tools/lib/pinned-causes.ts';
import { readChains, showStep, type PinnedChain } from '../../tools/lib/pinned-chains.ts';
import { root } from '../../tools/lib/root.ts';

function readPins<T>(name: string): T[] {
  return JSON.parse(readFileSync(path.join(root, 'test/pinned', name), 'utf8')) as T[];
}

const pins = readPins<PinnedChain>('chains.json');
const sites = readPins<PinnedSite>('causes.json');
const said = (steps: readonly string[], end: string | undefined): string => [...steps, `END ${end}`].join(', ');
const keyOf = ({ module, file, line, function: name, what, of, nth }: PinnedChain | PinnedSite): string =>
  [module, file, line, name, what, of, nth].join(' ');

const judged: { pin: PinnedChain; go: string; found: string; end: string | undefined }[] = [];
const unjudged: string[] = [];
for (const name of new Set(sites.map((site) => site.module))) {
  const [module = '', version = ''] = name.split('@');
  const { report, chains } = await readChains(copyModule({ path: module, version }, path.join(root, '.cache', 'draw')));
  const chainOf = (pin: PinnedChain | PinnedSite): ReturnType<typeof chains.ofSite> => {
    const site = findPinned(pin, report.sites);
    return site && chains.ofSite(site);
  };
  const own = pins.filter((pin) => pin.module === name);
  const known = new Set(own.map(keyOf));
  unjudged.push(...sites.filter((site) => site.module === name && !known.has(keyOf(site)) && chainOf(site)).map(keyOf));
  for (const pin of own) {
    const chain = chainOf(pin);
    judged.push({ pin, go: report.build.go, found: said(chain?.steps.map(showStep) ?? [], chain?.end), end: chain?.end });
  }
}

describe('the pinned chains', () => {
  test('are those of all pinned sites that a flow explains, on the release that was looked at', () => {
    expect(pins.length).toBeGreaterThanOrEqual(120);
    expect(unjudged).toEqual([]);
    expect(judged.filter(({ go, pin }) => !go.startsWith(`go${pin.go}.`)).map(({ pin }) => keyOf(pin))).toEqual([]);
  });
  test('95 % are right: what happens in each step, where, and how it ends', () => {
    const wrong = judged.filter(({ pin, found }) => found !== said(pin.steps, pin.end));
    const ends = [...new Set(judged.map(({ end }) => end))].map((end) => `${end} ${judged.filter((one) => one.end === end).length}`);
    console.log(
      [
        `${judged.length - wrong.length} of ${judged.length} right; ends: ${ends.join(', ')}`,
        ...wrong.map(({ pin, found }) => `${keyOf(pin)}: ${found}; right is ${said(pin.steps, pin.end)} (${pin.note ?? ''})`),
      ].join('\n'),
    );
    expect(wrong.length / judged.length).toBeLessThanOrEqual(0.05);
  });
});
