import type { Random } from './random.ts';

type Box = Record<string, unknown> | unknown[];

/** Values that a reader of JSON may not expect. The deep one is made when it is asked for: it would exhaust a recursive reader. */
const strange: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => '',
  () => [],
  () => ({}),
  () => -1,
  () => 1.5,
  () => 1e308,
  () => 2 ** 53,
  () => 0x80000000,
  () => 'x'.repeat(3000),
  () => '\u0000\u001b[31m\ud800\u202e',
  () => '../../etc/passwd',
  () => '__proto__',
  () => [[], {}, null, 0, ''],
  () => deep(5000),
];

function deep(depth: number): unknown {
  let value: unknown = 0;
  for (let n = 0; n < depth; n++) value = n % 2 === 0 ? [value] : { a: value };
  return value;
}

/**
 * The text of a JSON value (or of values behind each other, as `go list -json` writes them: the first) with one part changed: taken out,
 * doubled, set to a strange value, exchanged with another one. Undefined where the text is none.
 */
export function mutateJson(bytes: Uint8Array, random: Random): Uint8Array | undefined {
  const text = Buffer.from(bytes).toString('utf8');
  const parts = text.split(/(?<=^\}\n)(?=\{)/m);
  const index = random.below(parts.length);
  let root: { value: unknown };
  try {
    root = { value: JSON.parse(parts[index] ?? '') };
  } catch {
    return undefined;
  }
  const boxes: Box[] = [];
  collect(root, boxes);
  const box = boxes[random.below(boxes.length)];
  if (box !== undefined) changeIn(box, boxes, random);
  try {
    // Go ends each object of a stream with a `}` on a line of its own; other readers do not mind.
    parts[index] = (JSON.stringify(root.value) ?? '').replace(/\}$/, parts.length > 1 || text.includes('\n') ? '\n}\n' : '}');
  } catch {
    // Too deep to be written, or a box put into itself.
    return undefined;
  }
  return Buffer.from(parts.join(''));
}

/** All objects and lists of a value. By hand, since it may be deep. */
function collect(root: Box, boxes: Box[]): void {
  const open: Box[] = [root];
  for (let box = open.pop(); box !== undefined; box = open.pop()) {
    boxes.push(box);
    for (const value of Object.values(box)) if (typeof value === 'object' && value !== null) open.push(value as Box);
  }
}

function changeIn(box: Box, boxes: readonly Box[], random: Random): void {
  const keys = Object.keys(box);
  const key = keys[random.below(keys.length)];
  const values = box as Record<string, unknown>;
  const value = strange[random.below(strange.length)]?.();
  if (key === undefined || random.once(8)) {
    if (Array.isArray(box)) box.push(value);
    else values[random.once(2) ? '__proto__' : 'extra'] = value;
    return;
  }
  switch (random.below(5)) {
    case 0:
      if (Array.isArray(box)) box.splice(Number(key), 1);
      else delete values[key];
      break;
    case 1: {
      const other = boxes[random.below(boxes.length)];
      const otherKeys = other ? Object.keys(other) : [];
      values[key] = other && structuredClone((other as Record<string, unknown>)[otherKeys[random.below(otherKeys.length)] ?? '']);
      break;
    }
    case 2:
      if (Array.isArray(box)) box.push(...Array.from({ length: 1 + random.below(50) }, () => structuredClone(box[Number(key)])));
      else values[`${key}${key}`] = values[key];
      break;
    case 3:
      if (typeof values[key] === 'number') values[key] += random.below(5) - 2;
      else if (typeof values[key] === 'string') values[key] = changeText(values[key], random);
      else values[key] = value;
      break;
    default:
      values[key] = value;
  }
}

function changeText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return (
    text.slice(0, at) +
    random.pick(['', 'a', '/', '..', '\\', '\n', ' [', ']', ':', '\u0007', '🦫', '%']) +
    text.slice(at + random.below(3))
  );
}
