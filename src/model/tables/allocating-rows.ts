import type { When } from '../facts.ts';
import type { What } from '../site.ts';
import type { Release } from './release.ts';

/** Functions that count as allocators: what they allocate is what their caller asked for. */
export interface AllocatingRow {
  readonly names: readonly string[];
  readonly from?: Release;
  readonly to?: Release;
  readonly when: readonly When[];
  readonly what: What;
  /** Which argument, counted in words from 0, is the type; absent: it takes none. */
  readonly typeArgument?: number;
  /** Where in the runtime's sources this can be read (file of Go 1.26 where releases agree). */
  readonly evidence: string;
}

/** `PREFIX1` … */
function numbered(prefix: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${prefix}${first + index}`);
}

export const allocatingRows: readonly AllocatingRow[] = [
  {
    names: ['runtime.newobject', 'reflect.unsafe_New', 'internal/reflectlite.unsafe_New'],
    when: ['always'],
    what: 'object',
    typeArgument: 0,
    evidence: 'malloc.go: mallocgc(typ.Size_, typ, true); size 0 gives zerobase',
  },
  {
    names: ['runtime.newarray', 'reflect.unsafe_NewArray'],
    when: ['always'],
    what: 'slice',
    typeArgument: 0,
    evidence: 'malloc.go newarray(typ, n): mallocgc of n elements',
  },
  {
    names: ['runtime.mallocgc'],
    when: ['always'],
    what: 'object',
    typeArgument: 1,
    evidence: 'malloc.go mallocgc(size, typ, needzero); the compiler passes no type for merged variables and make with copy (walk, ssagen)',
  },
  {
    // In Go 1.26 only built code calls them under GOEXPERIMENT=sizespecializedmalloc; they are in its archive in any case.
    names: [
      ...numbered('runtime.mallocgcSmallNoScanSC', 2, 26),
      ...numbered('runtime.mallocgcSmallScanNoHeaderSC', 1, 26),
      ...numbered('runtime.mallocgcTinySize', 1, 15),
    ],
    from: '1.26',
    to: '1.26',
    when: ['always'],
    what: 'object',
    typeArgument: 1,
    evidence: 'malloc_generated.go (size, typ, needzero); called from tables in mallocgc',
  },
  {
    names: [
      ...numbered('runtime.mallocgcSmallNoScanSC', 2, 7),
      ...numbered('runtime.mallocgcSmallScanNoHeaderSC', 1, 7),
      'runtime.mallocgcTinySC2',
    ],
    from: '1.27',
    when: ['always'],
    what: 'object',
    typeArgument: 1,
    evidence:
      'malloc_generated.go (size, typ, needzero); ssagen/ssa.go specializedMallocSym: sizes up to 80 bytes, not with -race, -msan, -asan',
  },
  {
    names: ['runtime.makeslice', 'runtime.makeslice64', 'runtime.makeslicecopy'],
    when: ['always'],
    what: 'slice',
    typeArgument: 0,
    evidence: 'slice.go; 0 bytes give zerobase',
  },
  {
    names: ['runtime.growslice'],
    when: ['grows'],
    what: 'growth',
    typeArgument: 4,
    evidence: 'slice.go growslice(oldPtr, newLen, oldCap, num, et): called when the capacity is short',
  },
  {
    names: ['reflect.growslice'],
    when: ['grows'],
    what: 'growth',
    typeArgument: 0,
    evidence: 'slice.go reflect_growslice(et, old, num): growslice',
  },
  {
    names: ['runtime.growsliceNoAlias'],
    from: '1.26',
    when: ['grows'],
    what: 'growth',
    typeArgument: 4,
    evidence: 'slice.go: growslice, then freegc of the old array (GOEXPERIMENT=runtimefreegc)',
  },
  {
    names: ['runtime.growsliceBuf', 'runtime.growsliceBufNoAlias'],
    from: '1.26',
    when: ['grows', 'exceeds-buffer'],
    what: 'growth',
    typeArgument: 4,
    evidence: 'slice.go: takes the stack buffer while newLen <= bufLen, else growslice',
  },
  {
    names: ['runtime.moveSlice', 'runtime.moveSliceNoCap'],
    from: '1.26',
    when: ['leaves-frame'],
    what: 'leaves-frame',
    typeArgument: 0,
    evidence: 'slice.go; ssagen/ssa.go calls it only where the array lies in the frame',
  },
  {
    names: ['runtime.moveSliceNoScan', 'runtime.moveSliceNoCapNoScan'],
    from: '1.26',
    when: ['leaves-frame'],
    what: 'leaves-frame',
    evidence: 'slice.go (elemSize, old, …): a size, no type',
  },
  {
    // A map whose header is on the stack (third argument) allocates only from 9 elements on: the compiler calls it then or for unknown hints.
    names: ['runtime.makemap', 'runtime.makemap64', 'reflect.makemap'],
    when: ['always'],
    what: 'map',
    typeArgument: 0,
    evidence: 'map.go makemap(t, hint, m); internal/runtime/maps NewMap: new(Map) without m, tables for a hint above 8',
  },
  { names: ['runtime.makemap_small'], when: ['always'], what: 'map', evidence: 'map.go: a header, without a type' },
  {
    names: ['maps.clone'],
    when: ['always'],
    what: 'map',
    typeArgument: 0,
    evidence: 'map.go mapclone(m any): the type is the word of the interface',
  },
  {
    names: [
      'runtime.mapassign',
      ...['32', '32ptr', '64', '64ptr', 'str'].map((kind) => `runtime.mapassign_fast${kind}`),
      'reflect.mapassign0',
      'reflect.mapassign_faststr0',
    ],
    when: ['grows'],
    what: 'map-growth',
    typeArgument: 0,
    evidence: 'map.go, map_fast*.go; internal/runtime/maps: first group, growth and split of tables, cells of large keys and elements',
  },
  {
    names: ['runtime.makechan', 'runtime.makechan64', 'reflect.makechan'],
    when: ['always'],
    what: 'chan',
    typeArgument: 0,
    evidence: 'chan.go makechan: hchan with its buffer',
  },
  {
    names: ['runtime.convT', 'runtime.convTnoptr'],
    when: ['always'],
    what: 'box',
    typeArgument: 0,
    evidence: 'iface.go: mallocgc(t.Size_, …)',
  },
  {
    names: ['runtime.convT16', 'runtime.convT32', 'runtime.convT64'],
    when: ['large-value'],
    what: 'box',
    evidence: 'iface.go: values below 256 are in staticuint64s',
  },
  {
    names: ['runtime.convTstring', 'runtime.convTslice'],
    when: ['large-value'],
    what: 'box',
    evidence: 'iface.go: the empty string and the nil slice are zeroVal',
  },
  {
    names: [...numbered('runtime.concatstring', 2, 5), 'runtime.concatstrings'],
    when: ['exceeds-buffer'],
    what: 'string',
    evidence: 'string.go: buffer of 32 bytes if there is one; one operand alone is returned as it is',
  },
  {
    names: [...numbered('runtime.concatbyte', 2, 5), 'runtime.concatbytes'],
    from: '1.24',
    to: '1.24',
    when: ['always'],
    what: 'bytes',
    evidence: 'string.go concatbytes(a): has no buffer in this release',
  },
  {
    names: [...numbered('runtime.concatbyte', 2, 5), 'runtime.concatbytes'],
    from: '1.25',
    when: ['exceeds-buffer'],
    what: 'bytes',
    evidence: 'string.go concatbytes(buf, a): buffer of 32 bytes if there is one',
  },
  {
    names: ['runtime.slicebytetostring'],
    when: ['exceeds-buffer'],
    what: 'string',
    evidence: 'string.go: buffer of 32 bytes if there is one; 0 and 1 byte are static',
  },
  {
    names: ['runtime.slicerunetostring'],
    when: ['exceeds-buffer'],
    what: 'string',
    evidence: 'string.go: rawstringtmp, buffer of 32 bytes',
  },
  { names: ['runtime.intstring'], when: ['exceeds-buffer'], what: 'string', evidence: 'string.go: buffer of 4 bytes if there is one' },
  {
    names: ['runtime.stringtoslicebyte'],
    when: ['exceeds-buffer'],
    what: 'bytes',
    evidence: 'string.go: buffer of 32 bytes if there is one',
  },
  {
    names: ['runtime.stringtoslicerune'],
    when: ['exceeds-buffer'],
    what: 'slice',
    evidence: 'string.go: buffer of 32 runes if there is one',
  },
  {
    names: ['runtime.gostring', 'runtime.gostringn', 'internal/syscall/unix.gostring'],
    when: ['always'],
    what: 'string',
    evidence: 'string.go: rawstring; C.GoString and C.GoStringN call it (cmd/cgo/out.go)',
  },
  { names: ['runtime.gobytes'], when: ['always'], what: 'bytes', evidence: 'string.go: mallocgc(n); C.GoBytes calls it (cmd/cgo/out.go)' },
  {
    names: ['internal/bytealg.MakeNoZero'],
    when: ['always'],
    what: 'bytes',
    evidence: 'slice.go bytealg_MakeNoZero: mallocgc of the size class',
  },
  {
    names: ['runtime.newproc'],
    when: ['pool-empty'],
    what: 'go',
    evidence: 'proc.go newproc1: gfget, else malg, which makes a g (the stack is not heap memory)',
  },
  {
    names: ['runtime.newcoro'],
    when: ['always'],
    what: 'go',
    evidence: 'coro.go: new(coro) each time, and newproc1; iter.Pull calls it from each of its instantiations',
  },
  {
    names: ['runtime.deferproc', 'runtime.deferprocat'],
    when: ['pool-empty'],
    what: 'defer',
    evidence: 'panic.go newdefer: deferpool, else new(_defer)',
  },
  {
    names: ['runtime.deferrangefunc'],
    when: ['always'],
    what: 'defer',
    evidence: 'panic.go: new(atomic.Pointer[_defer]) each time, and a record as newdefer',
  },
  {
    names: ['time.newTimer'],
    from: '1.23',
    when: ['always'],
    what: 'object',
    evidence: 'time.go: new(timeTimer), the *time.Timer or *time.Ticker that is returned',
  },
];
