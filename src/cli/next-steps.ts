import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import { spaceOf } from '../view/arrange-sites.ts';
import { safeText } from '../view/safe-text.ts';
import { shellWord } from '../view/shell-word.ts';
import type { Asked } from './parse.ts';

/**
 * What a reader of the list may want next, in lines of at most `columns` where that can be; flags that were given are not suggested. `nameFile` names
 * a file as `explain` takes it.
 */
export function nextSteps(
  asked: Pick<Asked, 'texts' | 'switches' | 'given'>,
  report: Pick<Report, 'sites' | 'builds'>,
  columns: number,
  nameFile: (file: string) => string,
): string {
  // Under a query another site may stand first.
  const site = asked.given.has('where') ? undefined : firstSite(report);
  const folder = asked.texts.get('directory');
  const where = folder === undefined ? '' : `-C ${shellWord(folder)}`;
  // `explain` builds the module; a package that was named outside of it is a dependency there.
  const dependency = site?.at.file.startsWith('$') ? `--deps ${site.package}` : '';
  const steps = [
    site
      ? [
          'stackward explain',
          where,
          dependency,
          shellWord(`${/^[$<]/.test(site.at.file) ? site.at.file : nameFile(site.at.file)}:${site.at.line}`),
        ]
          .filter(Boolean)
          .join(' ')
      : '',
    asked.given.has('where') ? '' : "--where 'hidden:yes' or 'outcome:paper'",
    asked.given.has('group') ? '' : '--group cause',
    asked.switches.has('tests') ? '' : '--tests',
    asked.switches.has('callees') || report.builds ? '' : '--callees',
    // Where the objects of an operation come from, measured.
    report.builds ? '' : ['stackward bench', where].filter(Boolean).join(' '),
  ];
  const [first = '', ...rest] = steps.filter(Boolean).map(safeText);
  const lines = [`Next: ${first}`];
  for (const step of rest) {
    const longer = `${lines.at(-1) ?? ''} · ${step}`;
    if (longer.length <= columns) lines[lines.length - 1] = longer;
    else lines.push(`      ${step}`);
  }
  return `${lines.join('\n')}\n`;
}

/** What stands first in the list: the costliest, where something was measured. */
function firstSite({ sites }: Pick<Report, 'sites'>): Site | undefined {
  const costliest = sites.reduce<Site | undefined>((most, site) => (spaceOf(site) > (most ? spaceOf(most) : 0) ? site : most), undefined);
  return costliest ?? sites.find(({ rank }) => rank === 1);
}
