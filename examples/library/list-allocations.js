// Lists the allocations of a Go module with the library: `node list-allocations.js path/to/module [packages]`.
import { pathToFileURL } from 'node:url';
import { createNodeHost, createSession, defaultList, errorMessage, exitCode, render, UserError } from 'stackward';

/**
 * Builds and reads the packages and gives the report. `onProgress` hears what is being done; `signal` ends it, child processes too.
 *
 * @param {import('stackward').Host} host
 * @param {string} folder
 * @param {readonly string[]} patterns
 * @param {{ signal?: AbortSignal, onProgress?: (progress: import('stackward').Progress) => void }} [how]
 */
export async function readAllocations(host, folder, patterns, { signal, onProgress } = {}) {
  const session = createSession(host, { cwd: folder, patterns }, 'list-allocations/1');
  const listening = (async () => {
    for await (const progress of session.events) onProgress?.(progress);
  })();
  try {
    return (await session.run(signal)).report;
  } finally {
    session.close(); // ends the list of events too
    await listening;
  }
}

/** The largest single objects that are always allocated: a document is plain data. */
export function largestObjects(report, limit) {
  return report.sites
    .filter((site) => site.when.includes('always') && site.type?.of === 'object')
    .toSorted((a, b) => (b.type?.size ?? 0) - (a.type?.size ?? 0))
    .slice(0, limit)
    .map((site) => `${site.type?.size} B  ${site.type?.name}  ${site.at.file}:${site.at.line}`);
}

/** The program around it: everything of the process is handed in. */
export async function main([folder = '.', ...patterns], { stdout, stderr, cwd, env, signal }) {
  try {
    const report = await readAllocations(createNodeHost({ cwd, env }), folder, patterns, {
      signal,
      onProgress: ({ stage, packages }) => stderr.write(`${stage} ${packages}\n`),
    });
    stdout.write(`The largest objects:\n${largestObjects(report, 5).join('\n')}\n\n`);
    const shown = { color: false, all: false, list: defaultList, nameFile: (file) => file };
    for (const piece of render('text', report, shown)) stdout.write(piece);
    return exitCode(report);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { what, next } = errorMessage(error.code, error.args);
    stderr.write(`${what}\n${next ?? ''}\n`);
    return 2;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { stdout, stderr, env } = process;
  process.exitCode = await main(process.argv.slice(2), { stdout, stderr, env, cwd: process.cwd(), signal: AbortSignal.timeout(300_000) });
}
