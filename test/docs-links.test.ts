import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './support/repo.ts';
import { run } from './support/run.ts';

/** Targets of the links in a Markdown text, without code. */
function linksOf(text: string): string[] {
  const prose = text.replaceAll(/^ *```[^]*?^ *```/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target);
}

/** What GitHub makes of headings. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) => title);
  return new Set(
    headings.map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** What is wrong with the relative links of a file; `read` gives the text of another one, undefined when it is not there. */
function brokenLinks(file: string, text: string, read: (file: string) => string | undefined): string[] {
  return linksOf(text)
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [target = '', anchor] = link.split('#');
      const other = target === '' ? text : read(path.join(path.dirname(file), target));
      return other === undefined || (anchor !== undefined && !anchorsOf(other).has(anchor));
    })
    .map((link) => `${file}: ${link}`);
}

function readInRepo(file: string): string | undefined {
  const absolute = path.join(root, file);
  if (!existsSync(absolute)) return undefined;
  return statSync(absolute).isDirectory() ? '' : readFileSync(absolute, 'utf8');
}

test('every relative link in the documents leads somewhere', async () => {
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: root });
  const files = stdout.split('\0').filter(Boolean);
  expect(files).toEqual(expect.arrayContaining(['README.md', 'docs/architecture.md', 'examples/shop/README.md']));
  const texts = files.map((file) => ({ file, text: readInRepo(file) ?? '' }));
  expect(texts.flatMap(({ text }) => linksOf(text)).length).toBeGreaterThan(20);
  expect(texts.flatMap(({ file, text }) => brokenLinks(file, text, readInRepo))).toEqual([]);
});

test('every page in docs is listed in docs/README.md, and README.md leads there', async () => {
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', 'docs'], { cwd: root });
  const pages = stdout.split('\0').filter((file) => file !== '' && file !== 'docs/README.md' && existsSync(path.join(root, file)));
  const listed = new Set(linksOf(readInRepo('docs/README.md') ?? '').map((link) => `docs/${link.split('#')[0]}`));
  expect(pages.filter((file) => !listed.has(file))).toEqual([]);
  expect(linksOf(readInRepo('README.md') ?? '')).toContain('docs/README.md');
});

test('a broken link is found, and code is none', () => {
  const text = '# A b!\n[x](gone.md) [`y`](there.md#no) [z](#a-b) `[c](d)` [w](https://x.org)\n```\n[e](f)\n```\n';
  expect(brokenLinks('docs/a.md', text, (file) => (file === 'docs/there.md' ? '# Yes' : undefined))).toEqual([
    'docs/a.md: gone.md',
    'docs/a.md: there.md#no',
  ]);
});
