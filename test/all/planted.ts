// Changes to zap 1.27.0 that add an allocation, and what the gate has to say of each: nothing more and nothing less.

export interface Planted {
  readonly kind: string;
  /** File, text that it holds once (empty: the file is added), text in its place. */
  readonly edits: readonly (readonly [string, string, string])[];
  /** State, file, function, what and how of each place that is new or worse. */
  readonly want: readonly string[];
}

/** What zap has no example of, added to the base. */
export const base: Readonly<Record<string, string>> = {
  'dep/v1/go.mod': 'module ex.com/dep\n\ngo 1.19\n',
  'dep/v1/dep.go': 'package dep\n\nvar Last int\n\n// See looks.\n//\n//go:noinline\nfunc See(p *int) { Last = *p }\n',
  'dep/v2/go.mod': 'module ex.com/dep\n\ngo 1.19\n',
  'dep/v2/dep.go': 'package dep\n\nvar Last *int\n\n// See keeps.\n//\n//go:noinline\nfunc See(p *int) { Last = p }\n',
  'zapcore/planted.go': `package zapcore

import "ex.com/dep"

type pair struct{ a, b int }

func newPair(a, b int) *pair {
	return &pair{a, b}
}

func sumPair(a, b int) int {
	p := newPair(a, b)
	return p.a + p.b
}

func seeDep(n int) {
	m := n * 2
	dep.See(&m)
}

func boxed[T any](v T) any {
	return v
}

func boxes(a int64) any {
	return boxed(a)
}

func counters3(n int) []func() int {
	var all []func() int
	for i := 0; i < n; i++ {
		all = append(all, func() int { i++; return i })
	}
	return all
}

func looked(p *pair) int {
	return p.a
}

func looks(n int) int {
	q := pair{n, n}
	return looked(&q)
}

var kept any

func keepAny(v any) { kept = v }

func keepAll(all ...*pair) { kept = all }

func keepFunc(f func() error) { kept = f }
`,
};

const tee = 'zapcore/tee.go';
const level = 'minLvl := _maxLevel // mc is never empty\n';
/** A line behind the first one of (multiCore).Level. */
const inLevel = (lines: string): Planted['edits'] => [[tee, level, `${level}${lines}\n`]];
const file = 'zapcore/tee.go multiCore.Level';

export const planted: readonly Planted[] = [
  {
    kind: 'callee only: it keeps its receiver',
    edits: [
      ['logger.go', '\tc := log.clone()\n\tfor _, opt', '\t_last = log\n\tc := log.clone()\n\tfor _, opt'],
      ['logger.go', '// NewNop returns', 'var _last *Logger\n\n// NewNop returns'],
    ],
    want: ['new logger.go New object'],
  },
  {
    kind: 'callee only: it keeps its argument',
    edits: [['zapcore/planted.go', '\treturn p.a\n', '\tkept = p\n\treturn p.a\n']],
    want: ['new zapcore/planted.go looks object'],
  },
  { kind: 'dependency bump by replace', edits: [['go.mod', './dep/v1', './dep/v2']], want: ['new zapcore/planted.go seeDep object'] },
  {
    kind: 'inlining forbidden',
    edits: [['zapcore/planted.go', 'func newPair(', '//go:noinline\nfunc newPair(']],
    want: ['worse zapcore/planted.go newPair object not-inlined'],
  },
  {
    kind: 'inlining lost to a body that grew',
    edits: [
      [
        'zapcore/planted.go',
        '\treturn &pair{a, b}\n',
        '\tfor i := 0; i < a; i++ {\n\t\tb += i * b % (a + i)\n\t\tif b > 100 {\n\t\t\tb = b/3 + a*i - b%7 + a*b*i\n\t\t}\n\t\tprintln(a, b, i)\n\t\tprintln(b, a, i)\n\t\tprintln(i, a, b)\n\t\tb ^= a<<3 | b>>2 | i<<1\n\t\tif b < 0 {\n\t\t\tb = -b*7 + a*9 - i%(b+11)\n\t\t}\n\t}\n\treturn &pair{a, b}\n',
      ],
    ],
    want: ['worse zapcore/planted.go newPair object not-inlined'],
  },
  {
    kind: 'struct grown over a size class, one place',
    edits: [['zapcore/error.go', 'type errArrayElem struct{ err error }', 'type errArrayElem struct {\n\terr error\n\tpad [24]byte\n}']],
    want: ['worse zapcore/error.go init.func1 object larger'],
  },
  {
    kind: 'struct grown over a size class, two places',
    edits: [['zapcore/hook.go', '\tfuncs []func(Entry) error\n}', '\tfuncs []func(Entry) error\n\tnames [3]string\n}']],
    want: ['worse zapcore/hook.go (*hooked).With object larger', 'worse zapcore/hook.go RegisterHooks object larger'],
  },
  {
    kind: 'loop added around an allocation',
    edits: [
      [
        'zapcore/memory_encoder.go',
        '\tns := make(map[string]interface{})\n\tm.cur[k] = ns\n\tm.cur = ns\n',
        '\tfor i := 0; i < 2; i++ {\n\t\tns := make(map[string]interface{})\n\t\tm.cur[k] = ns\n\t\tm.cur = ns\n\t}\n',
      ],
    ],
    want: [
      'worse zapcore/memory_encoder.go (*MapObjectEncoder).OpenNamespace map in-loop',
      'worse zapcore/memory_encoder.go (*MapObjectEncoder).OpenNamespace map-growth in-loop',
    ],
  },
  { kind: 'address of a variable kept', edits: inLevel('\tkeepAny(&minLvl)'), want: [`new ${file} object`] },
  { kind: 'new(T)', edits: inLevel('\tkeepAny(new(pair))'), want: [`new ${file} object`] },
  {
    kind: 'composite literal in a branch',
    edits: inLevel('\tif len(mc) > 3 {\n\t\tkeepAny(&pair{1, 2})\n\t}'),
    want: [`new ${file} object`],
  },
  { kind: 'closure that captures', edits: inLevel('\tkeepFunc(func() error { return mc.Sync() })'), want: [`new ${file} closure`] },
  { kind: 'boxed into any', edits: inLevel('\tkeepAny(int64(minLvl) * 1000)'), want: [`new ${file} box`] },
  { kind: 'struct boxed into any', edits: inLevel('\tkeepAny(pair{len(mc), 2})'), want: [`new ${file} box`] },
  {
    kind: 'fmt argument',
    edits: [
      [
        'zapcore/entry.go',
        '\tcaller := buf.String()\n\tbuf.Free()\n\treturn caller\n}\n\n// TrimmedPath',
        '\tcaller := fmt.Sprint(ec.Line)\n\tbuf.Free()\n\treturn caller\n}\n\n// TrimmedPath',
      ],
    ],
    want: ['new zapcore/entry.go EntryCaller.FullPath box'],
  },
  {
    kind: 'append without capacity',
    edits: [
      [tee, '\tclone := make(multiCore, len(mc))\n', '\tvar clone multiCore\n'],
      [tee, '\t\tclone[i] = mc[i].With(fields)\n', '\t\tclone = append(clone, mc[i].With(fields))\n'],
    ],
    want: ['new zapcore/tee.go multiCore.With growth'],
  },
  { kind: 'map made', edits: inLevel('\tkeepAny(make(map[string]int))'), want: [`new ${file} map`] },
  { kind: 'channel made', edits: inLevel('\tkeepAny(make(chan int))'), want: [`new ${file} chan`] },
  {
    kind: 'slice of a size that is not constant',
    edits: inLevel('\tbuf := make([]byte, len(mc))\n\tcopy(buf, "x")\n\tkeepAny(&buf[0])'),
    want: [`new ${file} slice`],
  },
  {
    kind: 'array too large for the stack',
    edits: inLevel('\tvar big [1 << 20]byte\n\tbig[len(mc)] = 1\n\tminLvl += Level(big[len(mc)+1])'),
    want: [`new ${file} object`],
  },
  {
    kind: 'string concatenation',
    edits: [
      [
        'zapcore/entry.go',
        "\tbuf.AppendString(ec.File[idx+1:])\n\tbuf.AppendByte(':')\n\tbuf.AppendInt(int64(ec.Line))\n\tcaller := buf.String()\n",
        "\tbuf.AppendString(ec.File[idx+1:])\n\tbuf.AppendByte(':')\n\tbuf.AppendInt(int64(ec.Line))\n\tcaller := ec.File + buf.String()\n",
      ],
    ],
    want: ['new zapcore/entry.go EntryCaller.TrimmedPath string'],
  },
  {
    kind: '[]byte(string)',
    edits: [
      ['writer.go', '\t\tsink, err := _sinkRegistry', '\t\t_kept = []byte(path)\n\t\tsink, err := _sinkRegistry'],
      ['writer.go', 'func open(', 'var _kept []byte\n\nfunc open('],
    ],
    want: ['new writer.go open bytes'],
  },
  {
    kind: '[]rune(string)',
    edits: [
      ['writer.go', '\t\tsink, err := _sinkRegistry', '\t\t_kept = []rune(path)\n\t\tsink, err := _sinkRegistry'],
      ['writer.go', 'func open(', 'var _kept []rune\n\nfunc open('],
    ],
    want: ['new writer.go open slice'],
  },
  {
    kind: 'defer in a loop',
    edits: [['writer.go', '\t\twriters = append(writers, sink)\n', '\t\tdefer sink.Sync()\n\t\twriters = append(writers, sink)\n']],
    want: ['new writer.go open closure', 'new writer.go open defer'],
  },
  { kind: 'goroutine', edits: inLevel('\tgo mc.Sync()'), want: [`new ${file} closure`, `new ${file} go`] },
  { kind: 'method value', edits: inLevel('\tkeepFunc(mc.Sync)'), want: [`new ${file} closure`] },
  {
    kind: 'interface conversion',
    edits: [[tee, '\t\treturn cores[0]\n', '\t\treturn multiCore(cores[:1])\n']],
    want: ['new zapcore/tee.go NewTee box'],
  },
  { kind: 'variadic', edits: inLevel('\tkeepAll(nil, nil)'), want: [`new ${file} object`] },
  {
    kind: 'returned slice',
    edits: [
      [
        tee,
        'func (mc multiCore) Enabled(',
        'func (mc multiCore) first() []int {\n\tvar all [4]int\n\treturn all[:len(mc)]\n}\n\nfunc (mc multiCore) Enabled(',
      ],
    ],
    want: ['new zapcore/tee.go multiCore.first object'],
  },
  {
    kind: 'generic instantiated with another type',
    edits: [['zapcore/planted.go', '\treturn boxed(a)\n', '\tif a > 3 {\n\t\treturn boxed([3]int64{a})\n\t}\n\treturn boxed(a)\n']],
    want: ['worse zapcore/planted.go boxed[...] box unconditional'],
  },
  {
    kind: 'line duplicated next to its equal',
    edits: [
      [
        'sink.go',
        '\t\treturn nopCloserSink{os.Stderr}, nil\n',
        '\t\treturn nopCloserSink{os.Stderr}, nil\n\tcase "stderr2":\n\t\treturn nopCloserSink{os.Stderr}, nil\n',
      ],
    ],
    want: ['new sink.go (*sinkRegistry).newFileSinkFromPath box'],
  },
  {
    kind: 'one for another in the same line',
    edits: [['sink.go', '&errSinkNotFound{u.Scheme}', '&url.Error{Op: u.Scheme}']],
    want: ['new sink.go (*sinkRegistry).newSink object'],
  },
  {
    kind: 'one for another of the same type elsewhere in the function',
    edits: [
      ['zapcore/hook.go', '\tvar err error\n\tfor i := range h.funcs {\n', '\tvar err error = &hookError{}\n\tfor i := range h.funcs {\n'],
      [
        'zapcore/hook.go',
        'func (h *hooked) Write(',
        'type hookError struct{ n int }\n\nfunc (*hookError) Error() string { return "" }\n\nfunc (h *hooked) Write(',
      ],
    ],
    want: ['new zapcore/hook.go (*hooked).Write object'],
  },
  {
    kind: 'one more entry of a map',
    edits: [['zapcore/level_strings.go', '\t\tFatalLevel:  color.Red,\n', '\t\tFatalLevel:  color.Red,\n\t\tFatalLevel + 1: color.Red,\n']],
    want: ['new zapcore/level_strings.go init map-growth'],
  },
  {
    kind: 'assigned to a map',
    edits: [['zapcore/memory_encoder.go', '\tm.cur[k] = newMap.Fields\n', '\tm.cur[k] = newMap.Fields\n\tm.cur[k+"2"] = nil\n']],
    want: [
      'new zapcore/memory_encoder.go (*MapObjectEncoder).AddObject map-growth',
      'new zapcore/memory_encoder.go (*MapObjectEncoder).AddObject string',
    ],
  },
  {
    kind: 'go line raised: a variable for each iteration',
    edits: [['go.mod', 'go 1.19\n', 'go 1.22\n']],
    want: ['worse zapcore/planted.go counters3 object in-loop'],
  },
  {
    kind: 'file with a build tag that holds',
    edits: [['buffer/more.go', '', '//go:build !windows\n\npackage buffer\n\nvar kept *int\n\nfunc more() { kept = new(int) }\n']],
    want: ['new buffer/more.go more object'],
  },
  {
    kind: 'file with a build tag that does not',
    edits: [['buffer/more.go', '', '//go:build windows\n\npackage buffer\n\nvar kept *int\n\nfunc more() { kept = new(int) }\n']],
    want: [],
  },
  {
    kind: 'test file',
    edits: [['buffer/more_test.go', '', 'package buffer\n\nvar kept *int\n\nfunc more() { kept = new(int) }\n']],
    want: [],
  },
];
