import { expect, test } from 'vitest';
import { createDependencyTest } from '../../src/toolchain/dependency-test.ts';

const std = { ImportPath: 'net/http', Dir: '/go/src/net/http', Standard: true };
const vendored = { ImportPath: 'vendor/golang.org/x/net/idna', Dir: '/go/src/vendor/golang.org/x/net/idna', Standard: true };
const tool = { ImportPath: 'cmd/internal/obj', Dir: '/go/src/cmd/internal/obj', Standard: true };
const net = { ImportPath: 'golang.org/x/net/html', Dir: '/cache/golang.org/x/net@v0.1.0/html' };
const root = { ImportPath: 'golang.org/x/net [ex.com/a.test]', Dir: '/cache/golang.org/x/net@v0.1.0' };
const own = { ImportPath: 'ex.com/a/internal/b', Dir: '/w/internal/b' };
const all = { std, vendored, tool, net, root, own };

// What cmd/go's MatchPackage says of each pattern.
test.each([
  ['std', ['std', 'vendored', 'tool']],
  ['cmd', ['tool']],
  ['all', ['std', 'vendored', 'tool', 'net', 'root', 'own']],
  ['golang.org/x/...', ['net', 'root']],
  ['golang.org/x/net', ['root']],
  ['golang.org/x/net/...', ['net', 'root']],
  ['golang.org/x/n', []],
  ['golang_org/x/...', []],
  ['...', ['std', 'tool', 'net', 'root', 'own']],
  ['...net...', ['std', 'net', 'root']],
  ['vendor/golang.org/...', ['vendored']],
  ['./...', ['own']],
  ['./internal/...', ['own']],
  ['./internal/b', ['own']],
  ['./internal', []],
  ['./int...', ['own']],
  ['../...', ['std', 'tool', 'net', 'root', 'own']],
])('%s', (pattern, expected) => {
  const isMeant = createDependencyTest([pattern], '/w');
  expect(Object.entries(all).flatMap(([name, listed]) => (isMeant(listed) ? name : []))).toEqual(expected);
});

test('several patterns mean any of them, none mean nothing', () => {
  expect([createDependencyTest(['net', 'net/http'], '/w')(std), createDependencyTest([], '/w')(std)]).toEqual([true, false]);
});
