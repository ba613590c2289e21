import { judgeInline, judgeLine, lastName, judgeNoescape, type FileVerdicts, type Judged } from '../analysis/pins/judge-verdicts.ts';
import { readRequests, type Fault, type PinRequest } from '../analysis/pins/read-request.ts';
import type { Host } from '../host/host.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Allow, Pin, PinKind, Pins } from '../model/pin.ts';
import type { Problem } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import type { Span } from '../model/span.ts';
import { listVariables } from '../source/list-variables.ts';
import { panicLines } from '../source/panic-lines.ts';
import { callNames } from './name-unknown.ts';
import { nameFindings, namePins, type Objection } from './name-findings.ts';
import type { ProofTarget } from './pinned-code.ts';
import { provePins, type ProveInput } from './prove-pins.ts';
import type { OwnedDirective } from './read-directives.ts';
import { createSourceLines } from './source-lines.ts';
import type { SourceTexts } from './source-texts.ts';
import { isMeant, tellProof } from './tell-proof.ts';

export interface JudgePinsInput extends Pick<ProveInput, 'plan' | 'listed' | 'units' | 'memory'> {
  readonly directives: readonly OwnedDirective[];
  readonly sites: readonly Site[];
  readonly texts: SourceTexts;
}

export interface JudgedPins extends Pins {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** A request with where it stands. */
interface Placed<Request = PinRequest> {
  readonly package: string;
  readonly at: Span;
  readonly request: Request;
}

type Ask<Name extends PinRequest['ask']> = Extract<PinRequest, { ask: Name }>;

/** Judges all directives. Archives are read only where a function must not allocate. Throws UserError `cancelled`. */
export async function judgePins(host: Host, input: JudgePinsInput): Promise<JudgedPins> {
  const objections: Objection[] = [];
  const placed: Placed[] = [];
  for (const { package: path, directive } of input.directives) {
    const { at, function: written } = directive;
    for (const one of readRequests(directive)) {
      if ('ask' in one) placed.push({ package: path, at, request: one });
      else objections.push({ fault: one, severity: 'error', package: path, at, ...(written ? { function: written.name } : {}) });
    }
  }
  const of = <Name extends PinRequest['ask']>(ask: Name): Placed<Ask<Name>>[] =>
    placed.filter((one): one is Placed<Ask<Name>> => one.request.ask === ask);
  const allows = of('allow');
  const isBuilt = brokenPackages(input);
  const pins: Pin[] = [];
  const keep = (one: Placed<Exclude<PinRequest, Ask<'allow'>>>, kind: PinKind, judged: Judged, more: Partial<Pin> = {}): void => {
    const written = 'function' in one.request ? one.request.function : undefined;
    const own = written ? { function: written.name } : {};
    pins.push({ id: '', kind, package: one.package, ...own, at: one.at, result: judged.result, ...more });
    if (!isBuilt(one.package)) return;
    for (const { fault, at } of judged.objections)
      objections.push({
        fault,
        severity: severityOf(fault),
        package: one.package,
        ...own,
        at: one.at,
        ...(at ? { related: [{ code: 'allocation', at }] } : {}),
      });
  };

  const verdictsOf = createVerdicts(input);
  const lineAt = createSourceLines((file) => input.texts.read(file));
  for (const one of of('noescape')) {
    const { function: written, names } = one.request;
    const text = input.texts.read(one.at.file);
    const variables = text ? listVariables(text, written.line) : [];
    keep(one, 'noescape', judgeNoescape(written, names, variables, verdictsOf(one.at.file)), { names });
  }
  for (const one of of('inline')) keep(one, 'inline', judgeInline(one.request.function, verdictsOf(one.at.file)));
  for (const one of of('gcassert'))
    keep(one, one.request.kind, judgeGcassert(one.request, verdictsOf(one.at.file), lineAt(one.at.file, one.request.line) ?? ''));

  const used = new Set<string>();
  const problems: Problem[] = [];
  const noallocs = of('noalloc');
  if (noallocs.length > 0) {
    const proving = await prove(host, input, noallocs, allows);
    problems.push(...proving.problems);
    for (const [index, one] of noallocs.entries()) {
      const answers = proving.answers[index] ?? [];
      const pin = tellProof(one.request, one.package, answers, input.plan.go.goarch);
      for (const span of pin.proof?.allowed ?? []) used.add(placeOf(span));
      const { related, ...judged } = pin;
      keep(one, 'noalloc', { result: judged.result, objections: [] }, judged.proof ? { proof: judged.proof } : {});
      if (isBuilt(one.package))
        for (const fault of pin.faults)
          objections.push({
            fault,
            severity: severityOf(fault),
            package: one.package,
            function: one.request.function.name,
            at: one.at,
            ...(fault.code === 'noalloc-violated' || fault.code === 'noalloc-unknown' ? { related } : {}),
          });
    }
  }

  const accepted = allows.map((one): Allow => allowOf(one, input.sites));
  for (const allow of accepted) {
    if (allow.sites.length > 0 || used.has(placeOf(allow.at)) || !isBuilt(allow.package)) continue;
    const { package: path, at, reason } = allow;
    objections.push({ fault: { code: 'allow-unused', args: { reason } }, severity: 'warning', package: path, at });
  }
  return {
    pins: namePins(pins),
    allows: accepted,
    findings: nameFindings(objections),
    problems,
  };
}

function severityOf({ code }: Fault): Severity {
  return code === 'pin-unsupported' || code === 'bounds-not-checked' || code === 'assume-unused' ? 'warning' : 'error';
}

function placeOf({ file, line, column }: Span): string {
  return `${file}:${line}:${column ?? 0}`;
}

/** Of a package that does not compile nothing is said but that. */
function brokenPackages({ units }: JudgePinsInput): (path: string) => boolean {
  const broken = new Set(units.flatMap(({ package: path, listed }) => (listed.state === 'failed' ? [path] : [])));
  return (path) => !broken.has(path);
}

function createVerdicts({ units }: JudgePinsInput): (file: string) => FileVerdicts {
  const texts = units.flatMap((unit) => unit.texts);
  return (file) => ({
    verdicts: texts.flatMap(({ verdicts }) => verdicts.filter((one) => one.file === file)),
    inlining: texts.flatMap(({ inlining }) => inlining.filter((one) => one.file === file)),
    inlinedCalls: texts.flatMap(({ inlinedCalls }) => inlinedCalls.filter((one) => one.file === file)),
  });
}

/** `text` is the line. Of a call and a conversion that are written alike, both are taken for calls. */
function judgeGcassert({ kind, line, function: written }: Ask<'gcassert'>, verdicts: FileVerdicts, text: string): Judged {
  switch (kind) {
    case 'gcassert:noescape':
      return judgeLine(line, verdicts);
    case 'gcassert:bce':
      return { result: 'not-checked', objections: [{ fault: { code: 'bounds-not-checked', args: {} } }] };
    default: {
      if (written) return judgeInline(written, verdicts);
      const inlined = new Set(verdicts.inlinedCalls.flatMap((one) => (one.line === line ? [lastName(one.callee)] : [])));
      const missing = inlined.size === 0 ? '' : callNames(text).find((name) => !inlined.has(name));
      if (missing === undefined) return { result: 'proven', objections: [] };
      return { result: 'violated', objections: [{ fault: { code: 'call-not-inlined', args: { callee: missing } } }] };
    }
  }
}

function allowOf({ package: path, at, request: { reason, line, function: written } }: Placed<Ask<'allow'>>, sites: readonly Site[]): Allow {
  const endLine = written?.endLine ?? line;
  const meant = sites.filter((site) => site.at.file === at.file && site.at.line >= line && site.at.line <= endLine);
  return {
    reason,
    at,
    package: path,
    ...(written ? { function: written.name } : {}),
    line,
    sites: meant.flatMap((site) => (site.outcome === 'allocates' ? [site.id] : [])),
  };
}

function prove(
  host: Host,
  { plan, listed, units, memory, texts }: JudgePinsInput,
  noallocs: readonly Placed<Ask<'noalloc'>>[],
  allows: readonly Placed<Ask<'allow'>>[],
): ReturnType<typeof provePins> {
  const panics = new Map<string, ReturnType<typeof panicLines>>();
  const isPanic = (file: string, line: number): boolean => {
    let ranges = panics.get(file);
    if (!ranges) {
      const text = texts.read(file);
      panics.set(file, (ranges = text ? panicLines(text) : []));
    }
    return ranges.some((range) => line >= range.line && line <= range.endLine);
  };
  const allowAt = (file: string, line: number): Span | undefined =>
    allows.find(({ at, request }) => at.file === file && line >= request.line && line <= (request.function?.endLine ?? request.line))?.at;
  const targets = noallocs.map(({ package: path, request }): ProofTarget => {
    const { function: written, isStrict, assumes } = request;
    return { package: path, function: written, isStrict, isAssumed: (call) => assumes.some((name) => isMeant(name, call, path)) };
  });
  return provePins(
    host,
    { plan, listed, units, memory, isPanic, allowAt, hasAllows: allows.length > 0, lineAt: createSourceLines((file) => texts.read(file)) },
    targets,
  );
}
