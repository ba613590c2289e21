/** Sites of modules that nothing here was developed on, judged by hand (tools/draw-sites.mjs): outcome and cause must be those of then. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { causeCodes } from '../../src/model/causes.ts';
import { outcomes } from '../../src/model/site.ts';
import { copyModule } from '../../tools/lib/open-modules.ts';
import { findPinned, type PinnedSite } from '../../tools/lib/pinned-causes.ts';
import { checkPinnedModule } from '../../tools/lib/pinned-modules.ts';
import { root } from '../../tools/lib/root.ts';

const pins = JSON.parse(readFileSync(path.join(root, 'test/pinned/causes.json'), 'utf8')) as PinnedSite[];
const judged = [...new Set(pins.map((pin) => pin.module))].flatMap((name) => {
  const [module = '', version = ''] = name.split('@');
  const { sites, build } = checkPinnedModule(copyModule({ path: module, version }, path.join(root, '.cache', 'draw')));
  return pins.filter((pin) => pin.module === name).map((pin) => ({ pin, go: build.go, site: findPinned(pin, sites) }));
});
const nameOf = ({ pin, site }: (typeof judged)[number]): string =>
  `${pin.module} ${pin.file}:${pin.line} ${pin.what} ${pin.of ?? ''}: ${site?.outcome} ${site?.cause.code}, right is ${pin.outcome} ${pin.cause} ${pin.note ?? ''}`;

describe('the pinned sites', () => {
  test('are there, of known words, on the release that was looked at', () => {
    expect(pins.length).toBeGreaterThanOrEqual(200);
    expect(pins.filter((pin) => !causeCodes.includes(pin.cause) || !outcomes.includes(pin.outcome))).toEqual([]);
    expect(judged.filter(({ go, pin }) => !go.startsWith(`go${pin.go}.`)).map(nameOf)).toEqual([]);
    expect(judged.filter(({ site }) => site === undefined).map(nameOf)).toEqual([]);
  });
  test('95 % have the right cause and outcome, and no more than 3 % none', () => {
    const wrong = judged.filter(({ pin, site }) => site?.cause.code !== pin.cause || site.outcome !== pin.outcome);
    const unknown = judged.filter(({ site }) => site?.cause.code === 'unknown');
    console.log(
      [`${judged.length - wrong.length} of ${judged.length} right, ${unknown.length} without a cause`, ...wrong.map(nameOf)].join('\n'),
    );
    expect(wrong.length / judged.length).toBeLessThanOrEqual(0.05);
    expect(unknown.length / judged.length).toBeLessThanOrEqual(0.03);
  });
});
