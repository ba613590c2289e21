import { compareBy, compareText } from '../../base/order.ts';
import type { Site } from '../../model/report.ts';

/** The order of sites in a report. */
export const bySource: (a: Site, b: Site) => number = compareBy<Site>(
  (a, b) => compareText(a.package, b.package),
  (a, b) => compareText(a.at.file, b.at.file),
  (a, b) => a.at.line - b.at.line,
  (a, b) => compareText(a.what, b.what),
  (a, b) => compareText(a.type?.name ?? '', b.type?.name ?? ''),
  (a, b) => compareText(a.function, b.function),
  (a, b) => compareText(a.subject ?? '', b.subject ?? ''),
  (a, b) => compareText(a.id, b.id),
);
