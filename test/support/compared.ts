import { createCompare, type AskedBuild } from '../../src/engine/compare/compare.ts';
import type { Options } from '../../src/engine/options.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import type { BuildComparison, ComparedRow, Reason, RowStep } from '../../src/model/build-comparison.ts';

/** Builds the module in a folder once for each of some options, and compares each with the one before it or all with the first. `env` is the environment of Go. */
export async function compared(
  folder: string,
  builds: Readonly<Record<string, Options>>,
  order: 'sequence' | 'star',
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<BuildComparison> {
  const asked = Object.entries(builds).map(([label, options]): AskedBuild => ({
    label,
    options: { patterns: ['./...'], ...options },
    flags: [],
  }));
  const compare = createCompare(createNodeHost({ cwd: folder, env }), asked, { stackward: '0.0.0', order });
  try {
    return (await compare.run()).comparison;
  } finally {
    compare.close();
  }
}

/** A step of a row, with what is known of the row there. */
export interface Difference {
  readonly row: ComparedRow;
  readonly step: RowStep;
}

export function differencesOf({ rows }: BuildComparison, from: number, to: number): Difference[] {
  return rows.flatMap((row) => row.steps.filter((step) => step.from === from && step.to === to).map((step) => ({ row, step })));
}

/** A reason in short, for tests: `release-fact late-copy`, `inlined (*T).M`. */
export function shortReason(reason: Reason): string {
  switch (reason.code) {
    case 'release-fact':
      return `${reason.code} ${reason.fact}`;
    case 'inlined':
    case 'not-inlined':
    case 'parameter':
      return `${reason.code} ${reason.callee}`;
    case 'setting':
      return `${reason.code} ${reason.setting}: ${reason.shows}`;
    case 'type-size':
      return `${reason.code} ${reason.from} ${reason.to}`;
    case 'constant':
      return `${reason.code} ${reason.from} -> ${reason.to}`;
    case 'other-text':
      return `${reason.code} ${reason.file} ${reason.function}`;
    default:
      return reason.code;
  }
}
