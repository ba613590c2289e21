import { changes, worseHows } from '../../src/model/change.ts';
import { relatedCodes, severities, type Finding, type FindingCode, type FindingCodes } from '../../src/model/finding.ts';

/** Facts of each code, with `text` wherever a text of foreign origin can stand: a code without a row does not compile. */
function sampleArgs(text: string): { readonly [Code in FindingCode]: FindingCodes[Code] } {
  return {
    'new-allocation': { what: 'object', type: text, subject: text },
    'worse-allocation': { what: 'object', type: text, subject: text, how: worseHows },
    'unwanted-site': { what: 'object', type: text, subject: text, where: text, reason: text },
    'over-budget': { name: text, where: text, sites: 13, budget: 12, reason: text },
    'rule-unmatched': { rule: text, pattern: text },
    'waiver-expired': { selector: text, reason: text, until: text, findings: 2 },
    'waiver-unused': { selector: text, reason: text },
    'acceptance-expired': { what: 'object', type: text, subject: text, reason: text, until: text },
  };
}

/** A finding of each code, with each severity and state, known and not. */
export function sampleFindings(text: string): Finding[] {
  return Object.entries(sampleArgs(text)).flatMap(([code, args]) =>
    severities.map(
      (severity, index): Finding =>
        ({
          code,
          args,
          severity,
          id: `${code}${index}`,
          site: text,
          package: text,
          function: text,
          anchor: { file: text, line: 3, column: 2 },
          related: relatedCodes.map((related) => ({ code: related, at: { file: text, line: 4 }, function: text })),
          state: changes[index],
          ...(index === 0 ? { known: { by: 'allow', reason: text, until: text } } : {}),
        }) as Finding,
    ),
  );
}
