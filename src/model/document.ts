import { binarySchema, type BinaryResult } from './binary.ts';
import { benchSchema, type BenchResult } from './bench.ts';
import { benchComparisonSchema, type BenchComparison } from './benchmark-comparison.ts';
import { buildComparisonSchema, type BuildComparison } from './build-comparison.ts';
import { comparisonSchemaName, type Comparison } from './comparison.ts';
import { explainedSchema, type Explained } from './explanation.ts';
import type { Report } from './report.ts';

/** The documents that are kept and shown again, by kind. */
interface Documents {
  readonly report: Report;
  readonly explained: Explained;
  readonly comparison: Comparison;
  readonly 'build-comparison': BuildComparison;
  readonly bench: BenchResult;
  readonly 'bench-comparison': BenchComparison;
  readonly binary: BinaryResult;
}
export type DocumentKind = keyof Documents;

/** What their field `schema` says. */
export const documentSchemas: { readonly [Kind in DocumentKind]: Documents[Kind]['schema'] } = {
  report: 'stackward/report/1',
  explained: explainedSchema,
  comparison: comparisonSchemaName,
  'build-comparison': buildComparisonSchema,
  bench: benchSchema,
  'bench-comparison': benchComparisonSchema,
  binary: binarySchema,
};

/** A document that was read, with its kind. */
export type SavedDocument = { readonly [Kind in DocumentKind]: { readonly kind: Kind; readonly document: Documents[Kind] } }[DocumentKind];
