import { benchSchema, type BenchResult } from './bench.ts';
import { explainedSchema, type Explained } from './explanation.ts';
import type { Report } from './report.ts';

/** The documents that are kept and shown again, by kind: what their field `schema` says. */
export const documentSchemas: {
  readonly report: Report['schema'];
  readonly explained: Explained['schema'];
  readonly bench: BenchResult['schema'];
} = {
  report: 'stackward/report/1',
  explained: explainedSchema,
  bench: benchSchema,
};
export type DocumentKind = keyof typeof documentSchemas;

/** A document that was read, with its kind. */
export type SavedDocument =
  | { readonly kind: 'report'; readonly document: Report }
  | { readonly kind: 'explained'; readonly document: Explained }
  | { readonly kind: 'bench'; readonly document: BenchResult };
