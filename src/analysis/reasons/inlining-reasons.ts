import type { Reason } from '../../model/build-comparison.ts';
import type { Frame } from '../../model/facts.ts';
import type { Place } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import { calleeAsWritten } from '../causes/function-names.ts';
import { bareCallee, bareFrame, isCalleeOf } from './callee-names.ts';
import { isOfCause, other, spotOf, type Pair, type Spot, type When } from './reason-pair.ts';
import { otherText } from './text-reasons.ts';

/**
 * Calls that are inlined in one build only and that the place depends on: those that its copies came through, those that make the closures in which they
 * stand, and those that its expression or its cause names. The compiler names all of them on the line of the outermost call.
 */
export function inliningReasons(pair: Pair): Reason[] {
  const found: Reason[] = [];
  for (const side of ['after', 'before'] as const)
    for (const place of pair.only[side]) found.push(...ofChain(pair, side, place), ...ofClosure(pair, side, place));
  if (found.length > 0) return perCallee(found);
  return [...(pair.before?.subject === pair.after?.subject ? [] : ofExpression(pair)), ...(isOfCause(pair) ? ofCause(pair) : [])];
}

/** One of many calls of the same function is enough. */
function perCallee(reasons: readonly Reason[]): Reason[] {
  const keyOf = (reason: Reason): string => ('callee' in reason ? `${reason.code} ${reason.callee}` : JSON.stringify(reason));
  return [...new Map(reasons.toReversed().map((reason) => [keyOf(reason), reason])).values()].toReversed();
}

/** Walks a copy from its outermost call inwards: where the call is inlined on one side only, that is it; where the text of an inlined function is another one, that is. */
function ofChain(pair: Pair, side: When, { inline }: Place): Reason[] {
  const outer = inline.at(-1);
  if (!outer) return [];
  const spot = spotOf(side, outer, pair.step);
  const there = spot[other[side]];
  for (let at = inline.length - 2; at >= 0; at--) {
    const frame = inline[at];
    if (!frame) return [];
    // What the compiler writes itself, it writes for methods of the module's types in each build, for others where it needs them.
    if (outer.file.startsWith('<') && !pair.step[side].parameters(bareFrame(frame))) return [];
    if (there && isInlined(pair, side, outer, inline, at) && !isInlined(pair, other[side], there, inline, at))
      return [inlining(pair, side, frameName(frame, outer), spot), ...otherText(pair.step, side, frame)];
    const text = otherText(pair.step, side, frame);
    if (text.length > 0) return text;
  }
  return [];
}

/** As often as the chain needs it: functions of two packages may have one name. */
function isInlined({ step }: Pair, side: When, at: Span, inline: readonly Frame[], index: number): boolean {
  const frame = inline[index];
  if (!frame) return false;
  const written = bareFrame(frame);
  const needed = inline.slice(index, -1).filter((one) => bareFrame(one) === written).length;
  let count = 0;
  for (const [callee, use] of step[side].inlinedAt(at)) if (isCalleeOf(callee, frame)) count += use.count;
  return count >= needed;
}

/** `A.B.func1` is a closure of B, made where B was inlined into A: there is no such copy where it was not. */
function ofClosure(pair: Pair, side: When, { function: symbol, inline }: Place): Reason[] {
  const name = bareFrame({ function: symbol } as Frame);
  const made = /^(.*)\.func[\d.]+$/.exec(name)?.[1];
  if (made === undefined || inline.length > 1) return [];
  const makers = new Set(made.split(/\.(?=[A-Z_a-z(])/).flatMap((_, at, parts) => (at === 0 ? [] : [parts.slice(at).join('.')])));
  for (const maker of makers) {
    for (const use of pair.step[side].usesOf(bareCallee(maker))) {
      const spot = spotOf(side, use, pair.step);
      const there = spot[other[side]];
      if (there && !pair.step[other[side]].inlinedAt(there).has(bareCallee(maker))) return [inlining(pair, side, maker, spot)];
    }
  }
  return [];
}

/**
 * A call that the compiler's expression names on one side, and of which only the result is left on the other. An expression that is not in the line's text stands in the
 * body of a function that is inlined there.
 */
function ofExpression(pair: Pair): Reason[] {
  const texts = [pair.before?.subject, pair.after?.subject, ...counterparts(pair)].flatMap((text) => text ?? []);
  const found = differing(pair, pair.spots, (callee) => texts.some((text) => names(text, callee)));
  if (found.length > 0) return found;
  const site = pair.after ?? pair.before;
  // Of a copy that came through calls, the chain tells.
  if (site?.places.some(({ inline }) => inline.length > 1)) return [];
  const line = site && pair.step[pair.after ? 'after' : 'before'].side.lines(site.at.file)?.[site.at.line - 1];
  return ofQualifier(pair, pair.spots, foreignNames(site?.subject ?? '', line ?? ''));
}

/** Packages whose names an expression holds and the line's text does not: `fmt.err` in `return fmt.err` is a variable of a function that is inlined. */
function foreignNames(expression: string, line: string): readonly string[] {
  const plain = expression.replaceAll(/"(?:[^"\\]|\\.)*(?:"|$)/g, '""');
  return [...plain.matchAll(/(?<![\w.)])([a-z]\w*)\.\w+/g)].flatMap(([name, qualifier]) =>
    line.includes(name) || !qualifier ? [] : [qualifier],
  );
}

function ofQualifier(pair: Pair, spots: readonly Spot[], qualifiers: readonly string[]): Reason[] {
  return differing(pair, spots, (_, raw) => qualifiers.some((qualifier) => raw.replace(/^\(\*?/, '').startsWith(`${qualifier}.`)));
}

/** Of a place that one side does not have: expressions at its column there. */
function counterparts({ before, after, spots, step }: Pair): readonly string[] {
  const site = before ?? after;
  if (!site || (before && after) || site.at.column === undefined) return [];
  const side = before ? 'after' : 'before';
  return spots
    .flatMap((spot) => (spot[side] ? step[side].verdictsAt(spot[side] ?? site.at) : []))
    .filter(({ column, kind }) => column === site.at.column && !kind.startsWith('leaking'))
    .map(({ subject }) => subject);
}

/** A call that the value is handed to. */
function ofCause(pair: Pair): Reason[] {
  for (const side of ['before', 'after'] as const) {
    const cause = pair[side]?.cause;
    if (!cause?.at) continue;
    const { expression = '', callee = '' } = cause.args;
    const spots = [spotOf(side, cause.at, pair.step)];
    const found = differing(pair, spots, (one) => bareCallee(callee) === one || names(expression, one));
    if (found.length > 0) return found;
    const inside = ofQualifier(pair, spots, foreignNames(expression, pair.step[side].side.lines(cause.at.file)?.[cause.at.line - 1] ?? ''));
    if (inside.length > 0) return inside;
  }
  return [];
}

/** Calls that are inlined on one of both sides of some lines, of those that fit. */
function differing(pair: Pair, spots: readonly Spot[], fits: (callee: string, raw: string) => boolean): Reason[] {
  for (const spot of spots) {
    if (!spot.before || !spot.after || spot.after.file.startsWith('<')) continue;
    const calls = { before: pair.step.before.inlinedAt(spot.before), after: pair.step.after.inlinedAt(spot.after) };
    for (const side of ['after', 'before'] as const) {
      const found = [...calls[side]].find(
        ([bare, { callee, count }]) => count > (calls[other[side]].get(bare)?.count ?? 0) && fits(bare, callee),
      );
      if (found) return [inlining(pair, side, found[1].callee, spot)];
    }
  }
  return [];
}

/** Whether an expression of the compiler calls a function of a bare name. */
function names(text: string, callee: string): boolean {
  const method = callee.slice(callee.lastIndexOf('.') + 1);
  return new RegExp(`(?<![\\w])${method}\\(`).test(text);
}

/** `side` is where the call is inlined. */
function inlining({ step }: Pair, side: When, callee: string, spot: Spot): Reason {
  const bare = bareCallee(callee);
  const can = step[side].decisions(bare).find((fact) => fact.can);
  const cannot = step[other[side]].decisions(bare).find((fact) => !fact.can && fact.into === undefined);
  const at = spot.after ?? spot.before;
  const cost = cannot?.cost ?? can?.cost;
  return {
    code: side === 'after' ? 'inlined' : 'not-inlined',
    callee: calleeAsWritten(callee) ?? callee,
    ...(at ? { at } : {}),
    ...(cost === undefined ? {} : { cost }),
    ...(cannot?.budget === undefined ? {} : { budget: cannot.budget }),
    ...(cannot?.reason === undefined ? {} : { words: cannot.reason }),
  };
}

/** As the compiler writes it in the caller's package: `strings.Index`, `os.(*File).Close`. */
function frameName(frame: Frame, outer: Frame): string {
  const written = bareFrame(frame);
  if (frame.package === outer.package) return written;
  return `${frame.package.split('/').findLast((part) => !/^v\d+$/.test(part)) ?? frame.package}.${written}`;
}
