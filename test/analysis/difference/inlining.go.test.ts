import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareSides } from '../../../src/analysis/difference/compare-sides.ts';
import { comparedSide, makeSideFacts, type SideFacts } from '../../../src/engine/gate/side-facts.ts';
import { createSession } from '../../../src/engine/session.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { temporaryFolder } from '../../support/git-repository.ts';

// Into a function of more than 5000 nodes the compiler inlines only what costs at most 20 (inlineBigFunctionNodes of cmd/compile, Go 1.26), and `ring.New` costs 49: its object
// stands in our line in one build, and in container/ring in the other.
const statements = (count: number): string => Array.from({ length: count }, (_, index) => `\tx = x*3 + ${index}\n`).join('');
const program = (count: number, size: string): string => `package p

import "container/ring"

func Big(x int) (int, *ring.Ring) {
	l := ring.New(${size})
${statements(count)}	return x, l
}
`;

let scratch = '';
let small: SideFacts;
let big: SideFacts;
let edited: SideFacts;
async function build(text: string): Promise<SideFacts> {
  writeFileSync(path.join(scratch, 'a.go'), text);
  const session = createSession(createNodeHost({ cwd: scratch }), {}, '0.0.0');
  const snapshot = await session.run();
  session.close();
  expect(snapshot.report.problems).toEqual([]);
  return makeSideFacts(snapshot, (file) => new Uint8Array(readFileSync(path.join(scratch, file))));
}
beforeAll(async () => {
  scratch = temporaryFolder('inlining');
  mkdirSync(scratch, { recursive: true });
  writeFileSync(path.join(scratch, 'go.mod'), 'module ex.com/p\n\ngo 1.22\n');
  [small, big, edited] = [await build(program(3, '3')), await build(program(1200, '3')), await build(program(3, '4'))];
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const compare = (base: SideFacts, head: SideFacts, isSameModule?: (pkg: string) => boolean) =>
  compareSides(comparedSide(base), comparedSide(head), isSameModule);

test('what std allocates is neither new where it is inlined now, nor fixed where it is inlined no more', () => {
  const at = { file: 'a.go', line: 6 };
  const back = compare(big, small);
  expect(back.states).toMatchObject({ new: 0, worse: 0, fixed: 0, moved: 1 });
  expect(back.places).toMatchObject([
    {
      state: 'moved',
      matchedBy: 'inlining',
      head: { function: 'Big' },
      because: { code: 'inlining-gained', callee: 'container/ring.New', at },
    },
  ]);
  const lost = compare(small, big);
  expect(lost.states).toMatchObject({ new: 0, worse: 0, fixed: 0, moved: 1 });
  expect(lost.places).toMatchObject([
    {
      state: 'moved',
      matchedBy: 'inlining',
      base: { function: 'Big' },
      because: { code: 'inlining-lost', callee: 'container/ring.New', at },
    },
  ]);
});

test('of a module whose text may have changed, and on an edited line, it is not known', () => {
  expect(compare(big, small, () => false).states).toMatchObject({ new: 1, moved: 0 });
  expect(compare(big, edited).states).toMatchObject({ new: 1, moved: 0 });
});
