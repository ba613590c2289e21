import type { CalledLines } from '../model/called-lines.ts';
import { architectureOf } from './architectures.ts';
import { isPlaceholder } from './foreign-names.ts';
import { looksLikeFunction, visitEdges } from './function-edges.ts';
import { symbolKind, symbolName } from './go-object.ts';
import { createFrameContext, makeFrames } from './make-frames.ts';
import { indexSymbols } from './object-symbols.ts';
import { openArchive, releaseIndexOf } from './open-archive.ts';
import type { ReadArchiveOptions } from './read-archive.ts';
import { readPositions } from './read-positions.ts';

/**
 * Reads on which lines the code of an archive calls what: as a stack shows it, so that on the line of an inlined call that function counts as called. Nothing for wasm,
 * where return addresses stand in other tables.
 * @throws UserError with an `ArchiveErrorCode`
 */
export function readCalledLines(bytes: Uint8Array, options: ReadArchiveOptions): CalledLines {
  const archive = openArchive(bytes);
  const release = releaseIndexOf(archive.header, options);
  const architecture = architectureOf(archive.header.goarch, archive.header.goVersion);
  const context = createFrameContext(options, bytes.length);
  const files = new Map<string, Map<number, Set<string>>>();
  const add = (file: string, line: number, callee: string): void => {
    if (line === 0) return;
    let lines = files.get(file);
    if (!lines) files.set(file, (lines = new Map<number, Set<string>>()));
    const callees = lines.get(line);
    if (callees) callees.add(callee);
    else lines.set(line, new Set([callee]));
  };
  if (architecture.code === 'wasm') return files;
  for (const object of archive.objects) {
    const symbols = indexSymbols(object, release);
    for (let symbol = 0; symbol < object.definedCount; symbol++) {
      if (release.isText[symbolKind(object, symbol)] !== 1) continue;
      const found: { callee: string; pc: number }[] = [];
      visitEdges(
        object,
        symbol,
        { symbols, release, architecture, isFunction: looksLikeFunction },
        {
          edge(callee, how, pc) {
            if (how === 'call') found.push({ callee, pc });
          },
          indirect: (pc) => void found.push({ callee: '', pc }),
        },
      );
      if (found.length === 0) continue;
      found.sort((a, b) => a.pc - b.pc);
      const pcs = found.map(({ pc }) => pc);
      const positions = readPositions(object, symbol, pcs, architecture.pcUnit, context.budget);
      const holder = symbolName(object, symbol);
      for (const [n, { callee }] of found.entries()) {
        let called = callee;
        for (const { file, line, package: pkg, function: name } of makeFrames(object, positions, n, holder, symbols, context)) {
          add(file, line, called);
          called = isPlaceholder(name) ? `${pkg}.` : name;
        }
      }
    }
  }
  return files;
}
