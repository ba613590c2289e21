import { inside, resolveFrom, toSlashes } from '../base/posix-path.ts';
import type { Host } from '../host/host.ts';
import { profileOf } from '../model/cost.ts';
import type { Report } from '../model/report.ts';
import { calleeTest } from '../query/match-callee.ts';
import { siteTest } from '../query/match-query.ts';
import type { Query } from '../query/query.ts';
import { defaultList, type ListOptions } from '../report/render-options.ts';
import type { GroupKey, SortKey } from '../model/list-keys.ts';
import type { Asked } from './parse.ts';

/** Which sites the list shows: `--where`, `--sort`, `--group`, `--top`. `root` is absolute; unknown (a bundle), patterns begin at it. */
export async function listOptions(
  asked: Asked,
  query: Query | undefined,
  report: Report,
  host: Host,
  root: string | undefined,
): Promise<ListOptions> {
  const stands = toSlashes(await host.files.real(resolveFrom(host.cwd, asked.texts.get('directory') ?? '.')));
  const cwd = (root === undefined ? undefined : inside(root, stands)) || '.';
  const context = { modules: report.build.modules, cwd, builds: report.builds?.map(({ label }) => label) ?? [] };
  return {
    sort: (asked.texts.get('sort') as SortKey | undefined) ?? (profileOf(report.measurements) ? 'cost' : defaultList.sort),
    group: (asked.texts.get('group') as GroupKey | undefined) ?? defaultList.group,
    top: Number(asked.texts.get('top') ?? defaultList.top),
    ...(query === undefined
      ? {}
      : { where: siteTest(query, context), whereCall: calleeTest(query, context), asked: asked.texts.get('where') ?? '' }),
  };
}
