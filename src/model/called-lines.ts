/**
 * What compiled code calls, by the lines of the sources: files as they are shown, line numbers, symbols of callees. '' stands for a call through a function value or an interface,
 * `path.` for an inlined function of that package whose name stands in another archive. A line that calls nothing is absent.
 */
export type CalledLines = ReadonlyMap<string, ReadonlyMap<number, ReadonlySet<string>>>;
