import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Report } from '../src/model/report.ts';
import { root } from './support/repo.ts';
import { runCli } from './support/run-cli.ts';
import { run } from './support/run.ts';

// What the documents show is what the commands print, in examples/shop. Other releases print other costs and counts.
const shop = path.join(root, 'examples/shop');
const release = (await run('go', ['version'], { cwd: shop })).stdout;
const onShownRelease = test.skipIf(!/ go1\.26(\.\d+)? /.test(release));

interface Shown {
  readonly file: string;
  readonly command: string;
  readonly lines: readonly string[];
}

function shownIn(file: string): Shown[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/^```text\n\$ (.+)\n([^]*?)\n```$/gm)].map(([, command = '', shown = '']) => ({
    file,
    command,
    lines: shown.split('\n'),
  }));
}

/** The parts of a shown text that are not in the output, one after the other; a line `…` stands for what was left out. */
function missing(shown: readonly string[], output: string): string[] {
  const parts = shown
    .join('\n')
    .split(/^…$/m)
    .map((part) => part.replaceAll(/^\n+|\n+$/g, ''));
  let from = 0;
  return parts.filter((part) => {
    const at = output.indexOf(part, from);
    if (at < 0) return true;
    from = at + part.length;
    return false;
  });
}

/** The machine's platform and the last number of the release. */
function withoutMachine(text: string): string {
  return text.replaceAll(/\bgo1\.26[.\d]*/g, 'go1.26').replaceAll(/ · \w+\/\w+ · /g, ' · os/arch · ');
}

async function output(command: string): Promise<string> {
  const [program, ...args] = command.split(' ');
  const { stdout } = program === 'stackward' ? await runCli(args, { cwd: shop }) : await run(process.execPath, args, { cwd: shop });
  return stdout;
}

const all = ['README.md', 'docs/explain.md', 'docs/library.md'].flatMap(shownIn);

test('the documents show the commands that matter', () => {
  expect(new Set(all.map(({ file, command }) => `${file} ${command.split(' ').slice(0, 2).join(' ')}`))).toEqual(
    new Set([
      'README.md stackward check',
      'README.md stackward explain',
      'docs/explain.md stackward explain',
      'docs/library.md node ../library/list-allocations.js',
    ]),
  );
});

onShownRelease.for(all)('$file: $command', async ({ command, lines }) => {
  expect(missing(withoutMachine(lines.join('\n')).split('\n'), withoutMachine(await output(command)))).toEqual([]);
});

onShownRelease('the causes in examples/shop/README.md are the most frequent ones, each at its place', async () => {
  const rows = [...readFileSync(path.join(shop, 'README.md'), 'utf8').matchAll(/^\| `([a-z-]+)` \| `([\w/]+\.go:\d+)` \|/gm)];
  const { sites } = JSON.parse(await output('stackward check -f json')) as Report;
  const own = sites.filter((site) => site.outcome === 'allocates' && !site.at.file.startsWith('$'));
  const places = new Set(own.map((site) => `${site.cause.code} ${site.at.file}:${site.at.line}`));
  expect(rows.filter(([, cause, place]) => !places.has(`${cause} ${place}`)).map(([row]) => row)).toEqual([]);
  const counts = new Map<string, number>();
  for (const { cause } of own) counts.set(cause.code, (counts.get(cause.code) ?? 0) + 1);
  const listed = rows.map(([, cause = '']) => counts.get(cause) ?? 0);
  expect(listed).toEqual([...counts.values()].toSorted((a, b) => b - a).slice(0, 8));
});

test('the program in docs/library.md runs', async () => {
  const [, code = ''] = /^```js\n([^]*?)^```$/m.exec(readFileSync(path.join(root, 'docs/library.md'), 'utf8')) ?? [];
  const args = ['--input-type=module', '-e', code.replace('path/to/module', 'examples/shop')];
  const { stdout, stderr } = await run(process.execPath, args, { cwd: root });
  expect({ stdout, stderr }).toEqual({ stdout: expect.stringMatching(/^\{ allocates: \d+, paper: \d+, .* \}\n$/) as string, stderr: '' });
});

test('a text that differs is found', () => {
  expect(missing(['a', '…', 'c'], 'a\nb\nc')).toEqual([]);
  expect(missing(['a', 'c', '…', 'b'], 'a\nb\nc')).toEqual(['a\nc']);
  expect(missing(['c', '…', 'a'], 'a\nb\nc')).toEqual(['a']);
});
