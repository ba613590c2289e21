import { changes, worseHows } from '../../src/model/change.ts';
import { relatedCodes, severities, type Finding, type FindingCode, type FindingCodes } from '../../src/model/finding.ts';
import { pinKinds, pinResults, type Pin, type Pins } from '../../src/model/pin.ts';

/** Facts of each code, with `text` wherever a text of foreign origin can stand: a code without a row does not compile. */
function sampleArgs(text: string): { readonly [Code in FindingCode]: FindingCodes[Code] } {
  return {
    'new-allocation': { what: 'object', type: text, subject: text },
    'worse-allocation': { what: 'object', type: text, subject: text, how: worseHows },
    'unwanted-site': { what: 'object', type: text, subject: text, where: text, reason: text },
    'over-budget': { name: text, where: text, sites: 13, budget: 12, reason: text },
    'benchmark-over-budget': { name: text, benchmark: text, unit: 'allocs/op', measured: 4, budget: 3, places: 0, reason: text },
    'worse-benchmark': {
      benchmark: text,
      unit: 'allocs/op',
      before: 2,
      after: 3,
      runs: [6, 6],
      p: 0.002,
      also: { unit: 'B/op', before: 1024, after: 2048.5, runs: [6, 5] },
      places: 0,
      reason: text,
    },
    'new-untested': { fresh: 12, untested: 6, percent: 30, sites: 5, reason: text },
    'rule-not-judged': { rule: text, needs: 'coverage' },
    'rule-unmatched': { rule: text, pattern: text },
    'waiver-expired': { selector: text, reason: text, until: text, findings: 2 },
    'waiver-unused': { selector: text, reason: text },
    'acceptance-expired': { what: 'object', type: text, subject: text, reason: text, until: text },
    'noalloc-violated': { function: text, allocator: text, when: ['grows'], through: 'calls', in: text },
    'noalloc-unknown': { function: text, calls: [{ name: text, in: text }] },
    'pin-unproven': { pin: 'noalloc', function: text, why: 'no-body' },
    'pin-unsupported': { pin: 'noalloc', function: text, goarch: text },
    'noescape-violated': { function: text, name: text, how: 'escapes', subject: text },
    'noescape-unknown-name': { function: text, name: text, near: text },
    'inline-violated': { function: text, reason: text, cost: 90, budget: 80 },
    'line-escapes': { subject: text },
    'call-not-inlined': { callee: text },
    'bounds-not-checked': {},
    'assume-unused': { function: text, name: text },
    'allow-unused': { reason: text },
    'directive-unknown': { directive: text, near: text },
    'directive-spaced': { directive: text },
    'directive-arguments': { directive: text, wants: 'options', argument: text, near: text },
    'directive-misplaced': { directive: text, wants: 'function' },
  };
}

/** A finding of each code, and of the first one with each severity; the states one after the other, known and not. */
export function sampleFindings(text: string): Finding[] {
  return Object.entries(sampleArgs(text)).flatMap(([code, args], row) =>
    severities.slice(0, row === 0 ? severities.length : 1).map((_, index): Finding => {
      const turn = row + index;
      return {
        code,
        args,
        severity: severities[turn % severities.length],
        id: `${code}${index}`,
        site: text,
        package: text,
        function: text,
        anchor: { file: text, line: 3, column: 2 },
        related: relatedCodes.map((related) => ({ code: related, at: { file: text, line: 4 }, function: text })),
        state: changes[turn % changes.length],
        ...(turn % 3 === 0 ? { known: { by: 'allow', reason: text, until: text } } : {}),
      } as Finding;
    }),
  );
}

/** A pin of each kind and result, and what the sources accept. */
export function samplePins(text: string): Pins {
  const at = { file: text, line: 3, column: 2 };
  const call = { name: text, in: text, at };
  return {
    pins: pinKinds.flatMap((kind) =>
      pinResults.map((result): Pin => {
        const proof = {
          bodies: 1,
          copies: 2,
          functions: 3,
          slowPaths: [text],
          setsPanicsAside: true,
          allowed: [at],
          assumed: [call],
          unknown: [call],
        };
        return {
          id: `${kind} ${result}`,
          kind,
          package: text,
          function: text,
          at,
          names: [text],
          result,
          ...(kind === 'noalloc' ? { proof } : {}),
        };
      }),
    ),
    allows: [{ reason: text, at, package: text, function: text, line: 3, sites: [text] }],
  };
}
