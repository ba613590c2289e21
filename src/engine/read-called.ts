import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import type { CalledLines } from '../model/called-lines.ts';
import { readCalledLines } from '../object/read-called-lines.ts';
import { createArchiveStore } from './archive-store.ts';
import { stopIf } from './complete-graph.ts';
import type { Plan } from './gather.ts';
import { chooseTables } from './release-tables.ts';
import type { LocatedUnit } from './units.ts';

/** What the code of these units calls on which lines. An archive that cannot be read is a problem of the report already, and says nothing here. Throws UserError `cancelled`. */
export async function readCalled(
  host: Host,
  { plan, units }: { readonly plan: Plan; readonly units: readonly LocatedUnit[] },
): Promise<CalledLines> {
  const { source } = await chooseTables(host, plan.go);
  const store = createArchiveStore(host);
  const archives = units.flatMap(({ archiveFile, package: pkg }) =>
    archiveFile === undefined ? [] : [{ file: archiveFile, package: pkg }],
  );
  store.expect(archives.map(({ file }) => file));
  const all = new Map<string, Map<number, Set<string>>>();
  for (const { file, package: pkg } of archives) {
    stopIf(plan.call.signal);
    try {
      addLines(all, readCalledLines(await store.read(file), { ...source, nameFile: plan.nameFile, package: pkg }));
    } catch (error) {
      if (!(error instanceof UserError) || !/^(?:archive|file)-/.test(error.code)) throw error;
    }
  }
  // Files of others are there as far as their functions are inlined here, which is not all that they call.
  const own = new Set(units.flatMap(({ listed }) => listed.files));
  return new Map([...all].filter(([file]) => own.has(file)));
}

function addLines(to: Map<string, Map<number, Set<string>>>, more: CalledLines): void {
  for (const [file, lines] of more) {
    const known = to.get(file) ?? new Map<number, Set<string>>();
    to.set(file, known);
    for (const [line, callees] of lines) {
      const all = known.get(line) ?? new Set();
      known.set(line, all);
      for (const callee of callees) all.add(callee);
    }
  }
}
