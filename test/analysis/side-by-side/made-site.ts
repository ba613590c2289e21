import type { Site } from '../../../src/model/site.ts';

export interface MadeSite {
  readonly line?: number;
  readonly file?: string;
  readonly name?: string;
  readonly what?: Site['what'];
  /** '' for none. */
  readonly type?: string;
  readonly size?: number;
  readonly subject?: string;
  readonly when?: Site['when'];
  readonly cause?: Site['cause']['code'];
  readonly outcome?: Site['outcome'];
  readonly said?: 'heap' | 'append' | 'nothing';
  readonly allocators?: readonly string[];
  /** Symbols of compiled copies. */
  readonly copies?: readonly string[];
  readonly calls?: number;
  readonly variant?: string;
}

let made = 0;

/** A site of `ex.com/p` with one written place. */
export function makeSite(asked: MadeSite = {}): Site {
  const { line = 3, file = 'p/p.go', name = 'F', what = 'object', type = 'T', size = 8, subject, when = ['always'] } = asked;
  const {
    cause = 'returned',
    outcome = 'allocates',
    said = 'heap',
    allocators = ['runtime.newobject'],
    copies = ['ex.com/p.F'],
    calls = 1,
    variant,
  } = asked;
  const base = {
    id: `id${made++}`,
    package: 'ex.com/p',
    function: name,
    at: { file, line },
    what,
    ...(type === '' ? {} : { type: { name: type, size, of: 'object' as const, known: 'operand' as const } }),
    ...(subject === undefined ? {} : { subject }),
    when,
    places: copies.map((symbol) => ({
      package: 'ex.com/p',
      ...(variant === undefined ? {} : { variant }),
      function: symbol,
      inline: [{ package: 'ex.com/p', function: symbol, file, line }],
      calls: allocators.map((allocator) => ({ allocator, when, count: calls })),
      verdicts: [],
      joined: 'alone' as const,
    })),
    cause: { code: cause, args: {} },
  };
  switch (outcome) {
    case 'allocates':
      return { ...base, outcome, said };
    case 'paper':
      return { ...base, outcome, paper: 'constant' };
    case 'merged':
      return { ...base, outcome, into: 'other' };
    case 'unsettled':
      return { ...base, outcome, why: 'no-call-no-proof' };
  }
}
