import type { Build, Report } from '../../src/model/report.ts';
import type { Site } from '../../src/model/site.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { shellWord } from '../../src/view/shell-word.ts';

/** The flags of the build, so that the command shows what the page shows. */
function buildFlags({ tests, tags, race }: Build): string[] {
  return [tests ? '--tests' : '', race ? '--race' : '', tags.length > 0 ? `--tags ${shellWord(tags.join(','))}` : ''].filter(Boolean);
}

/** What a terminal says of one place. */
export function explainCommand(site: Site, build: Build | undefined): string {
  return ['stackward explain', ...(build ? buildFlags(build) : []), shellWord(safeText(`${site.at.file}:${site.at.line}`))].join(' ');
}

/** What a terminal says of a file's line. */
export function explainLineCommand(file: string, line: number): string {
  return `stackward explain ${shellWord(safeText(`${file}:${line}`))}`;
}

/** A list as `check` shows it. */
export function checkCommand(
  query: string,
  sort: string,
  group: string,
  report: Pick<Report, 'build' | 'measurements'> | undefined,
): string {
  return [
    'stackward check',
    ...(report ? buildFlags(report.build) : []),
    ...(report?.measurements ?? []).flatMap(({ kind, files }) =>
      files.map((file) => `--${kind === 'coverage' ? 'cover' : 'profile'} ${shellWord(safeText(file))}`),
    ),
    query === '' ? '' : `--where ${shellWord(query)}`,
    sort === '' || sort === 'rank' ? '' : `--sort ${sort}`,
    group === '' || group === 'none' ? '' : `--group ${group}`,
  ]
    .filter(Boolean)
    .join(' ');
}
