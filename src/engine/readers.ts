/**
 * What a session needs once there is something to read: loaded while the Go command runs, since loading these modules takes about as long
 * (40 ms) and the command line should not wait for both; and not at all where all is known.
 */
export { judgePatterns } from './judge-patterns.ts';
export { makeReport } from './make-report.ts';
export { readBlock } from './read-block.ts';
export { readUnits } from './read-units.ts';
export { pinnableFiles, readDirectives } from './read-directives.ts';
