import { createColors } from 'picocolors';
import type { Report, Site } from '../model/report.ts';
import { problemMessage, problemSubject } from '../view/messages/en.ts';
import { count, grouped } from '../view/numbers.ts';
import { safeLines, safeText } from '../view/safe-text.ts';
import { callsAt, siteWords, verdictWords } from '../view/site-words.ts';
import { cutTo } from './cut.ts';
import type { RenderOptions } from './render.ts';

/** Lines are cut here even where nothing says how wide they may be: no foreign text makes one endless. */
const widest = 2000;

/** Sites that are listed unless all are asked for. */
const listed = 60;

/** The report for people: problems first, then each package's sites, then the counts. */
export function* renderText(report: Report, options: RenderOptions): Iterable<string> {
  const paint = createColors(options.color);
  const line = (text: string): string => `${cutTo(text, options.width ?? widest)}\n`;

  yield line(paint.dim(header(report)));
  yield* problems(report, paint);

  // Sites of the named packages; the others are std's or a dependency's generic code, compiled here.
  const named = new Set(report.packages.map((pkg) => pkg.path));
  const own = report.sites.filter((site) => named.has(site.package));
  const groups = new Map<string, Site[]>();
  for (const site of own) {
    const group = groups.get(site.package);
    if (group) group.push(site);
    else groups.set(site.package, [site]);
  }
  const isCut = !options.all && own.length > listed;
  const share = Math.max(3, Math.floor(listed / Math.max(1, groups.size)));
  let hidden = 0;
  for (const [pkg, sites] of groups) {
    const calls = sites.reduce((sum, site) => sum + callsAt(site), 0);
    yield '\n';
    yield line(`${paint.bold(safeText(pkg))}  ${paint.dim(`${count(calls, 'call')} at ${count(sites.length, 'site')}`)}`);
    // Wrappers that the compiler makes have no place in the source: last.
    const ordered = [...sites.filter((site) => !isMade(site)), ...sites.filter(isMade)];
    const some = isCut ? ordered.slice(0, share) : ordered;
    for (const site of some) {
      yield line(`  ${paint.cyan(position(site, options.nameFile))}  ${safeText(site.function)}`);
      yield line(`      ${siteWords(site)}`);
      yield line(paint.dim(`      ${verdictWords(site)}`));
    }
    hidden += sites.length - some.length;
    if (some.length < sites.length) yield line(paint.dim(`  … ${count(sites.length - some.length, 'more site')} in this package`));
  }
  yield '\n';
  yield* closing(report, hidden, line, paint);
}

function* problems(report: Report, paint: ReturnType<typeof createColors>): Iterable<string> {
  const signs = { failed: paint.red('failed'), incomplete: paint.yellow('incomplete'), notice: paint.cyan('note') };
  for (const problem of report.problems) {
    const { what, next } = problemMessage(problem.code, problem.args);
    const words = safeLines(`${problemSubject(problem)}${what}`);
    yield `${signs[problem.effect]}: ${words}${next === undefined ? '' : `\n    → ${safeText(next)}`}\n`;
  }
}

function* closing(
  report: Report,
  hidden: number,
  line: (text: string) => string,
  paint: ReturnType<typeof createColors>,
): Iterable<string> {
  const { counts } = report;
  yield line(
    `${count(counts.lines, 'compiler line')}, ${count(counts.verdicts, 'verdict')}, ${count(counts.calls, 'call')} at ${count(counts.sites, 'site')}` +
      ` in ${count(counts.packages, 'package')}`,
  );
  if (counts.packagesFailed > 0)
    yield line(
      paint.red(`${count(counts.packagesFailed, 'package')} failed: nothing is known of ${counts.packagesFailed === 1 ? 'it' : 'them'}`),
    );
  if (counts.sitesElsewhere > 0)
    yield line(paint.dim(`of these, ${count(counts.sitesElsewhere, 'site')} written in packages that were not named: -f json lists them`));
  if (counts.callsTypeUnknown > 0) yield line(paint.dim(`${count(counts.callsTypeUnknown, 'call')} whose type is not known`));
  if (hidden > 0) yield line(paint.dim(`${grouped(hidden)} sites are not listed here: --all shows them, or name fewer packages`));
}

function header(report: Report): string {
  const { build } = report;
  const main = build.modules.map((module) => module.path);
  const parts = [
    `stackward ${build.stackward}`,
    build.go,
    `${build.goos}/${build.goarch}`,
    main.length > 3 ? `${main.length} modules` : main.join(', '),
  ];
  if (build.experiment !== '') parts.push(`GOEXPERIMENT=${build.experiment}`);
  if (build.tags.length > 0) parts.push(`-tags=${build.tags.join(',')}`);
  if (build.gcflags !== '') parts.push(`gcflags ${build.gcflags}`);
  if (build.race) parts.push('-race');
  if (build.pgo.length > 0) parts.push(`PGO ${build.pgo.map((profile) => profile.file).join(', ')}`);
  if (build.tests) parts.push('with tests');
  return safeText(parts.join(' · '));
}

function isMade(site: Site): boolean {
  return site.at.file.startsWith('<') || site.at.file === '';
}

function position(site: Site, nameFile: RenderOptions['nameFile']): string {
  const { file, line } = site.at;
  const isBelowRoot = file !== '' && !/^[$</]/.test(file);
  return `${safeText(isBelowRoot ? nameFile(file) : file)}:${line}`;
}
