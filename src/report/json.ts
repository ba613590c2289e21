import { safeJson } from '../view/safe-text.ts';

/**
 * JSON with one line for each element of the large lists: readable, greppable, and never wholly in memory. `JSON.parse` of the
 * result equals the document. Characters that a terminal would act on are written as escapes.
 */
export function* renderJson(document: object): Iterable<string> {
  yield* renderObject(document, '');
  yield '\n';
}

/** Lists deeper than this stand on one line. */
const openDepth = 2;

function* renderObject(object: object, indent: string): Iterable<string> {
  yield '{';
  let first = true;
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue;
    yield `${first ? '' : ','}\n${indent}  ${safeJson(JSON.stringify(key))}: `;
    first = false;
    yield* renderValue(value, `${indent}  `);
  }
  yield first ? '}' : `\n${indent}}`;
}

function* renderValue(value: unknown, indent: string): Iterable<string> {
  if (Array.isArray(value) && value.length > 0 && indent.length / 2 <= openDepth && typeof value[0] === 'object') {
    yield '[';
    let batch = '';
    for (const [index, item] of value.entries()) {
      batch += `${index === 0 ? '' : ','}\n${indent}  ${safeJson(JSON.stringify(item))}`;
      if (batch.length > 1 << 16) {
        yield batch;
        batch = '';
      }
    }
    yield `${batch}\n${indent}]`;
  } else if (value !== null && typeof value === 'object' && !Array.isArray(value) && indent.length / 2 < openDepth) {
    yield* renderObject(value, indent);
  } else {
    yield safeJson(JSON.stringify(value));
  }
}
