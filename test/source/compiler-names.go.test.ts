import { test } from 'vitest';
import { checkDifferences, checkSameNames } from './compiler-names-probe.ts';

test('names of declarations, methods, literals and package-level literals are the compiler’s', () => checkSameNames('go'));

test('where the compiler names otherwise is known', () => checkDifferences('go'));
