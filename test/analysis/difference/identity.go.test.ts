import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareSides } from '../../../src/analysis/difference/compare-sides.ts';
import { comparedSide, makeSideFacts, type SideFacts } from '../../../src/engine/gate/side-facts.ts';
import { createSession } from '../../../src/engine/session.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import type { ComparedPlace } from '../../../src/model/comparison.ts';
import { temporaryFolder } from '../../support/git-repository.ts';
import { extractTxtar, parseTxtar } from '../../support/txtar.ts';

const archive = parseTxtar(readFileSync(path.join(import.meta.dirname, 'identity.txtar'), 'utf8'));
const cases = archive.files.flatMap(({ name, data }) => {
  const [, of] = /^(.*)\.want$/.exec(name) ?? [];
  const [want = '', why = ''] = data.split('\n');
  return of === undefined ? [] : [{ of, want, why }];
});

let scratch = '';
let places: readonly ComparedPlace[] = [];
let sides: { readonly before: SideFacts; readonly after: SideFacts };

async function build(version: 'before' | 'after'): Promise<SideFacts> {
  const host = createNodeHost({ cwd: path.join(scratch, version) });
  const session = createSession(host, {}, '0.0.0');
  const snapshot = await session.run();
  session.close();
  expect(snapshot.report.problems).toEqual([]);
  return makeSideFacts(snapshot, (file) => new Uint8Array(readFileSync(path.join(scratch, version, file))));
}

beforeAll(async () => {
  scratch = temporaryFolder('identity');
  extractTxtar(archive, scratch);
  const crlf = readFileSync(path.join(scratch, 'after/blank/a.go'), 'utf8');
  writeFileSync(path.join(scratch, 'after/blank/a.go'), crlf.replaceAll('\n', '\r\n'));
  sides = { before: await build('before'), after: await build('after') };
  places = compareSides(comparedSide(sides.before), comparedSide(sides.after)).places;
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function show({ state, base, head, matchedBy, how }: ComparedPlace): string {
  const at = head?.at ?? base?.at;
  return [state, `${at?.file}:${at?.line}`, head?.what ?? base?.what, matchedBy, how?.join(' ')].filter(Boolean).join(' ');
}

test.each(cases)('$of: $why', ({ of, want }) => {
  const own = places.filter(({ head, base }) => (head ?? base)?.at.file.startsWith(`${of}/`));
  const count = (state: string): number => own.filter((place) => place.state === state).length;
  const told = (['new', 'worse', 'fixed'] as const).flatMap((state) => (count(state) > 0 ? [`${state} ${count(state)}`] : []));
  expect(told.join(' ') || 'nothing', own.map(show).join('\n')).toBe(want);
});

test('of the same build nothing changed, and backwards everything is mirrored', () => {
  for (const facts of [sides.before, sides.after]) expect(compareSides(comparedSide(facts), comparedSide(facts)).places).toEqual([]);
  const back = compareSides(comparedSide(sides.after), comparedSide(sides.before));
  const count = (list: readonly ComparedPlace[], state: string): number => list.filter((place) => place.state === state).length;
  expect([count(back.places, 'new'), count(back.places, 'fixed')]).toEqual([count(places, 'fixed'), count(places, 'new')]);
});
