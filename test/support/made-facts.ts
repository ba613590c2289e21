import type { ArchiveFacts, CallFact, Frame, LineMark, TextFacts, VerdictFact } from '../../src/model/facts.ts';
import type { Unit } from '../../src/model/unit.ts';

/** Facts made by hand, for tests of what is done with them. */
export function frame(fn: string, file: string, line: number, pkg: string = 'ex.com/m/p'): Frame {
  return { package: pkg, function: fn, file, line };
}

/** A call of `runtime.newobject` of an `int` unless told otherwise. */
export function call(inline: readonly Frame[], more: Partial<CallFact> = {}): CallFact {
  const [first] = inline;
  const last = inline.at(-1);
  if (!first || !last) throw new Error('a call has frames');
  return {
    function: last.function,
    file: first.file,
    line: first.line,
    allocator: 'runtime.newobject',
    when: ['always'],
    type: 'int',
    count: 1,
    inline,
    ...more,
  };
}

export function verdict(line: number, kind: VerdictFact['kind'], subject: string, more: Partial<VerdictFact> = {}): VerdictFact {
  return { file: 'p/p.go', line, column: 3, kind, subject, count: 1, ...more };
}

export interface UnitParts {
  readonly package?: string;
  readonly variant?: string;
  readonly verdicts?: readonly VerdictFact[];
  readonly files?: readonly string[];
  readonly marks?: readonly LineMark[];
}

/** A compiled variant of `ex.com/m/p`, whose module is at the root. */
export function unit(calls: readonly CallFact[], more: UnitParts = {}): Unit {
  const path = more.package ?? 'ex.com/m/p';
  const variant = more.variant === undefined ? {} : { variant: more.variant };
  const text: TextFacts = {
    package: path,
    ...variant,
    verdicts: more.verdicts ?? [],
    inlining: [],
    inlinedCalls: [],
    notes: [],
    unknown: [],
    explanations: new Int32Array(),
    counts: { lines: 0, verdicts: 0, explanations: 0, explanationLines: 0, inlining: 0, notes: 0, unknown: 0 },
  };
  const archive: ArchiveFacts = {
    goVersion: 'go1.26.8',
    goos: 'linux',
    goarch: 'amd64',
    calls,
    counts: { goObjects: 1, otherObjects: 0, functions: 1, calls: calls.length, typeUnknown: 0 },
    indirectCallsVisible: true,
    positionsKnown: true,
    ...(more.marks === undefined ? {} : { marks: more.marks }),
  };
  return {
    package: path,
    ...variant,
    moduleDir: '.',
    listed: { path, ...variant, name: 'p', dir: 'p', module: 'ex.com/m', files: more.files ?? ['p/p.go'], state: 'ok' },
    texts: [text],
    archive,
  };
}
