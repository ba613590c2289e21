import {
  binaryDifferenceWhats,
  binarySchema,
  goneWhys,
  presentBys,
  unknownWhys,
  type BinaryResult,
  type BinarySource,
  type SiteStanding,
} from '../../src/model/binary.ts';
import type { BuiltModule } from '../../src/model/executable.ts';
import type { Site } from '../../src/model/site.ts';
import { sampleReport } from './sample-report.ts';

/** A program against its module that holds each kind of thing once, with `text` wherever a text of foreign origin can stand. */
export function sampleBinary(text: string, verdict: BinarySource['verdict'] = 'differs'): BinaryResult {
  const report = sampleReport(text);
  const allocating = report.sites.filter((site) => site.outcome === 'allocates');
  const standings = (site: string): SiteStanding[] => [
    ...presentBys.map((by): SiteStanding => ({ site, state: 'present', by, calls: { here: 2, there: 1 } })),
    ...goneWhys.map((why): SiteStanding => ({ site, state: 'gone', why })),
    ...unknownWhys.map((why): SiteStanding => ({ site, state: 'unknown', why })),
  ];
  const count = standings('').length;
  const sites = Array.from({ length: count }, (_, index): Site => ({ ...allocating[index % allocating.length]!, id: `site-${index}` }));
  const standing = sites.map(({ id }, index) => standings(id)[index]!);
  const module: BuiltModule = { path: text, version: text, sum: text, replace: { path: text, version: text } };
  return {
    schema: binarySchema,
    build: report.build,
    binary: {
      file: text,
      bytes: 8_332_081,
      format: 'elf',
      goos: text,
      goarch: text,
      go: text,
      path: text,
      main: module,
      modules: [module],
      settings: { [text]: text },
      symbols: false,
      functions: 6123,
      calls: 5405,
    },
    source: {
      verdict,
      differences: binaryDifferenceWhats.map((what, index) => ({
        what,
        ...(what === 'dependency' ? { name: text } : {}),
        here: index === 1 ? '' : text,
        there: text,
        effect: what === 'trimpath' ? 'none' : 'code',
      })),
      revision: { there: text, modified: true, here: text, hereModified: true },
      functions: { compared: 40, agree: 38 },
      agreement: [{ package: text, functions: 40, agree: 38 }],
      calls: { compared: 90, agree: 88 },
    },
    packages: [
      { path: text, linked: true, present: 3, gone: 2, unknown: 3, extra: 2 },
      { path: `${text}/other`, linked: false, present: 0, gone: 1, unknown: 0, extra: 0 },
    ],
    sites,
    standing,
    extra: [{ package: text, function: text, file: text, line: 3, allocator: text, in: [text, `${text}2`], count: 2 }],
    others: ['', '2', '3', '4'].map((more, index) => ({ package: `${text}${more}`, calls: 100 - index })),
    problems: [{ code: 'binary-other-source', args: { file: text, functions: 40, agree: 3 }, effect: 'incomplete' }],
  };
}
