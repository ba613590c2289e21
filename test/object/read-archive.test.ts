import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/user-error.ts';
import { allocatorsOf, releaseTables } from '../../src/model/tables/index.ts';
import { readForeignNames } from '../../src/object/foreign-names.ts';
import { readArchive } from '../../src/object/read-archive.ts';
import { readEdges } from '../../src/object/read-edges.ts';
import { partsOf, type Parts } from '../../src/object/parts.ts';
import { readTypes } from '../../src/object/read-types.ts';
import { need, needRecording, readAllRecorded, readRecorded, source } from './recorded.ts';

const recording = needRecording('go1.26-linux-amd64');
const stub = need(recording, 'stub');
const options = { ...source, nameFile: (raw: string) => raw, package: 'ex.com/probe/stub' };

function codeOf(act: () => unknown): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return { code: error.code, ...error.args };
    throw error;
  }
}

/** Counts the bytes that are asked for. */
function countParts(bytes: Uint8Array): { readonly parts: Parts; bytes(): number } {
  const whole = partsOf(bytes);
  let sum = 0;
  return {
    parts: {
      size: whole.size,
      read(at, length) {
        sum += length;
        return whole.read(at, length);
      },
    },
    bytes: () => sum,
  };
}

/** The archive with every occurrence of a text replaced by one of the same length. */
function replaced(bytes: Buffer, from: string, to: string): Buffer {
  if (from.length !== to.length) throw new Error('lengths differ');
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(from, 0, 'latin1'); at >= 0; at = copy.indexOf(from, at + 1, 'latin1')) copy.write(to, at, 'latin1');
  return copy;
}

function member(name: string, data: Buffer): Buffer {
  const header = `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'644'.padEnd(8)}${String(data.length).padEnd(10)}\`\n`;
  return Buffer.concat([Buffer.from(header), data, Buffer.alloc(data.length & 1)]);
}

const bytes = (facts: { counts: object }): object => ({ ...facts, counts: { ...facts.counts, bytes: 0, otherObjects: 0 } });

describe('what one archive says', () => {
  const facts = readAllRecorded(recording).get('shapes');
  const of = (name: string): string[] =>
    (facts?.calls ?? [])
      .filter((call) => call.function === `ex.com/probe/shapes.${name}`)
      .map((call) => `${call.line} ${call.allocator.replace('runtime.', '')} ${call.type ?? '?'}${call.count > 1 ? ` ×${call.count}` : ''}`)
      .sort();

  it('types of objects, arrays, and variables moved to the heap', () => {
    expect(of('Objects')).toEqual([
      '28 newobject ex.com/probe/shapes.Small',
      '29 newobject ex.com/probe/shapes.Large',
      '30 newobject [4]string',
    ]);
    expect(of('Moved')).toEqual(['36 newobject int', '37 newobject string']);
  });

  it('an untyped block has no type and is not counted as unknown, a type out of a dictionary is', () => {
    expect(of('Merged')).toEqual(['45 mallocgc ?', '47 newobject [3]float64']);
    const fromDictionary = (facts?.calls ?? []).filter(
      ({ function: holder, allocator, type }) =>
        holder.includes('[') && type === undefined && allocatorsOf('go1.26').get(allocator)?.type === 'operand',
    );
    expect(fromDictionary.map(({ allocator }) => allocator.replace('runtime.', ''))).toEqual([
      'convTnoptr',
      'makeslice',
      'growslice',
      'makemap',
      'mapassign_faststr',
    ]);
    expect(facts?.counts.typeUnknown).toBe(fromDictionary.length);
  });

  it('types of elements, maps and channels', () => {
    expect(of('Slices')).toEqual([
      '53 makeslice []uint8',
      '53 makeslice ex.com/probe/shapes.Large',
      '53 makeslice int',
      '53 makeslice string',
    ]);
    expect(of('Chans')).toEqual(['104 makechan chan *ex.com/probe/shapes.Large', '104 makechan chan int', '104 makechan chan struct {}']);
    expect(of('Maps')).toEqual([
      '93 makemap map[string]int',
      '94 mapassign_faststr map[string]int',
      '95 makemap_small ?',
      '96 mapassign_fast64 map[int][]ex.com/probe/shapes.Small',
      '97 makemap_small ?',
      '98 mapassign_fast64 map[ex.com/probe/shapes.Small]bool',
    ]);
  });

  it('the type of an append is its element, not a type that was loaded for something else', () => {
    expect(of('Appends')).toEqual([
      '67 growslice ex.com/probe/shapes.Small',
      '68 growslice string',
      '69 growslice string',
      '70 moveSliceNoCap string',
    ]);
    expect(of('Errors')).toEqual([
      '149 convT64 ?',
      '151 newobject ex.com/probe/shapes.Small',
      '152 convT64 ?',
      '152 newobject ex.com/probe/shapes.wrapped',
      '155 convT64 ?',
      '158 newobject ex.com/probe/shapes.wrapped',
    ]);
  });

  it('whole inline chains, across packages', () => {
    const third = facts?.calls.filter(({ function: holder, line }) => holder === 'ex.com/probe/shapes.Inlined' && line === 13) ?? [];
    const made = 'ex.com/probe/lib ex.com/probe/lib.New @root/lib/lib.go:13';
    expect(third.map(({ inline }) => inline.map((frame) => `${frame.package} ${frame.function} ${frame.file}:${frame.line}`))).toEqual([
      [
        made,
        'ex.com/probe/lib ex.com/probe/lib.Wrap @root/lib/lib.go:17',
        'ex.com/probe/shapes ex.com/probe/shapes.Inlined @root/shapes/shapes.go:184',
      ],
      [
        made,
        'ex.com/probe/lib ex.com/probe/lib.Wrap @root/lib/lib.go:18',
        'ex.com/probe/shapes ex.com/probe/shapes.Inlined @root/shapes/shapes.go:184',
      ],
      [made, 'ex.com/probe/shapes ex.com/probe/shapes.Inlined @root/shapes/shapes.go:185'],
    ]);
  });
});

describe('archives of every make', () => {
  it('assembly objects are counted apart', () => {
    expect(readArchive(stub, options).counts).toMatchObject({ goObjects: 1, otherObjects: 1, calls: 1 });
  });

  it('foreign objects are skipped and counted, marks for the linker are not', () => {
    const elf = Buffer.concat([stub, member('_x001.o', Buffer.from('\u007fELF rest', 'latin1')), member('preferlinkext', Buffer.alloc(0))]);
    expect(readArchive(elf, options).counts).toMatchObject({ goObjects: 1, otherObjects: 2 });
    expect(bytes(readArchive(elf, options))).toEqual(bytes(readArchive(stub, options)));
  });

  it('several Go objects are all read', () => {
    const twice = Buffer.concat([stub, stub.subarray('!<arch>\n'.length)]);
    const { counts, calls } = readArchive(twice, options);
    expect(counts).toMatchObject({ goObjects: 2, otherObjects: 2, calls: 2 });
    expect(calls).toEqual(readArchive(stub, options).calls.map((call) => ({ ...call, count: 2 })));
  });

  it('a view into a larger buffer is read as it is', () => {
    const padded = Buffer.concat([Buffer.alloc(13, 7), stub]);
    expect(readArchive(padded.subarray(13), options)).toEqual(readArchive(stub, options));
  });

  it('names of files go through nameFile once each', () => {
    const asked: string[] = [];
    const { calls } = readArchive(stub, {
      ...options,
      nameFile: (raw) => {
        asked.push(raw);
        return `<${raw}>`;
      },
    });
    expect(asked).toEqual(['@root/stub/stub.go']);
    expect(calls[0]?.file).toBe('<@root/stub/stub.go>');
  });
});

describe('archives that cannot be read', () => {
  it.each([
    ['nothing', Buffer.alloc(0), { code: 'archive-truncated', at: 0 }],
    ['a text', Buffer.from('package main\n'), { code: 'archive-not-go' }],
    ['an archive without objects', Buffer.from('!<arch>\n'), { code: 'archive-not-go' }],
    [
      'export data only',
      Buffer.concat([Buffer.from('!<arch>\n'), member('__.PKGDEF', Buffer.from('go object'))]),
      { code: 'archive-not-go' },
    ],
    [
      'foreign objects only',
      Buffer.concat([Buffer.from('!<arch>\n'), member('a.o', Buffer.from('\u007fELF'))]),
      { code: 'archive-not-go' },
    ],
    [
      'a newer object format',
      replaced(stub, '\0go120ld', '\0go121ld'),
      { code: 'archive-version', magic: 'go121ld', goVersion: 'go1.26.8' },
    ],
    [
      'no object format',
      replaced(stub, '\0go120ld', '\0og120ld'),
      expect.objectContaining({ code: 'archive-corrupt', what: 'object magic' }),
    ],
    ['a newer release', replaced(stub, ' go1.26.8 ', ' go1.99.8 '), { code: 'archive-release', goVersion: 'go1.99.8' }],
    ['an unknown architecture', replaced(stub, 'linux amd64 ', 'linux vax99 '), { code: 'archive-architecture', goarch: 'vax99' }],
    ['a cut archive', stub.subarray(0, stub.length - 10), { code: 'archive-truncated', at: stub.length - 10 }],
  ])('%s', (_name, archive, expected) => {
    expect(codeOf(() => readArchive(archive, options))).toEqual(expected);
  });

  it('objects of different releases in one archive', () => {
    const other = replaced(stub, ' go1.26.8 ', ' go1.26.7 ').subarray('!<arch>\n'.length);
    expect(codeOf(() => readArchive(Buffer.concat([stub, other]), options))).toMatchObject({ code: 'archive-corrupt' });
  });

  it('a release is looked up by the archive’s own version, development versions with their spaces', () => {
    const asked: string[] = [];
    const devel = replaced(stub, ' go1.26.8 GOAMD64=v1 X:', ' devel go1.27-abc Mo X:');
    const tables = (version: string): ReturnType<typeof releaseTables> => {
      asked.push(version);
      return releaseTables('go1.26.8');
    };
    readArchive(devel, { ...options, tables, allocators: allocatorsOf });
    expect(asked).toEqual(['devel go1.27-abc Mo']);
  });
});

describe('types', () => {
  it('wanted ones only', () => {
    const shapes = need(recording, 'shapes');
    const wanted = new Set(['ex.com/probe/shapes.Large', '[4]string', 'not.There']);
    expect(readTypes(partsOf(shapes), wanted)).toEqual([
      { name: '[4]string', size: 64, pointerBytes: 56 },
      { name: 'ex.com/probe/shapes.Large', size: 840, pointerBytes: 824 },
    ]);
    expect(readTypes(partsOf(shapes)).filter(({ name }) => wanted.has(name))).toEqual(readTypes(partsOf(shapes), wanted));
  });

  it('each alone as all together, from a part of the archive', () => {
    const shapes = need(recording, 'shapes');
    const all = readTypes(partsOf(shapes));
    expect(all.length).toBeGreaterThan(50);
    const alone = all.flatMap(({ name }) => {
      const counted = countParts(shapes);
      const found = readTypes(counted.parts, new Set([name]));
      // Names and symbols, without export data, code, relocations and line tables.
      expect(counted.bytes()).toBeLessThan(shapes.length / 2);
      return found;
    });
    expect(alone).toEqual(all);
  });

  it('in the byte order and word size of the target', () => {
    const sizes = ['go1.26-linux-mipsle', 'go1.26-linux-s390x', 'go1.26-linux-386'].map((name) =>
      readTypes(partsOf(need(needRecording(name), 'shapes')), new Set(['ex.com/probe/shapes.Large'])).map(({ size, pointerBytes }) => [
        size,
        pointerBytes,
      ]),
    );
    expect(sizes).toEqual([[[420, 412]], [[840, 824]], [[420, 412]]]);
  });
});

describe('names of inlined functions of other packages', () => {
  const read = readRecorded(recording, 'shapes');
  const wanted = read.foreign.find((one) => one.package === 'ex.com/probe/lib');
  if (!wanted) throw new Error('shapes inlines functions of lib');

  it('stand in the archive of their package', () => {
    expect([...(readForeignNames(partsOf(need(recording, 'lib')), wanted) ?? [])].map(([, name]) => name).sort()).toEqual([
      'ex.com/probe/lib.Closure',
      'ex.com/probe/lib.Grow',
      'ex.com/probe/lib.New',
      'ex.com/probe/lib.Wrap',
    ]);
    expect(read.calls.flatMap(({ inline }) => inline).filter((frame) => /^ex\.com\/probe\/lib\.#\d+$/.test(frame.function))).not.toEqual(
      [],
    );
  });

  it('are read alone', () => {
    const counted = countParts(need(recording, 'lib'));
    readForeignNames(counted.parts, wanted);
    expect(counted.bytes()).toBeLessThan(2_500);
  });

  it('another build of that package is refused', () => {
    expect(wanted.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(readForeignNames(partsOf(need(recording, 'stub')), wanted)).toBeUndefined();
  });
});

describe('the call graph', () => {
  const edges = readEdges(need(recording, 'shapes'), source);
  const from = (name: string): string[] =>
    edges.edges
      .filter((edge) => edge.from === `ex.com/probe/shapes.${name}` && !edge.to.startsWith('runtime.'))
      .map((edge) => `${edge.how} ${edge.to.replace('ex.com/probe/', '')}${edge.count > 1 ? ` ×${edge.count}` : ''}`);

  it('calls, and functions taken as values', () => {
    expect(from('Generic')).toEqual([
      'call lib.Boxed[go.shape.int]',
      'call lib.Boxed[go.shape.struct { A int32; B int32 }]',
      'call lib.Filled[go.shape.struct { A int32; B int32 }]',
      'call lib.Index[go.shape.string,go.shape.*uint8]',
    ]);
    expect(from('Closures')).toEqual(['value shapes.Closures.func1', 'value shapes.Closures.func2']);
    expect(from('Wrappers')).toEqual(['value lib.(*Counter).Add-fm']);
  });

  it('goroutines and deferred calls', () => {
    expect(from('Starts')).toEqual(['value shapes.Starts.deferwrap2', 'value shapes.Starts.func1', 'value shapes.Starts.gowrap1']);
    expect(from('Starts.deferwrap2')).toEqual(['call shapes.release']);
  });

  it('calls through registers, and functions that make none', () => {
    expect(edges.indirect.get('ex.com/probe/shapes.Indirect')).toBe(2);
    expect(edges.functions).toContain('ex.com/probe/shapes.release');
    expect(edges.indirect.has('ex.com/probe/shapes.release')).toBe(false);
    expect(edges.indirectCallsVisible).toBe(true);
  });

  it('the initialiser of a map is called by a weak relocation', () => {
    expect(from('init')).toContain('call shapes.map.init.0');
  });
});
