import type { Site } from '../../../src/model/site.ts';
import type { Program } from './read-program.ts';
import { isWithin } from './read-program.ts';

/**
 * Compares the sites that a program expects with those of the report: one line for each difference. A file with a `site` mark, of whatever
 * release, is complete: no other site may be written in it.
 */
export function compareSites(program: Program, sites: readonly Site[], folder: string, minor: number): string[] {
  const all = program.marks.filter((mark) => mark.word === 'site');
  const complete = new Set(all.map((mark) => mark.file));
  const lineOf = new Map(sites.map((site) => [site.id, site.at.line]));
  const left = sites
    .filter((site) => site.package === program.module || site.package.startsWith(`${program.module}/`))
    .map((site) => ({ file: ownName(site.at.file, folder), line: site.at.line, text: siteWords(program, site, lineOf) }));
  const differences: string[] = [];
  for (const mark of all) {
    if (!isWithin(mark.bounds, minor)) continue;
    const at = left.findIndex((one) => one.file === mark.file && one.line === mark.line && one.text === mark.text);
    if (at < 0) differences.push(`${showPlace(mark)} missing site "${mark.text}"`);
    else left.splice(at, 1);
  }
  for (const one of left) if (complete.has(one.file)) differences.push(`${showPlace(one)} unexpected site "${one.text}"`);
  return differences;
}

function showPlace({ file, line }: { readonly file: string; readonly line: number }): string {
  return file === '' ? '-' : `${file}:${line}`;
}

function ownName(file: string, folder: string): string {
  return file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file;
}

/** `allocates object T always heap`, `paper constant`, `merged into 5`, `unsettled no-position`; ` x2` for two compiled copies. */
function siteWords(program: Program, site: Site, lineOf: ReadonlyMap<string, number>): string {
  const copies = site.places.length > 1 ? ` x${site.places.length}` : '';
  switch (site.outcome) {
    case 'allocates': {
      const type = site.type?.name.replaceAll(`${program.module}.`, '').replaceAll(`${program.module}/`, '');
      return ['allocates', site.what, ...(type === undefined ? [] : [type]), site.when.join(','), `${site.said}${copies}`].join(' ');
    }
    case 'paper':
      return `paper ${site.paper}${copies}`;
    case 'merged':
      return `merged into ${lineOf.get(site.into) ?? '?'}${copies}`;
    case 'unsettled':
      return `unsettled ${site.why}${copies}`;
  }
}
