import { readFileSync } from 'node:fs';
import type { ExecutableFacts } from '../../../src/model/executable.ts';
import { allocatorsOf } from '../../../src/model/tables/index.ts';
import { findModuleData } from '../../../src/object/executable/find-module-data.ts';
import { readFunctions } from '../../../src/object/executable/function-table.ts';
import { openExecutable, readExecutable } from '../../../src/object/executable/read-executable.ts';
import { partsOf } from '../../../src/object/parts.ts';

export function readAll(bytes: Uint8Array, file = 'app', wants: (symbol: string) => boolean = () => true): ExecutableFacts {
  return readExecutable(openExecutable({ parts: partsOf(bytes), file }), { allocators: allocatorsOf, wants });
}

/** Names of functions by address. */
export function functionsOf(file: string): Map<number, string> {
  const { image, table, build } = openExecutable({ parts: partsOf(readFileSync(file)), file });
  const functions = readFunctions(image, table, findModuleData(image, table, build.go));
  return new Map(
    Array.from({ length: functions.count }, (_, index) => [functions.starts[index]!, functions.name(functions.record(index).name)]),
  );
}
