import type { UserErrorCode, UserErrorCodes } from '../../../model/codes.ts';
import { grouped } from '../../numbers.ts';
import { rowOf } from '../../row-of.ts';
import type { Messages } from '../message.ts';

type ExecutableErrors = Pick<UserErrorCodes, Extract<UserErrorCode, `executable-${string}`>>;

/** What a file that is no program is instead. */
const foreign: Readonly<Record<string, { is: string; next: string }>> = {
  empty: { is: 'it is empty', next: 'Did the build fail? Build it again.' },
  archive: { is: 'it is an archive of object code', next: 'Name the program that `go build -o FILE` links from a main package.' },
  object: { is: 'it is object code that was not linked', next: 'Name the program that `go build -o FILE` links from a main package.' },
  core: { is: 'it is a core dump', next: 'Name the program that wrote it.' },
  wasm: { is: 'it is WebAssembly, which keeps no addresses', next: '`stackward check --goos js --goarch wasm` reads its packages.' },
  script: { is: 'it is a script', next: 'Name the program that it starts.' },
  zip: { is: 'it is a zip archive', next: 'Unpack it first.' },
  gzip: { is: 'it is packed with gzip', next: 'Unpack it first.' },
  class: { is: 'it is a class of Java', next: 'Name a program that Go linked.' },
  dos: { is: 'it is a program for DOS', next: 'Name a program that Go linked.' },
  xcoff: { is: 'it is a program for AIX, whose form (XCOFF) is not read', next: 'Name one for another platform.' },
  text: { is: 'it is text', next: 'Name the program that `go build -o FILE` links from a main package.' },
};

export const executableErrors: Messages<ExecutableErrors & Pick<UserErrorCodes, 'binary-other-program'>> = {
  'executable-foreign': ({ file, found }) => {
    const known = rowOf(foreign, found);
    return {
      what: `${file} is no program in the form of ELF, Mach-O or PE${known === undefined ? '' : `: ${known.is}`}.`,
      next: known?.next ?? 'Name the program that `go build -o FILE` links from a main package.',
    };
  },
  'executable-not-go': ({ file }) => ({
    what: `${file} is a program, but not of Go: it has none of the tables that the runtime of Go needs.`,
    next: 'Name a program that Go linked; a script or a launcher may stand in front of it.',
  }),
  'executable-packed': ({ file, packer }) => ({
    what: `${file} is packed by ${packer}: its code is unpacked only when it starts.`,
    next:
      packer === 'UPX'
        ? `Unpack a copy, \`upx -d -o COPY FILE\`, or name the program as it was linked.`
        : 'Name the program as it was linked.',
  }),
  'executable-garbled': ({ file }) => ({
    what: `${file} is of Go, and the table of its functions is not one that Go writes: an obfuscator such as garble has changed it.`,
    next: 'Name the same program built with `go build`.',
  }),
  'executable-compiler': ({ file, compiler }) => ({
    what: `${file} was built by ${compiler}, which has another runtime and other tables.`,
    next: 'Name the same program built with `go build` of the Go project.',
  }),
  'executable-too-old': ({ file, go }) => ({
    what: `${file} was built by ${go === '' ? 'a Go release before 1.20' : go}; programs of Go 1.22 and later are read.`,
    next: 'Build it with a newer release.',
  }),
  'executable-truncated': ({ file, bytes }) => ({
    what: `${file} ends too early, after ${grouped(bytes)} bytes: a part of it is missing.`,
    next: 'Copy or fetch it again; nothing of a part is shown.',
  }),
  'executable-damaged': ({ file, what }) => ({
    what: `${file} is damaged: it contradicts itself in ${what}.`,
    next: 'Copy or build it again. If `go version -m` reads it and it runs, please report it.',
  }),
  'executable-limit': ({ file, what, limit }) => ({
    what: `${file} has more ${what} than the ${grouped(limit)} that are read.`,
    next: 'If it is a real program, please report it.',
  }),
  'binary-other-program': ({ file, module }) => ({
    what: `No function in ${file} belongs to these packages${module === '' ? '' : `: it was built from ${module}`}.`,
    next: 'Name the packages that it was built from, or stand in their module (-C DIR).',
  }),
};
