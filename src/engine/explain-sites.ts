import type { FunctionFacts, SiteAnswer } from '../model/explanation.ts';
import type { Site } from '../model/site.ts';
import type { Chains } from './explain-chains.ts';
import type { Evidence } from './explain-evidence.ts';
import { describeFunction, findFunctions, functionOfSite, type KnownFunction } from './explain-functions.ts';
import { createLevers } from './explain-lever.ts';
import { columnsOf } from './explain-place.ts';

/**
 * Makes a function that says what is known of one site besides itself. Whole reports are asked, site by site: what several sites share is looked
 * up once.
 */
export function createSiteAnswers(evidence: Evidence, functions: readonly KnownFunction[], chains: Chains): (site: Site) => SiteAnswer {
  const levers = createLevers(evidence.units);
  const around = remember((site: Site) => functionOfSite(site, functions));
  const called = remember((site: Site) => calleeOf(site, functions, evidence));
  return (site) => {
    const lever = levers.of(site, around(`${site.package}\0${site.function}\0${site.at.file}`, site));
    const { code, args } = site.cause;
    const callee = code === 'passed-to-parameter' ? called(`${site.package}\0${args.callee}`, site) : undefined;
    const chain = site.outcome === 'allocates' || site.outcome === 'merged' ? chains.ofSite(site) : undefined;
    return { site, columns: columnsOf(site), ...(chain ? { chain } : {}), ...(lever ? { lever } : {}), ...(callee ? { callee } : {}) };
  };
}

/** The callee that the cause names, when its text is part of the build and only one function can be meant. */
function calleeOf(site: Site, functions: readonly KnownFunction[], { units }: Evidence): FunctionFacts | undefined {
  const { args } = site.cause;
  if (args.callee === undefined) return undefined;
  const own = units.find((unit) => unit.package === site.package)?.listed.name ?? '';
  const found = findFunctions(functions, args.callee).filter(
    (one) =>
      !one.at.file.startsWith('$') &&
      (one.package === site.package || args.callee?.startsWith(`${one.packageName}.`) === true || own === ''),
  );
  const [only, second] = found;
  if (!only || second) return undefined;
  return describeFunction(only, undefined, units, functions);
}

function remember<From, To>(find: (from: From) => To): (key: string, from: From) => To {
  const known = new Map<string, To>();
  return (key, from) => {
    if (!known.has(key)) known.set(key, find(from));
    return known.get(key) as To;
  };
}
