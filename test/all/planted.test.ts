import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { compareSides } from '../../src/analysis/difference/compare-sides.ts';
import { comparedSide, makeSideFacts, type SideFacts } from '../../src/engine/gate/side-facts.ts';
import { createSession } from '../../src/engine/session.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import type { ComparedPlace } from '../../src/model/comparison.ts';
import { copyModule } from '../support/real-module.ts';
import { base, planted } from './planted.ts';

// Allocations planted in zap, one change at a time: the gate names each, and nothing else. The base is built once; the comparison is that of the gate.
let folder = '';
let before: SideFacts;

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

async function build(): Promise<SideFacts> {
  const host = createNodeHost({ cwd: folder, env: { ...process.env, GOWORK: 'off', GOFLAGS: '-mod=mod' } });
  const session = createSession(host, { patterns: ['.', './buffer', './zapcore'] }, '0.0.0');
  const snapshot = await session.run();
  session.close();
  expect(snapshot.report.problems.filter(({ effect }) => effect === 'failed')).toEqual([]);
  return makeSideFacts(snapshot, (file) => new Uint8Array(readFileSync(path.join(folder, file))));
}

function show({ state, head, how }: ComparedPlace): string {
  return [state, head?.at.file, head?.function, head?.what, ...(how ?? [])].join(' ');
}

beforeAll(async () => {
  folder = copyModule('go.uber.org/zap@v1.27.0');
  for (const [file, text] of Object.entries(base)) put(file, text);
  const mod = readFileSync(path.join(folder, 'go.mod'), 'utf8');
  put('go.mod', `${mod}\nrequire ex.com/dep v1.0.0\n\nreplace ex.com/dep => ./dep/v1\n`);
  before = await build();
});

test.each(planted)('$kind', async ({ edits, want }) => {
  const kept = new Map<string, string>();
  const added: string[] = [];
  try {
    for (const [file, from, to] of edits) {
      if (from === '') {
        added.push(file);
        put(file, to);
        continue;
      }
      const text = readFileSync(path.join(folder, file), 'utf8');
      if (!kept.has(file)) kept.set(file, text);
      expect(text.split(from), `${file} holds once: ${from}`).toHaveLength(2);
      put(
        file,
        text.replace(from, () => to),
      );
    }
    const places = compareSides(comparedSide(before), comparedSide(await build())).places;
    const objected = places.filter(({ state }) => state === 'new' || state === 'worse');
    expect(objected.map(show).toSorted(), places.map(show).join('\n')).toEqual(want.toSorted());
  } finally {
    for (const [file, text] of kept) put(file, text);
    for (const file of added) rmSync(path.join(folder, file));
  }
});

test('at least thirty kinds', () => {
  expect(planted.filter(({ want }) => want.length > 0).length).toBeGreaterThanOrEqual(30);
});
