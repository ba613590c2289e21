/**
 * The library: the same session as the command line, without flags, terminal or process globals.
 *
 *     import { createNodeHost, createSession, render } from 'stackward';
 *     const session = createSession(createNodeHost(), { cwd: 'path/to/module', patterns: ['./...'] }, 'my-tool/1');
 *     const { report } = await session.run(AbortSignal.timeout(60_000));
 *
 * Throws {@link UserError} for what a user can mend; {@link errorMessage} gives its sentence.
 */
export { UserError } from './base/user-error.ts';
export { createBuilds, type BuildOptions, type Builds, type BuildsResult } from './engine/builds.ts';
export { createCompare, type AskedBuild, type Compare, type Compared, type CompareSettings } from './engine/compare/compare.ts';
export { createBench, type Bench } from './engine/bench/bench.ts';
export type { BenchOptions } from './engine/bench/bench-options.ts';
export { createSession, type Opened, type Reported, type Session, type Snapshot } from './engine/session.ts';
export type { CalleesQuery } from './engine/find-callees.ts';
export type { Options } from './engine/options.ts';
export type { Progress } from './engine/progress.ts';
export { cacheFolder, openCache, type Cache } from './engine/user-cache.ts';
export { measureProfile, readProfiles, type Measurable, type MeasureOptions, type ReadProfiles } from './engine/measure-profile.ts';
export { applyMeasurements, readMeasurements, type MeasurableSource, type Measuring, type ReadMeasurements } from './engine/measure.ts';
export type { CitedSource, ReadCoverage } from './engine/measure-coverage.ts';
export { flattenFacts } from './engine/flatten-facts.ts';
export { remakeReport, saveBundle } from './engine/bundle.ts';
export { parseDocument } from './engine/documents.ts';
export { createNodeHost } from './host/node-host.ts';
export type { Files, Host, RunRequest, RunResult, ScratchFolder, Watch, WatchRequest } from './host/host.ts';
export { exitCode, type ExitCode } from './model/exit-code.ts';
export type * from './model/bench.ts';
export type * from './model/build-comparison.ts';
export type * from './model/callees.ts';
export type * from './model/causes.ts';
export type * from './model/chains.ts';
export type * from './model/change.ts';
export type * from './model/comparison.ts';
export type * from './model/document.ts';
export type * from './model/explanation.ts';
export type * from './model/facts.ts';
export type * from './model/finding.ts';
export type * from './model/cost.ts';
export type * from './model/coverage.ts';
export type * from './model/counts.ts';
export type * from './model/owned-facts.ts';
export type * from './model/report.ts';
export type * from './model/site.ts';
export type * from './model/span.ts';
export type * from './model/unit.ts';
export { renderBuildComparison, type BuildComparisonFormat, type BuildComparisonOptions } from './report/build-comparison-render.ts';
export { formats, render, type Format } from './report/render.ts';
export { defaultList, type ListOptions, type RenderOptions } from './report/render-options.ts';
export { errorMessage } from './view/messages/en/errors.ts';
export { problemMessage } from './view/messages/en/problems.ts';
export type { Message } from './view/messages/message.ts';
