import path from 'node:path';
import { copyModule } from './lib/open-modules.ts';
import { root } from './lib/root.ts';
import { gatherEvidence } from './lib/truth-evidence.ts';
import { judge } from './lib/truth-judge.ts';
const [m, v] = process.argv[2].split('@');
const store = path.join(root, '.cache', 'truth');
const folder = copyModule({ path: m, version: v }, store);
const ev = gatherEvidence(folder, path.join(store, path.basename(folder) + '.go'), { short: false });
const { judged, leftovers, matched } = judge(ev);
console.log(ev.tests.map((t) => [t.package, t.failed.join(), t.skipped.join(), t.calls.length]));
const c = {};
for (const j of judged) {
  const k = [j.site.outcome, j.site.when.join('+'), j.ran, j.seen, j.excuse ?? '', j.against ? 'AGAINST' : ''].join(' | ');
  c[k] = (c[k] ?? 0) + 1;
}
console.log(
  Object.entries(c)
    .sort()
    .map(([k, n]) => n + '  ' + k)
    .join('\n'),
);
console.log('matched', matched, 'leftovers', leftovers.length);
for (const l of leftovers.slice(0, 40))
  console.log(l.test, l.frames.map((f) => `${f.function} ${f.file}:${f.line}`).join(' < '), [...l.call.objects], l.call.callee);
for (const j of judged)
  if (
    j.site.when.join() === 'always' &&
    j.ran !== 'not-executed' &&
    j.ran !== 'test-file' &&
    j.ran !== 'not-linked' &&
    (j.seen === 'none' || j.seen === 'one-of')
  ) {
    console.log(
      `${j.ran} ${j.seen} ${j.excuse ?? 'MISSING'} ${j.site.at.file}:${j.site.at.line} ${j.site.function} ${j.site.what} ${j.site.type?.name} ${j.site.places.length}pl\n      ${ev.linesOf(j.site.at.file)[j.site.at.line - 1]}`,
    );
  }
for (const j of judged)
  if (j.ran === 'not-executed' && j.seen !== 'none')
    console.log(
      'CONTRA',
      j.site.at.file + ':' + j.site.at.line,
      j.site.function,
      j.site.what,
      ev.linesOf(j.site.at.file)[j.site.at.line - 1],
    );
