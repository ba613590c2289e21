import { join } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import type { Comparison } from '../model/comparison.ts';
import type { LazyDetails, PageDetails, PageFile } from '../model/page.ts';
import { isForeignFile } from '../model/position.ts';
import type { Report } from '../model/report.ts';
import { scanGo } from '../source/scan-go.ts';
import { createChains } from './explain-chains.ts';
import type { Evidence } from './explain-evidence.ts';
import { listFunctions } from './explain-functions.ts';
import { createSiteAnswers } from './explain-sites.ts';

/**
 * What the report page shows besides the report: how each site comes to the heap, and the files that sites and these ways cite. `report` is the one that is
 * shown, whose sites may have costs. Files of other modules are left out: they are not the reader's to change. Without `source` no text is kept.
 */
export async function collectPageDetails(evidence: Evidence, report: Report, options: { readonly source: boolean }): Promise<PageDetails> {
  const lazy = lazyPageDetails(evidence, report);
  const answers = report.sites.map(lazy.answer);
  const files: PageFile[] = [];
  if (options.source) {
    const cited = new Set<string>();
    for (const { site, chain } of answers) {
      cited.add(site.at.file);
      for (const { at } of chain?.steps ?? []) if (at) cited.add(at.file);
    }
    for (const call of report.callees?.calls ?? []) if (call.judgement === 'allocates') cited.add(call.at.file);
    for (const measurement of report.measurements ?? [])
      if (measurement.kind === 'profile') for (const call of measurement.calls) cited.add(call.file);
    for (const file of lazy.files) {
      const source = cited.has(file) ? await lazy.source(file) : undefined;
      if (source) files.push(source);
    }
  }
  return { answers, sources: options.source ? 'kept' : 'left-out', files };
}

/** The same, bit by bit, as it is asked for. */
export function lazyPageDetails(evidence: Evidence, report: Report): LazyDetails {
  let answer: LazyDetails['answer'] | undefined;
  return {
    answer: (site) => (answer ??= createSiteAnswers(evidence, listFunctions(evidence.units), createChains(evidence)))(site),
    files: [...new Set(report.packages.flatMap((pkg) => pkg.files))].toSorted(),
    async source(file) {
      const source = await read(evidence, file);
      if (!source) return undefined;
      return pageFile(file, source.bytes, source.scan);
    },
  };
}

/** The module's files as they are now that the places of a comparison, and the ways of their values, stand in. `root` is what files are relative to. */
export async function collectComparedFiles(host: Host, root: string, { places }: Comparison): Promise<PageFile[]> {
  const cited = new Set<string>();
  for (const { head, because, explained, callers = [] } of places) {
    if (!head) continue;
    const steps = explained?.chain?.steps ?? [];
    const spans = [head.at, because && 'at' in because ? because.at : undefined, ...callers, ...steps.map(({ at }) => at)];
    for (const span of spans) if (span && !isForeignFile(span.file)) cited.add(span.file);
  }
  const files: PageFile[] = [];
  for (const file of [...cited].toSorted()) {
    const bytes = await host.files.readIfThere(join(root, file), sourceLimit).catch(() => undefined);
    if (bytes) files.push(pageFile(file, bytes, scanGo(bytes)));
  }
  return files;
}

/** Longer files are made by programs, and nobody reads them. */
const sourceLimit = 16 << 20;

function pageFile(file: string, bytes: Uint8Array, { functions }: Pick<ReturnType<typeof scanGo>, 'functions'>): PageFile {
  return {
    file,
    text: new TextDecoder().decode(bytes),
    functions: functions
      .filter(({ kind }) => kind === 'function' || kind === 'method')
      .map(({ name, span }) => ({ name, line: span.line, endLine: span.endLine })),
  };
}

async function read(evidence: Evidence, file: string): ReturnType<Evidence['source']> {
  try {
    return await evidence.source(file);
  } catch (error) {
    // Gone or too large since: the page says that it does not have it.
    if (error instanceof UserError && (error.code === 'source-too-large' || error.code.startsWith('file-'))) return undefined;
    throw error;
  }
}
