/** How a list of sites can be ordered and headed; flags, settings and the page offer these. */
export const sortKeys = ['rank', 'cost', 'saving', 'position', 'size', 'copies', 'package', 'function'] as const;
export type SortKey = (typeof sortKeys)[number];
export const groupKeys = ['none', 'package', 'function', 'cause', 'type'] as const;
export type GroupKey = (typeof groupKeys)[number];
