import { allocatorsOf } from '../../../src/model/tables/index.ts';
import { openExecutable, readExecutable } from '../../../src/object/executable/read-executable.ts';
import { unquote } from '../../../src/object/executable/read-build-record.ts';
import { makeProgram } from '../../object/executable/made-program.ts';
import { partsOf } from '../../../src/object/parts.ts';
import { mustHold, text, type FuzzTarget } from '../target.ts';

const seeds = (): Uint8Array[] => [
  makeProgram({ format: 'elf', goarch: 'amd64' }),
  makeProgram({ format: 'elf', goarch: 'arm64', go: 'go1.22.0' }),
  makeProgram({ format: 'mach-o', goarch: 'arm64', go: 'go1.27.0' }),
  makeProgram({ format: 'pe', goarch: 'amd64' }),
];

/** The same program with as much behind it: a real one is mostly text and data that nothing asks for. */
function withRoom(bytes: number): Uint8Array {
  const program = makeProgram({ format: 'elf', goarch: 'amd64' });
  return Buffer.concat([program, Buffer.alloc(Math.max(0, bytes - program.length), 0xe8)]);
}

export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'executable',
    of: 'linked programs',
    form: 'binary',
    words: [
      '\u007fELF',
      '\xff Go buildinf:',
      '.gopclntab',
      '__gopclntab',
      '.go.module',
      '\xf1\xff\xff\xff\0\0\x01\x08',
      'runtime.newobject',
      'main.F\0',
      'UPX!',
    ],
    seeds,
    read(bytes) {
      const facts = readExecutable(openExecutable({ parts: partsOf(bytes), file: 'app' }), { allocators: allocatorsOf, wants: () => true });
      mustHold(
        facts.calls.every(({ inline }) => inline.length > 0),
        'a call has a frame',
      );
      mustHold(facts.functions.length <= facts.functionCount, 'functions are counted');
      return facts;
    },
    grow: withRoom,
  },
  {
    name: 'executable-settings',
    of: 'settings of a build as Go quotes them',
    form: 'text',
    words: ['"', '`', '\\x', '\\U0010ffff', '\\u00e9', '\\"'],
    seeds: () => ['"a b"', '`a"b`', '"\\x00\\u00e9\\U0001f600\\n"', '"', 'plain'].map((one) => Buffer.from(one)),
    read: (bytes) => unquote(text(bytes)),
  },
];
