import type { UserError } from '../../base/user-error.ts';
import { executableError } from './executable-error.ts';
import type { Image } from './image.ts';

/**
 * What other compilers of Go leave in a program, and nothing else would. Of gccgo: the library that it needs, or a function of it (libgo/runtime/go-main.c). Of TinyGo: functions
 * of its runtime in assembly (src/runtime/asm_amd64.S, src/internal/task/task_stack_amd64.S), while there is a symbol table.
 */
const marks: readonly (readonly [text: string, compiler: string])[] = [
  ['libgo.so.', 'gccgo'],
  ['__go_init_main', 'gccgo'],
  ['tinygo_scanCurrentStack', 'TinyGo'],
  ['tinygo_startTask', 'TinyGo'],
  ['tinygo_swapTask', 'TinyGo'],
];
const packed = 'UPX!';

const chunk = 16 << 20;
const overlap = 64;

/** Why a program has no line table of Go: the error that says it. */
export function whyNotGo(image: Image): UserError {
  const { parts, file, sectionNames } = image;
  if (sectionNames.some((name) => /^UPX\d$|^upx/i.test(name))) return executableError('executable-packed', { file, packer: 'UPX' });
  if (sectionNames.some((name) => /^\.go_export$|^__go_export$/.test(name)))
    return executableError('executable-compiler', { file, compiler: 'gccgo' });
  for (let from = 0; from < parts.size; from += chunk - overlap) {
    const bytes = Buffer.from(parts.read(from, chunk));
    // The packer's mark stands behind the headers, and again at the end.
    if (
      (from === 0 && within(bytes, packed, 0, 4096)) ||
      (from + bytes.length >= parts.size && within(bytes, packed, bytes.length - 4096, bytes.length))
    )
      return executableError('executable-packed', { file, packer: 'UPX' });
    const mark = marks.find(([text]) => bytes.includes(text, 0, 'latin1'));
    if (mark) return executableError('executable-compiler', { file, compiler: mark[1] });
  }
  return executableError('executable-not-go', { file, format: image.format });
}

function within(bytes: Buffer, text: string, from: number, to: number): boolean {
  return bytes.subarray(Math.max(0, from), to).includes(text, 0, 'latin1');
}
