import type { JSX } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { profileOf } from '../../src/model/cost.ts';
import { groupKeys, sortKeys, type GroupKey, type SortKey } from '../../src/model/list-keys.ts';
import type { Site } from '../../src/model/site.ts';
import { siteTest } from '../../src/query/match-query.ts';
import { parseQuery } from '../../src/query/parse-query.ts';
import type { Query, QueryContext } from '../../src/query/query.ts';
import { arrangeSites, type Arrangement } from '../../src/view/arrange-sites.ts';
import { groupTitle } from '../../src/view/list-words.ts';
import { errorMessage } from '../../src/view/messages/en/errors.ts';
import { groupNames, pageWords as words, sortNames } from '../../src/view/messages/en/page.ts';
import { checkCommand } from '../state/commands.ts';
import { queryContext, usePage } from '../state/context.ts';
import { change, route } from '../state/route.ts';
import { Command, Empty } from '../ui/parts.tsx';
import { QueryField } from '../ui/query-field.tsx';
import { allColumns, type ColumnName, type Row, Table } from '../ui/site-table.tsx';

export function Sites(): JSX.Element {
  const { ready } = usePage();
  const { head, sites } = ready;
  const { params } = route.value;
  const isMeasured = profileOf(head.report?.measurements) !== undefined;
  const q = params['q'] ?? '';
  const sort = sortKeys.find((one) => one === params['sort']) ?? (isMeasured ? 'cost' : 'rank');
  const group = groupKeys.find((one) => one === params['group']) ?? 'none';
  const columns = readColumns(params['cols'], isMeasured);
  const context = useMemo(() => queryContext(head.report), [head.report]);
  const query = useMemo(() => readQuery(q), [q]);
  const last = useRef<Arrangement | undefined>(undefined);
  const arranged = useMemo(() => {
    // A query that is still being written leaves the list as it was.
    if (query.error !== undefined && last.current) return last.current;
    return (last.current = arrange(sites, query.query, context, sort, group));
  }, [sites, query, context, sort, group]);
  const rows = useMemo(() => rowsOf(arranged, group), [arranged, group]);
  const command = checkCommand(q, sort === (isMeasured ? 'cost' : 'rank') ? '' : sort, group, head.report);
  return (
    <div class="sites">
      <h1 class="off-screen">{words.list}</h1>
      <div class="toolbar">
        <QueryField value={q} error={query.error} onChange={(text) => change({ q: text })} />
        <div class="presets" role="group" aria-label={words.query}>
          {words.presets.map(([name, text]) => (
            <button
              key={text}
              type="button"
              class="chip"
              aria-pressed={q === text}
              onClick={() => change({ q: q === text ? '' : text }, false)}
            >
              {name}
            </button>
          ))}
        </div>
        <div class="choices">
          <Choice
            label={words.group}
            value={group}
            of={groupKeys}
            names={groupNames}
            onChange={(value) => change({ group: value === 'none' ? '' : value })}
          />
          <Choice label={words.sort} value={sort} of={sortKeys} names={sortNames} onChange={(value) => change({ sort: value })} />
          <details class="popover">
            <summary class="button">{words.columns}</summary>
            <div>
              {allColumns.map((name) => (
                <label key={name}>
                  <input
                    type="checkbox"
                    checked={columns.includes(name)}
                    onChange={() =>
                      change({
                        cols: allColumns.filter((one) => (one === name ? !columns.includes(one) : columns.includes(one))).join(' '),
                      })
                    }
                  />
                  {words.columnNames[name]}
                </label>
              ))}
            </div>
          </details>
        </div>
        <p class="matching" role="status">
          {words.matching(arranged.meant, sites.length)}
        </p>
        <Command text={command} />
      </div>
      {sites.length === 0 ? (
        <Empty title={words.noSites} />
      ) : rows.length === 0 ? (
        <Empty title={words.noMatch} />
      ) : (
        <Table rows={rows} columns={columns} selected={params['site']} />
      )}
    </div>
  );
}

function readColumns(text: string | undefined, isMeasured: boolean): readonly ColumnName[] {
  const named = allColumns.filter((name) => text?.split(' ').includes(name));
  return named.length > 0 ? named : ['position', 'function', 'what', ...(isMeasured ? (['cost'] as const) : []), 'cause'];
}

function readQuery(text: string): { readonly query?: Query; readonly error?: string } {
  if (text.trim() === '') return {};
  try {
    return { query: parseQuery(text) };
  } catch (error) {
    const { code, args } = error as { readonly code?: string; readonly args?: object };
    if (code === undefined) throw error;
    const { what, next } = errorMessage(code, args ?? {});
    return { error: next === undefined ? what : `${what} ${next}` };
  }
}

function arrange(sites: readonly Site[], query: Query | undefined, context: QueryContext, sort: SortKey, group: GroupKey): Arrangement {
  return arrangeSites(sites, { ...(query ? { where: siteTest(query, context) } : {}), sort, group });
}

function rowsOf({ groups }: Arrangement, by: GroupKey): readonly Row[] {
  const rows: Row[] = [];
  for (const group of groups) {
    if (by !== 'none') rows.push({ group: { title: groupTitle(group, by), count: group.sites.length } });
    for (const site of group.sites) rows.push({ site });
  }
  return rows;
}

function Choice<Name extends string>(props: {
  readonly label: string;
  readonly value: Name;
  readonly of: readonly Name[];
  readonly names: Readonly<Record<Name, string>>;
  readonly onChange: (value: Name) => void;
}): JSX.Element {
  return (
    <label class="field">
      <span>{props.label}</span>
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value as Name)}>
        {props.of.map((name) => (
          <option key={name} value={name}>
            {props.names[name]}
          </option>
        ))}
      </select>
    </label>
  );
}
