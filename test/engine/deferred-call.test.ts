import { expect, test } from 'vitest';
import { isDeferredCall } from '../../src/engine/deferred-call.ts';
import type { PlacedEdgeFact } from '../../src/model/facts.ts';

function edge(line: number, how: PlacedEdgeFact['how'], to = ''): PlacedEdgeFact {
  return { function: 'p.F', file: 'p.go', line, how, to, count: 1, inline: [{ package: 'p', function: 'p.F', file: 'p.go', line }] };
}
/** Whether the call at the last line of the text is deferred; `made` are lines on which a wrapper is made. */
function isDeferred(text: string, made: readonly number[], more: readonly PlacedEdgeFact[] = []): boolean {
  const lines = text.trim().split('\n');
  const call = edge(lines.length, 'indirect');
  const edges = [...made.map((line) => edge(line, 'value', 'p.F.deferwrap1')), edge(lines.length, 'call', 'runtime.deferreturn'), ...more];
  return isDeferredCall(call, [call, ...edges], (file, line) => (file === 'p.go' ? lines[line - 1] : undefined));
}

test.each([
  ['func F() {\n\tdefer m.Unlock() // always\n\tn++\n}', [2], true],
  ['func F() int {\n\tdefer func() {\n\t\tn--\n\t}()\n\tdefer func() { n-- }()\n\treturn n', [2, 5], true],
  ['func F() {\n\tdefer m.Unlock()\n\tdefer f()\n}', [2], false],
  ['func F() {\n\tdefer take(f())\n}', [2], false],
  ['func F() int {\n\tdefer m.Unlock()\n\treturn f()', [2], false],
  ['func F() {\n\tif ok { defer m.Unlock() }\n}', [2], false],
  ['func F() {\n\tn++\n}', [], false],
])('%j', (text, made, expected) => {
  expect(isDeferred(text, made)).toBe(expected);
});

test('not in an inlined copy, without the text, or where nothing is deferred', () => {
  const call = edge(3, 'indirect');
  const lines = ['func F() {', '\tdefer m.Unlock()', '}'];
  const made = [edge(2, 'value', 'p.F.deferwrap1'), edge(3, 'call', 'runtime.deferreturn')];
  const at = (_: string, line: number): string | undefined => lines[line - 1];
  expect(isDeferredCall(call, made, at)).toBe(true);
  expect(isDeferredCall({ ...call, inline: [...call.inline, ...call.inline] }, made, at)).toBe(false);
  expect(isDeferredCall(call, made, () => undefined)).toBe(false);
  expect(isDeferredCall(call, made.slice(0, 1), at)).toBe(false);
});
