import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The sizes of the runtime's size classes in bytes, as decimal text, without the 0 of class 0. Throws when the list is not found. */
export function readSizeClasses(goroot: string): string[] {
  const places = ['src/internal/runtime/gc/sizeclasses.go', 'src/runtime/sizeclasses.go'].map((file) => path.join(goroot, file));
  const file = places.find((place) => existsSync(place)) ?? '';
  const list = /^var (?:class_to_size|SizeClassToSize) = [^{]*\{0, ([\d, ]+)\}$/m.exec(readFileSync(file, 'utf8'))?.[1];
  if (list === undefined) throw new Error(`no list of size classes in ${file}`);
  return list.split(', ');
}
