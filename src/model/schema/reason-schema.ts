import * as v from 'valibot';
import type { Reason } from '../build-comparison.ts';
import { knownReleases } from '../tables/release.ts';
import { releaseFactCodes } from '../tables/release-facts.ts';

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const maybe = <S extends v.GenericSchema>(item: S): v.ExactOptionalSchema<S, undefined> => v.exactOptional(item);
const span = v.object({ file: text, line: whole, column: maybe(whole) });
const inlining = { callee: text, at: maybe(span), cost: maybe(whole), budget: maybe(whole), words: maybe(text) };
const side = v.picklist(['before', 'after']);

/** Why a step of a row changes it. */
export const reasonSchema: v.GenericSchema<unknown, Reason> = v.variant('code', [
  v.object({ code: v.literal('inlined'), ...inlining }),
  v.object({ code: v.literal('not-inlined'), ...inlining }),
  v.object({ code: v.literal('constant'), from: text, to: text }),
  v.object({ code: v.literal('size-limit'), limit: whole, size: whole, exceeded: side }),
  v.object({ code: v.literal('type-size'), type: text, from: whole, to: whole }),
  v.object({ code: v.literal('allocator'), from: v.array(text), to: v.array(text) }),
  v.object({ code: v.literal('verdict'), from: text, to: text }),
  v.object({ code: v.literal('parameter'), callee: text, parameter: maybe(text), leaks: side }),
  v.object({ code: v.literal('merged'), merged: side, into: maybe(span) }),
  v.object({ code: v.literal('other-text'), file: text, function: maybe(text) }),
  v.object({ code: v.literal('edited'), at: span }),
  v.object({ code: v.literal('setting'), setting: text, from: text, to: text, shows: text }),
  v.object({ code: v.literal('release-fact'), fact: v.picklist(releaseFactCodes), since: v.picklist(knownReleases) }),
]);
