/**
 * Published modules under five Go releases: how many differences are explained by evidence of the pair. Prints the figures, and what stays unexplained. That the
 * reasons are right was judged by hand on a sample; this holds their number.
 */
import { expect, test } from 'vitest';
import type { BuildComparison, DifferenceKind, Reason } from '../../src/model/build-comparison.ts';
import type { ReleaseFactCode } from '../../src/model/tables/release-facts.ts';
import { compared, differencesOf, shortReason, type Difference } from '../support/compared.ts';
import { copyModule } from '../support/real-module.ts';

const releases = ['1.22.12', '1.24.13', '1.25.14', '1.26.8', '1.27.4'];
const modules = [
  'github.com/go-chi/chi/v5@v5.2.3',
  'github.com/spf13/cobra@v1.10.2',
  'go.uber.org/zap@v1.28.0',
  // No reason was made with these at hand.
  'github.com/miekg/dns@v1.1.62',
  'github.com/hashicorp/go-memdb@v1.3.4',
];

/** What the compiler decided and the code calls: the difference itself rather than its reason. */
const evidence: readonly Reason['code'][] = ['verdict', 'allocator'];

test.each(modules)('%s', async (module) => {
  const folder = copyModule(module);
  const comparison = await compared(folder, Object.fromEntries(releases.map((go) => [go, { go }])), 'sequence');
  expect(comparison.builds.map(({ state }) => state)).toEqual(releases.map(() => 'built'));
  const all = releases.slice(1).flatMap((to, at) => tell(comparison, at, `${module} ${releases[at]} → ${to}`));
  const explained = all.filter(isExplained).length;
  // Most differences of 1.27 are the allocators of sizes alone: the share holds without these too.
  const rest = all.filter(({ step }) => !isOnly(step.kinds, 'words'));
  const explainedRest = rest.filter(isExplained).length;
  console.log(`${module}: ${explained} of ${all.length} differences explained; but for words ${explainedRest} of ${rest.length}`);
  expect(comparison.explained + comparison.unexplained).toBe(all.length);
  expect(explained / all.length).toBeGreaterThanOrEqual(0.95);
});

/**
 * Where the compiler can be told to leave a change out, it is the oracle: what is explained by the change does not differ then. `values` are of `-gcflags` of the later
 * release, `experiment` holds in both.
 */
const switches: readonly {
  readonly facts: readonly ReleaseFactCode[];
  readonly from: string;
  readonly to: string;
  readonly gcflags?: string;
  readonly experiment?: string;
}[] = [
  { facts: ['constant-propagation', 'constant-structs'], from: '1.24.13', to: '1.25.14', gcflags: '-d=literalallochash=n' },
  { facts: ['late-copy'], from: '1.25.14', to: '1.26.8', gcflags: '-d=variablemakehash=n' },
  { facts: ['sized-allocators', 'json-v2'], from: '1.26.8', to: '1.27.4', experiment: 'nosizespecializedmalloc,nojsonv2' },
];

test.each(switches)(
  '$facts from $from to $to: what they explain is gone where the compiler leaves them out',
  async ({ facts, from, to, gcflags, experiment }) => {
    for (const module of modules) {
      const folder = copyModule(module);
      const plain = await compared(folder, { from: { go: from }, to: { go: to } }, 'sequence');
      const options = { go: to, ...(gcflags === undefined ? {} : { gcflags: [gcflags] }) };
      const env = experiment === undefined ? process.env : { ...process.env, GOEXPERIMENT: experiment };
      const without = await compared(folder, { from: { go: from }, to: options }, 'sequence', env);
      const cites = ({ step }: Difference): boolean =>
        step.reasons.some((reason) => reason.code === 'release-fact' && facts.includes(reason.fact));
      const keyOf = ({ row: { site }, step }: Difference): string =>
        [site.at.file, site.at.line, site.function, site.what, site.subject, ...step.kinds].join(' ');
      const left = new Set(differencesOf(without, 0, 1).map(keyOf));
      const all = differencesOf(plain, 0, 1);
      const explained = all.filter(cites);
      console.log(`${module} ${from} → ${to}: ${explained.length} explained by ${facts.join(', ')}`);
      expect(explained.map(keyOf).filter((key) => left.has(key))).toEqual([]);
      // And the other way: what is gone with it is explained by it, but for functions that the compiler writes: which of them it needs is not seen in one package.
      const missed = all.filter((one) => !left.has(keyOf(one)) && !cites(one) && !one.row.site.at.file.startsWith('<'));
      expect(missed.map(keyOf)).toEqual([]);
    }
  },
);

function tell(comparison: BuildComparison, from: number, label: string): Difference[] {
  const found = differencesOf(comparison, from, from + 1);
  const open = found.filter((one) => !isExplained(one));
  const counts = new Map<string, number>();
  for (const { step } of found) {
    const key = step.reasons.slice(0, 1).map(shortCode).join() || 'none';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const lines = open.map(
    ({ row, step }) =>
      `  ${row.site.at.file}:${row.site.at.line} ${row.site.function} ${row.site.what} ${step.kinds.join(' ')}: ${step.reasons.map(shortReason).join('; ') || 'no reason'}`,
  );
  const reasons = [...counts].toSorted((a, b) => b[1] - a[1]).map(([reason, count]) => `${reason} ${count}`);
  console.log([`${label}: ${found.length} differences, ${open.length} unexplained; ${reasons.join(', ')}`, ...lines].join('\n'));
  return found;
}

function isExplained({ step }: Difference): boolean {
  return step.reasons.some(({ code }) => !evidence.includes(code));
}

function shortCode(reason: Reason): string {
  return reason.code === 'release-fact' ? reason.fact : reason.code;
}

function isOnly(kinds: readonly DifferenceKind[], kind: DifferenceKind): boolean {
  return kinds.every((one) => one === kind);
}
