import type { PageOptions } from '../../src/report/html.ts';

/** A page without script and style, for tests of what it is made of. */
export const bareAssets: PageOptions = { assets: { script: '', style: '' } };
