import { readForeignNames } from '../../../src/object/foreign-names.ts';
import { sizeByName, packageOfType } from '../../../src/object/type-names.ts';
import { escapePath, packageOfSymbol, unescapePath } from '../../../src/object/package-of-symbol.ts';
import { openArchive } from '../../../src/object/open-archive.ts';
import { partsOf } from '../../../src/object/parts.ts';
import { readArchive } from '../../../src/object/read-archive.ts';
import { readCallSites } from '../../../src/object/read-call-sites.ts';
import { readCalledLines } from '../../../src/object/read-called-lines.ts';
import { readEdges } from '../../../src/object/read-edges.ts';
import { readMethodName } from '../../../src/object/read-method-name.ts';
import { readPlacedEdges } from '../../../src/object/read-placed-edges.ts';
import { readMarks } from '../../../src/object/read-marks.ts';
import { readTypes } from '../../../src/object/read-types.ts';
import { releaseOf } from '../../../src/model/tables/release.ts';
import { readArchiveRecordings, source } from '../../object/recorded.ts';
import { mustHold, repeated, text, type FuzzTarget } from '../target.ts';

const options = { ...source, nameFile: (raw: string) => raw, package: 'ex.com/probe/shapes' };
const words = [
  'go object linux amd64 go1.26.8 GOAMD64=v1 X:',
  '\n!\n',
  '\0go120ld',
  '!<arch>\n',
  '__.PKGDEF',
  '`\n',
  'type:',
  'runtime.newobject',
];
/** All lines of all files. */
const linesOfAll = { has: () => true, get: () => ({ has: () => true }) } as unknown as ReadonlyMap<string, ReadonlySet<number>>;

/** One archive of each architecture, and the small ones of all releases. */
function recorded(): Uint8Array[] {
  return readArchiveRecordings().flatMap(({ release, archives }) =>
    [...archives].flatMap(([name, bytes]) => (name === 'stub' || (name === 'lib' && release === '1.26') ? [bytes] : [])),
  );
}

/** The largest recorded archive with its objects repeated: an archive may hold many. */
function manyObjects(length: number): Uint8Array {
  const archive =
    readArchiveRecordings()
      .find(({ name }) => name === 'go1.26-linux-amd64')
      ?.archives.get('shapes') ?? Buffer.alloc(0);
  const magic = '!<arch>\n'.length;
  const members = archive.subarray(magic);
  return Buffer.concat([archive.subarray(0, magic), ...Array.from({ length: Math.ceil(length / members.length) }, () => members)]);
}

function target(name: string, of: string, read: (bytes: Uint8Array) => unknown): FuzzTarget {
  return { name, of, form: 'binary', words, seeds: recorded, read, grow: manyObjects };
}

/** The names of symbols and types in an archive, as texts of their own: bytes of an archive seldom become an odd one. */
function names(): Uint8Array[] {
  const made = [
    '*int',
    '[4][8]*p.T',
    'map[string]struct { a int }',
    'func(int, ...string) error',
    'noalg.[3]uint8',
    'gopkg.in/yaml%2ev3.Unmarshal',
    'ex.com/p.(*T[go.shape.int]).M.func1.2',
    'type:.eq.ex.com/p.T',
    'go1.26.8',
    'devel go1.28-abcdef Thu',
  ];
  return made.map((one) => Buffer.from(one));
}

export const fuzzTargets: readonly FuzzTarget[] = [
  target('archive-calls', 'calls of allocators in archives', (bytes) => {
    const read = readArchive(bytes, options);
    mustHold(read.calls.reduce((sum, { count }) => sum + count, 0) === read.counts.calls, 'each call is counted once');
    mustHold(
      read.calls.every(({ inline }) => inline.length > 0),
      'a call has a frame',
    );
    return read;
  }),
  target('archive-call-sites', 'calls of functions in archives', (bytes) => readCallSites(bytes, options, () => true)),
  target('archive-called-lines', 'lines of archives on which something is called', (bytes) => readCalledLines(bytes, options)),
  target('archive-edges', 'the call graph of archives', (bytes) => [
    readEdges(bytes, source),
    readPlacedEdges(bytes, options, { inlinedOn: new Set([5, 7, 12]) }),
    readMethodName(bytes, source, { type: 'error', offset: 96 }),
  ]),
  target('archive-marks', 'code of chosen lines in archives', (bytes) => readMarks(bytes, options, linesOfAll)),
  target('archive-types', 'sizes of types in archives', (bytes) => readTypes(partsOf(bytes))),
  target('archive-names', 'names of inlined functions in archives', (bytes) =>
    readForeignNames(partsOf(bytes), { package: 'ex.com/probe/shapes', fingerprint: undefined, indexes: [0, 1, 2, 1 << 30] }),
  ),
  target('archive-members', 'members and headers of archives', (bytes) => {
    const { header, objects } = openArchive(bytes);
    return [header, objects.length, releaseOf(header.goVersion)];
  }),
  {
    name: 'symbol-names',
    of: 'names of symbols, types and releases',
    form: 'text',
    words: ['[1]', '*', 'map[', 'func(', 'noalg.', 'type:', 'go.shape.', '.(*T)', '%2e', '%', '/', 'go1.26', 'devel ', 'rc1', ' X:'],
    seeds: names,
    read(bytes) {
      const name = text(bytes);
      mustHold(unescapePath(escapePath(name)) === name, 'a path survives its escapes');
      return [sizeByName(name, 8), packageOfType(name, 'ex.com/p'), packageOfSymbol(name, 'ex.com/p'), unescapePath(name), releaseOf(name)];
    },
    // Longer names are refused.
    grow: (bytes) => repeated(Buffer.from('ex.com/é[4]%2e'), Math.min(bytes, 1 << 20)),
  },
];
