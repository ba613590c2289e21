import { profileOf } from '../model/cost.ts';
import type { Explained } from '../model/explanation.ts';
import type { Report } from '../model/report.ts';
import { listTest } from '../view/arrange-sites.ts';
import { layOutChain } from '../view/drawing/chain-layout.ts';
import { chainSvg, treemapSvg } from '../view/drawing/svg-text.ts';
import { treemapCells } from '../view/drawing/treemap.ts';
import { measureNames } from '../view/messages/en/page.ts';
import type { RenderOptions } from './render-options.ts';

const width = 1200;
const height = 720;
/** Of one function in a why-graph. */
const laneWidth = 250;

/** The map of a report: packages and their functions, by measured bytes where there is a profile, else by sites that allocate. */
export function* renderSvg(report: Report, { list }: Pick<RenderOptions, 'list'>): Iterable<string> {
  const measure = profileOf(report.measurements) ? 'bytes' : 'sites';
  const sites = report.sites.filter(listTest(report, list.where));
  const name = report.build.modules.map(({ path }) => path).join(', ');
  yield* treemapSvg(treemapCells(sites, { measure, root: {}, width, height }), width, height, `${name}: ${measureNames[measure]}`);
}

/** The ways to the heap of all sites of all answers, one below the other. */
export function* renderExplainSvg({ answers }: Explained): Iterable<string> {
  const sites = answers.flatMap((answer) => (answer.answer === 'place' || answer.answer === 'function' ? answer.sites : []));
  const graphs = sites.flatMap((answer) => {
    const layout = layOutChain(answer, laneWidth);
    const { at, function: name } = answer.site;
    return layout ? [{ title: `${at.file}:${at.line} ${name}`, layout }] : [];
  });
  yield* chainSvg(graphs);
}
