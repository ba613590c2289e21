/**
 * What a session needs once Go is at work: loaded while the first Go command runs, since loading these modules takes about as long
 * (40 ms) and the command line should not wait for both.
 */
export { makeReport } from './make-report.ts';
export { readArchives } from './read-archives.ts';
export { readInlined } from './read-inlined.ts';
export { joinWithMarks } from './join-with-marks.ts';
export { readSources } from './read-sources.ts';
export { createFinders } from './source-finders.ts';
export { createTextIntake } from './text-intake.ts';
export { makeUnits } from './units.ts';
