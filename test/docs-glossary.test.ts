import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { escapeClasses } from '../src/model/causes.ts';
import { chainEnds } from '../src/model/chains.ts';
import { whens } from '../src/model/facts.ts';
import { joineds, outcomes, paperReasons, saids, unsettledReasons, whats } from '../src/model/site.ts';
import { paperWords, unsettledWords } from '../src/view/site-words.ts';
import { root } from './support/repo.ts';

const text = readFileSync(path.join(root, 'docs/glossary.md'), 'utf8');

test.each([
  ['outcomes', outcomes],
  ['what is said', saids],
  ['what is allocated', whats],
  ['reasons of paper', paperReasons],
  ['reasons of unsettled', unsettledReasons],
  ['ways of joining', joineds],
  ['conditions', whens],
  ['ends of chains', chainEnds],
  ['classes', escapeClasses],
])('docs/glossary.md has all %s', (_, words) => {
  expect(words.filter((word) => !new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(text))).toEqual([]);
});

test.each(Object.entries({ ...paperWords, ...unsettledWords }))('%s is shown there as it is', (reason, words) => {
  const row = text.split('\n').find((line) => line.startsWith(`| \`${reason}\` |`));
  // Two are in the list for readers of documents and are never given.
  if (reason === 'pointer-shaped' || reason === 'stack-buffer') expect(row).toBeUndefined();
  else expect(row).toContain(` ${words} |`);
});
