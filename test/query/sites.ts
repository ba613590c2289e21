import type { Outcome, Site, SiteBase } from '../../src/model/site.ts';
import type { QueryContext } from '../../src/query/query.ts';

/** A site for tests: what is not said is ordinary. */
export function makeSite(more: Partial<SiteBase> & Partial<Outcome> = {}): Site {
  const base: SiteBase = {
    id: 'a1b2c3',
    package: 'ex.com/shop/store',
    function: '(*Store).Get',
    at: { file: 'store/store.go', line: 17 },
    what: 'object',
    when: ['always'],
    places: [],
    cause: { code: 'returned', args: {} },
  };
  return { ...base, outcome: 'allocates', said: 'heap', ...more } as Site;
}

export const shop: QueryContext = {
  modules: [
    { path: 'ex.com/shop', dir: '.' },
    { path: 'ex.com/shop/tool', dir: 'tool' },
    { path: 'local', dir: '../local' },
  ],
  cwd: '.',
};
