import { expect, test } from 'vitest';
import { resolveFrom } from '../../src/base/posix-path.ts';

test.each([
  ['/a/b', 'c', '/a/b/c'],
  ['/a/b', '../c', '/a/c'],
  ['/a/b', '.', '/a/b'],
  ['/a/b', '/c/../d', '/c/../d'],
  ['C:\\a', 'b\\c', 'C:/a/b/c'],
  ['C:\\a', 'D:\\c', 'D:/c'],
])('from %s, %s is %s', (folder, path, expected) => {
  expect(resolveFrom(folder, path)).toBe(expected);
});
