import { compareBy, compareText } from '../base/order.ts';
import type { Site } from './site.ts';

/** The order of sites in a report. */
export const byPackage: (a: Site, b: Site) => number = compareBy<Site>(
  (a, b) => compareText(a.package, b.package),
  (a, b) => compareText(a.at.file, b.at.file),
  (a, b) => a.at.line - b.at.line,
  (a, b) => compareText(a.what, b.what),
  (a, b) => compareText(a.type?.name ?? '', b.type?.name ?? ''),
  (a, b) => compareText(a.function, b.function),
  (a, b) => compareText(a.subject ?? '', b.subject ?? ''),
  (a, b) => compareText(a.id, b.id),
);

/** The order of positions: by file, line and column; what stands at one position has an order too, so that no list depends on the order it was given in. */
export const byPosition: (a: Site, b: Site) => number = compareBy<Site>(
  (a, b) => compareText(a.at.file, b.at.file),
  (a, b) => a.at.line - b.at.line,
  (a, b) => (a.at.column ?? 0) - (b.at.column ?? 0),
  (a, b) => compareText(a.package, b.package),
  (a, b) => compareText(a.function, b.function),
  (a, b) => compareText(a.what, b.what),
  (a, b) => compareText(a.type?.name ?? '', b.type?.name ?? ''),
  (a, b) => compareText(a.id, b.id),
);
