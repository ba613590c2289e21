import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Site } from '../../src/model/site.ts';
import { spaceOf } from '../../src/view/arrange-sites.ts';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { bytes, grouped } from '../../src/view/numbers.ts';
import { showPosition } from '../../src/view/positions.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { siteCause, siteWords } from '../../src/view/site-words.ts';
import { explainCommand } from '../state/commands.ts';
import { nameFile, usePage } from '../state/context.ts';
import { isField, onKey } from '../state/keys.ts';
import { change, go, hrefOf } from '../state/route.ts';
import { Command, Prose } from './parts.tsx';
import { SiteSign } from './outcome.tsx';
import { useVirtual } from './use-virtual.ts';

export type ColumnName = keyof typeof words.columnNames;
export const allColumns: readonly ColumnName[] = [
  'position',
  'function',
  'what',
  'cause',
  'cost',
  'objects',
  'size',
  'copies',
  'rank',
  'package',
];

interface Column {
  readonly width: string;
  readonly isNumber?: boolean;
  readonly cell: (site: Site) => JSX.Element | string;
}
const columnTable: Readonly<Partial<Record<ColumnName, Column>>> = {
  position: {
    width: 'minmax(150px, 1.3fr)',
    cell: (site) => <span class="position">{showPosition({ file: site.at.file, line: site.at.line }, nameFile)}</span>,
  },
  function: { width: 'minmax(120px, 1fr)', cell: (site) => <span class="function">{safeText(site.function)}</span> },
  what: { width: 'minmax(180px, 2fr)', cell: (site) => siteWords(site) },
  cause: { width: 'minmax(160px, 2fr)', cell: (site) => <Prose text={siteCause(site, nameFile)} /> },
  cost: { width: '92px', isNumber: true, cell: (site) => (site.cost ? bytes(spaceOf(site)) : '–') },
  objects: {
    width: '92px',
    isNumber: true,
    cell: ({ cost }) => (cost ? grouped(Math.round(cost.reduce((sum, { values }) => sum + values.alloc_objects, 0))) : '–'),
  },
  size: { width: '76px', isNumber: true, cell: ({ type }) => (type?.size === undefined ? '–' : bytes(type.charged ?? type.size)) },
  copies: { width: '64px', isNumber: true, cell: ({ places }) => grouped(places.length) },
  rank: { width: '64px', isNumber: true, cell: ({ rank }) => (rank === undefined ? '–' : grouped(rank)) },
  package: { width: 'minmax(140px, 1fr)', cell: (site) => safeText(site.package) },
};

export type Row = { readonly group: { readonly title: string; readonly count: number } } | { readonly site: Site };

const rowHeight = 44;
const groupHeight = 36;

export function Table(props: {
  readonly rows: readonly Row[];
  readonly columns: readonly ColumnName[];
  readonly selected: string | undefined;
}): JSX.Element {
  const { rows, columns, selected } = props;
  const { ready } = usePage();
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtual(box, {
    count: rows.length,
    heightOf: (index) => (rows[index] && 'group' in rows[index] ? groupHeight : rowHeight),
  });
  const at = useMemo(() => rows.findIndex((row) => 'site' in row && row.site.id === selected), [rows, selected]);
  const select = (index: number): void => {
    const row = rows[index];
    if (!row || !('site' in row)) return;
    change({ site: row.site.id });
    virtual.show(index);
  };
  // What was chosen is in sight when the view opens.
  useEffect(() => {
    if (at > 0) virtual.show(at, 'center');
  }, []);
  useLayoutEffect(() =>
    onKey((event) => {
      const step = event.key === 'j' || event.key === 'ArrowDown' ? 1 : event.key === 'k' || event.key === 'ArrowUp' ? -1 : 0;
      const row = rows[at];
      if (step !== 0) {
        let next = at + step;
        if (at < 0) next = 0;
        while (rows[next] && !('site' in (rows[next] ?? {}))) next += step;
        select(next);
        return true;
      }
      if (!row || !('site' in row) || (isInteractive(event.target) && event.key === 'Enter')) return false;
      if (event.key === 'Enter') go('why', { site: row.site.id, line: String(row.site.at.line) });
      else if (event.key === 's') go('source', { file: row.site.at.file, line: String(row.site.at.line) });
      else return false;
      return true;
    }),
  );
  const template = { gridTemplateColumns: `28px ${columns.map((name) => columnTable[name]?.width ?? '1fr').join(' ')}` };
  const chosen = rows[at];
  return (
    <>
      {virtual.printed ? <p class="printed">{words.printed(virtual.printed, rows.length)}</p> : null}
      <div class="table">
        <div
          class="table-scroll"
          ref={box}
          tabIndex={0}
          role="table"
          aria-label={words.list}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
        >
          <div role="rowgroup" class="table-head">
            <div role="row" class="row" style={template} aria-rowindex={1}>
              <span role="columnheader">
                <span class="off-screen">{words.columnNames.outcome}</span>
              </span>
              {columns.map((name) => (
                <span key={name} role="columnheader" class={columnTable[name]?.isNumber === true ? 'number' : ''}>
                  {words.columnNames[name]}
                </span>
              ))}
            </div>
          </div>
          <div role="rowgroup" class="table-body" style={{ height: `${virtual.height}px` }}>
            {virtual.rows.map(({ index, start }) => {
              const row = rows[index];
              if (!row) return null;
              if ('group' in row)
                return (
                  <div
                    key={index}
                    role="row"
                    aria-rowindex={index + 2}
                    class="row group"
                    style={{ transform: `translateY(${start}px)`, height: `${groupHeight}px` }}
                  >
                    <span role="cell">
                      <strong>{row.group.title}</strong> <span class="soft">{words.sitesOnLine(row.group.count)}</span>
                    </span>
                  </div>
                );
              const { site } = row;
              return (
                <div
                  key={index}
                  role="row"
                  aria-rowindex={index + 2}
                  aria-current={index === at ? 'true' : undefined}
                  class={`row site ${index === at ? 'chosen' : ''}`}
                  style={{ ...template, transform: `translateY(${start}px)`, height: `${rowHeight}px` }}
                  onClick={() => select(index)}
                  onDblClick={() => go('why', { site: site.id, line: String(site.at.line) })}
                >
                  <span role="cell" class="sign-cell">
                    <SiteSign site={site} />
                  </span>
                  {columns.map((name, column) => (
                    <span key={name} role="cell" class={`${name} ${columnTable[name]?.isNumber === true ? 'number' : ''}`}>
                      {column === 0 ? (
                        <a href={hrefOf('why', { site: site.id, line: String(site.at.line) })} onClick={(event) => event.stopPropagation()}>
                          {columnTable[name]?.cell(site)}
                        </a>
                      ) : (
                        columnTable[name]?.cell(site)
                      )}
                    </span>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {chosen && 'site' in chosen ? <Chosen site={chosen.site} build={ready.head.report?.build} /> : null}
    </>
  );
}

function isInteractive(target: EventTarget | null): boolean {
  return isField(target) || (target instanceof HTMLElement && /^(A|BUTTON|SUMMARY)$/.test(target.tagName));
}

/** The chosen row, below the table: what can be done with it. */
function Chosen({ site, build }: { readonly site: Site; readonly build: Parameters<typeof explainCommand>[1] }): JSX.Element {
  return (
    <aside class="chosen-bar" aria-label={words.details}>
      <SiteSign site={site} />
      <p>
        <strong>{showPosition({ file: site.at.file, line: site.at.line }, nameFile)}</strong> {siteWords(site)}.{' '}
        <Prose text={siteCause(site, nameFile)} />
      </p>
      <span class="actions">
        <a class="button primary" href={hrefOf('why', { site: site.id, line: String(site.at.line) })}>
          {words.openWhy}
        </a>
        <a class="button" href={hrefOf('source', { file: site.at.file, line: String(site.at.line) })}>
          {words.openSource}
        </a>
        <Command text={explainCommand(site, build)} />
      </span>
    </aside>
  );
}
