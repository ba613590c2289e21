import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/base/user-error.ts';
import type { CheckRun } from '../../../src/cli/check-run.ts';
import type { Io } from '../../../src/cli/io.ts';
import { parseCommand, type Asked } from '../../../src/cli/parse.ts';
import { watchCheck } from '../../../src/cli/watch/watch-check.ts';
import type { Report } from '../../../src/model/report.ts';
import { createFakeHost, type FakeHost } from '../../support/fake-host.ts';
import { sampleReport } from '../../support/sample-report.ts';

/** What one run of the script gives: the sites' names, Go's words for a broken build, an error, or what somebody else decides. */
type Step = readonly string[] | { readonly broken: string } | UserError | ((signal: AbortSignal) => Promise<Report>);

interface Scene {
  readonly host: FakeHost;
  readonly text: { stdout: string; stderr: string };
  readonly over: Promise<number>;
  /** Options of each run that was made, runs that were begun, runs that are open. */
  readonly made: Asked[];
  runs: number;
  readonly open: Set<CheckRun>;
  press(key: string): void;
  /** From now on nothing can be written. */
  refuse(error: Error): void;
  readonly abort: AbortController;
}

async function play(
  args: readonly string[],
  steps: readonly Step[],
  options: { terminal?: boolean; reload?: () => Promise<Asked> } = {},
): Promise<Scene> {
  const host = createFakeHost({
    cwd: '/mod/store',
    files: { '/mod/go.mod': 'module ex.com/m\n', '/mod/store/store.go': 'package store\n' },
  });
  const text = { stdout: '', stderr: '' };
  const abort = new AbortController();
  const pressed: ((key: string) => void)[] = [];
  const output = (name: 'stdout' | 'stderr'): Io['stdout'] => ({
    isTerminal: options.terminal === true,
    columns: options.terminal === true ? 80 : undefined,
    async write(piece) {
      if (refusal) throw refusal;
      text[name] += piece;
    },
  });
  let refusal: Error | undefined;
  const asked = await parseCommand(['check', '--watch', ...args]);
  const scene = { host, text, made: [] as Asked[], runs: 0, open: new Set<CheckRun>(), abort };
  const prepare = async (one: Asked): Promise<CheckRun> => {
    scene.made.push(one);
    const run: CheckRun = {
      events: { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) },
      keep: async () => undefined,
      close: () => void scene.open.delete(run),
      async run(signal) {
        const step = steps[scene.runs++];
        if (step === undefined) throw new Error('the script has no more steps');
        if (step instanceof UserError) throw step;
        return {
          report: typeof step === 'function' ? await step(signal) : reportOf(step as readonly string[]),
          root: '/mod',
          timing: { build: 42 },
        };
      },
    };
    scene.open.add(run);
    return run;
  };
  const io: Io = {
    stdout: output('stdout'),
    stderr: output('stderr'),
    stdin: { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) },
    env: {},
    signal: abort.signal,
    ...(options.terminal === true ? { openKeys: () => ({ listen: (onKey) => (pressed.push(onKey), () => void pressed.pop()) }) } : {}),
  };
  const over = watchCheck({ asked, io, host, prepare, reload: options.reload ?? (async () => asked) });
  over.catch(() => undefined);
  return Object.assign(scene, {
    over,
    press: (key: string) => pressed.forEach((onKey) => onKey(key)),
    refuse: (error: Error) => void (refusal = error),
  });
}

function reportOf(step: readonly string[] | { readonly broken: string }): Report {
  const sample = sampleReport('ex.com/m/store');
  const [first] = sample.sites;
  if (!first) throw new Error('the sample has sites');
  const { callees: _, ...report } = sample;
  if ('broken' in step)
    return {
      ...report,
      sites: [],
      problems: [{ code: 'package-failed', args: { output: step.broken }, effect: 'failed', package: 'ex.com/m/store' }],
    };
  return { ...report, problems: [], sites: step.map((name) => ({ ...first, id: name, function: `func-${name}` })) };
}

/** Waits until something holds; a test that waits in vain fails with what was shown. */
async function until(scene: Scene, what: (scene: Scene) => boolean): Promise<void> {
  for (let turn = 0; turn < 400; turn++) {
    if (what(scene)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`waited in vain; shown was:\n${scene.text.stdout}${scene.text.stderr}`);
}

const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 250));
const shown = (scene: Scene): string[] => [...scene.text.stdout.matchAll(/func-\w+|── .* ──/g)].map(String);

async function end(scene: Scene): Promise<number> {
  scene.abort.abort();
  const code = await scene.over;
  expect([scene.host.watched.size, scene.open.size]).toEqual([0, 0]);
  return code;
}

describe('check --watch in a pipe', () => {
  test('each save gives one more result with what came and went; saves close together give one; no screen is cleared', async () => {
    const scene = await play(
      [],
      [
        ['a', 'b'],
        ['b', 'c', 'd'],
        ['b', 'c', 'd'],
      ],
    );
    await until(scene, ({ text }) => text.stdout.includes('func-b'));
    for (const file of ['store.go', 'new.go', 'go/deep/x.s']) scene.host.save(`/mod/store/${file}`, '');
    await until(scene, ({ text }) => text.stdout.includes('func-d'));
    scene.host.save('/mod/go.mod', '');
    await until(scene, ({ text }) => text.stdout.includes('12:00:02'));
    expect(shown(scene)).toEqual([
      'func-a',
      'func-b',
      '── 12:00:01 · +2 −1 sites since 12:00:00 ──',
      'func-b',
      'func-c',
      'func-d',
      '── 12:00:02 · no site came or went since 12:00:01 ──',
      'func-b',
      'func-c',
      'func-d',
    ]);
    expect([scene.runs, scene.made.length]).toEqual([3, 1]);
    expect(scene.text.stdout).not.toContain('\u001b');
    expect(await end(scene)).toBe(130);
  });

  test('--timing tells of each run, on standard error', async () => {
    const scene = await play(['--timing'], [['a'], { broken: 'undefined: y' }]);
    await until(scene, ({ text }) => text.stdout.includes('func-a'));
    scene.host.save('/mod/store/store.go', '');
    await until(scene, ({ text }) => text.stderr === 'build         42 ms\n'.repeat(2));
    await end(scene);
  });

  test('a reader that has gone ends it', async () => {
    const scene = await play([], [['a'], ['b']]);
    await until(scene, ({ text }) => text.stdout.includes('func-a'));
    const gone = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    scene.refuse(gone);
    scene.host.save('/mod/store/store.go', '');
    await expect(scene.over).rejects.toBe(gone);
    expect([scene.host.watched.size, scene.open.size]).toEqual([0, 0]);
  });

  test('what is not compiled is not looked at', async () => {
    const scene = await play([], [['a']]);
    await until(scene, ({ text }) => text.stdout.includes('func-a'));
    for (const file of ['vendor/v/v.go', '.git/x.go', 'node_modules/n/n.go', 'store/.store.go', 'store/a.go~', 'store/notes.txt'])
      scene.host.save(`/mod/${file}`, '');
    scene.host.save('/elsewhere/x.go', '');
    await quiet();
    expect(scene.runs).toBe(1);
    await end(scene);
  });

  test('a newer save cancels the build that runs; its result is never shown', async () => {
    let heard: AbortSignal | undefined;
    const hangs = (signal: AbortSignal): Promise<Report> =>
      new Promise((_resolve, reject) => {
        heard = signal;
        signal.addEventListener('abort', () => reject(new UserError('cancelled')));
      });
    const late = (): Promise<Report> => new Promise((resolve) => setTimeout(() => resolve(reportOf(['late'])), 150));
    const scene = await play([], [['a'], hangs, late, ['b']]);
    await until(scene, ({ text }) => text.stdout.includes('func-a'));
    scene.host.save('/mod/store/store.go', '1');
    await until(scene, () => heard !== undefined);
    scene.host.save('/mod/store/store.go', '2');
    expect(heard?.aborted).toBe(true);
    await until(scene, ({ runs }) => runs === 3);
    scene.host.save('/mod/store/store.go', '3');
    await until(scene, ({ text }) => text.stdout.includes('func-b'));
    expect(shown(scene)).toEqual(['func-a', expect.stringContaining('+1 −1 sites since 12:00:00'), 'func-b']);
    await end(scene);
  });

  test('a broken build shows its words, and what came is told against the last list', async () => {
    const scene = await play([], [['a'], { broken: 'store.go:3:1: undefined: y' }, { broken: 'two' }, ['a', 'b']]);
    await until(scene, ({ text }) => text.stdout.includes('func-a'));
    for (const sign of ['undefined: y', 'two', 'func-b']) {
      scene.host.save('/mod/store/store.go', sign);
      await until(scene, ({ text }) => text.stdout.includes(sign));
    }
    expect(shown(scene)).toEqual([
      'func-a',
      '── 12:00:01 · not built, the list of 12:00:00 stands ──',
      '── 12:00:02 · not built, the list of 12:00:00 stands ──',
      '── 12:00:03 · +1 −0 site since 12:00:00 ──',
      'func-a',
      'func-b',
    ]);
    await end(scene);
  });

  test('broken from the start, it says so and waits', async () => {
    const scene = await play([], [{ broken: 'undefined: y' }, ['a']]);
    await until(scene, ({ text }) => text.stdout.includes('undefined: y'));
    scene.host.save('/mod/store/store.go', '');
    await until(scene, ({ text }) => text.stdout.includes('func-a'));
    expect(shown(scene)).toEqual(['── 12:00:01 · 1 site ──', 'func-a']);
    await end(scene);
  });

  test('with --allow-broken the rest is a result like any other', async () => {
    const partly = async (): Promise<Report> => ({ ...reportOf({ broken: 'undefined: y' }), sites: reportOf(['b']).sites });
    const scene = await play(['--allow-broken'], [['a'], partly]);
    await until(scene, ({ text }) => text.stdout.includes('func-a'));
    scene.host.save('/mod/store/store.go', '');
    await until(scene, ({ text }) => text.stdout.includes('func-b'));
    expect(shown(scene)).toEqual(['func-a', '── 12:00:01 · +1 −1 sites since 12:00:00 ──', 'func-b']);
    expect(scene.text.stdout).toContain('undefined: y');
    await end(scene);
  });

  test('an error ends it at the first run, and is shown at a later one', async () => {
    const error = new UserError('go-failed', { command: 'go list', code: 1, output: 'go.mod:3: unknown directive' });
    const first = await play([], [error]);
    await expect(first.over).rejects.toBe(error);
    expect([first.host.watched.size, first.open.size]).toEqual([0, 0]);
    const later = await play([], [['a'], error, ['a']]);
    for (const sign of ['func-a', 'unknown directive', 'no site came']) {
      await until(later, ({ text }) => text.stdout.includes(sign));
      later.host.save('/mod/go.mod', sign);
      if (sign === 'no site came') break;
    }
    await end(later);
  });

  test('a bug ends it, with everything closed', async () => {
    const scene = await play([], []);
    await expect(scene.over).rejects.toThrow('no more steps');
    expect([scene.host.watched.size, scene.open.size]).toEqual([0, 0]);
  });
});

describe('check --watch and its settings', () => {
  test('a saved configuration makes a new run; a broken one is told until it is mended', async () => {
    const narrow = await parseCommand(['check', '--watch', '--tests']);
    const answers = [new UserError('config-encoding', { file: 'stackward.jsonc' }), narrow];
    const reload = async (): Promise<Asked> => {
      const answer = answers.shift();
      if (!answer || answer instanceof UserError) throw answer ?? new Error('asked once too often');
      return answer;
    };
    const scene = await play([], [['a'], ['b'], ['c']], { reload });
    await until(scene, ({ text }) => text.stdout.includes('func-a'));
    scene.host.save('/mod/stackward.jsonc', '\u00ff');
    await until(scene, ({ text }) => text.stdout.includes('not UTF-8'));
    scene.host.save('/mod/stackward.jsonc', '{}');
    await until(scene, ({ text }) => text.stdout.includes('func-b'));
    scene.host.save('/mod/store/store.go', '');
    await until(scene, ({ text }) => text.stdout.includes('func-c'));
    expect(scene.made.map(({ switches }) => switches.has('tests'))).toEqual([false, true]);
    expect(scene.open.size).toBe(1);
    await end(scene);
  });

  test('files that flags name are watched wherever they lie', async () => {
    const scene = await play(['--overlay', '/else/overlay.json', '--config', '../my.jsonc'], [['a'], ['b'], ['c']]);
    await until(scene, ({ text }) => text.stdout.includes('func-a'));
    scene.host.save('/else/overlay.json', '{}');
    await until(scene, ({ text }) => text.stdout.includes('func-b'));
    scene.host.save('/mod/my.jsonc', '{}');
    await until(scene, ({ text }) => text.stdout.includes('func-c'));
    expect(scene.made.length).toBe(2);
    await end(scene);
  });

  test.each([
    [['-f', 'json'], 'flags-together'],
    [['--goarch', 'amd64,arm64'], 'several-builds'],
    [['--where', 'nonsense:yes'], 'query-field'],
  ])('%j is refused before anything runs', async (args, code) => {
    const scene = await play(args, []);
    await expect(scene.over).rejects.toMatchObject({ code });
    expect([scene.runs, scene.host.watched.size]).toEqual([0, 0]);
  });

  test('with --where, the sites that match are counted', async () => {
    const scene = await play(
      ['--where', 'func:func-a'],
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
    );
    await until(scene, ({ text }) => text.stdout.includes('func-a'));
    scene.host.save('/mod/store/store.go', '');
    await until(scene, ({ text }) => text.stdout.includes('+0 −1 site since'));
    await end(scene);
  });

  test('modules beside the root are watched too, and what was saved there meanwhile is not missed', async () => {
    const beside = async (): Promise<Report> => {
      const report = reportOf(['a']);
      return { ...report, build: { ...report.build, modules: [{ path: 'ex.com/lib', dir: '../lib' }] } };
    };
    const scene = await play([], [beside, beside, ['b']]);
    await until(scene, ({ runs }) => runs === 2);
    await quiet();
    scene.host.save('/lib/lib.go', '');
    await until(scene, ({ text }) => text.stdout.includes('func-b'));
    await end(scene);
  });
});

describe('check --watch on a terminal', () => {
  const clear = '\u001b[2J\u001b[H';
  const screen = (scene: Scene): string => scene.text.stdout.split(clear).at(-1) ?? '';

  test('the last result stays until there is a new one; then the screen is drawn again', async () => {
    let release: (report: Report) => void = () => undefined;
    const slow = (): Promise<Report> => new Promise((resolve) => (release = resolve));
    const scene = await play([], [['a'], slow], { terminal: true });
    await until(scene, ({ text }) => text.stdout.includes('waiting for the next save'));
    const before = scene.text.stdout;
    scene.host.save('/mod/store/store.go', '');
    await until(scene, ({ runs }) => runs === 2);
    await quiet();
    expect(scene.text.stdout).toBe(before);
    release(reportOf(['b']));
    await until(scene, ({ text }) => text.stdout.includes('+1 −1 sites since'));
    expect(screen(scene)).not.toContain('func-a');
    expect(screen(scene)).toContain('func-b');
    expect(scene.text.stdout.startsWith(clear)).toBe(true);
    await end(scene);
  });

  test('when the build breaks, the list stays, marked, with the words of Go below it', async () => {
    const scene = await play([], [['a'], { broken: 'undefined: y' }], { terminal: true });
    await until(scene, ({ text }) => text.stdout.includes('waiting'));
    scene.host.save('/mod/store/store.go', '');
    await until(scene, ({ text }) => text.stdout.includes('not built'));
    const [mark, list, words, status] = ['As of 12:00:00', 'func-a', 'undefined: y', 'not built, the list of 12:00:00 stands'].map((sign) =>
      screen(scene).indexOf(sign),
    ) as [number, number, number, number];
    expect(mark).toBeGreaterThanOrEqual(0);
    expect([mark < list, list < words, words < status]).toEqual([true, true, true]);
    await end(scene);
  });

  test('Enter runs again, h says what there is, q ends with 0 and Ctrl-C with 130', async () => {
    const scene = await play([], [['a'], ['a'], ['a']], { terminal: true });
    await until(scene, ({ text }) => text.stdout.includes('waiting'));
    scene.press('h');
    expect(scene.text.stderr).toContain('Enter runs again');
    scene.press('\r');
    await until(scene, ({ text }) => text.stdout.includes('no site came or went'));
    scene.press('q');
    expect([await scene.over, scene.host.watched.size, scene.open.size, scene.runs]).toEqual([0, 0, 0, 2]);
    const other = await play([], [['a']], { terminal: true });
    await until(other, ({ text }) => text.stdout.includes('waiting'));
    other.press('\u0003');
    expect(await other.over).toBe(130);
  });

  test('what cannot be watched is said with each result', async () => {
    const scene = await play([], [['a'], ['b']], { terminal: true });
    await until(scene, ({ text }) => text.stdout.includes('waiting'));
    for (const { onTrouble } of scene.host.watched) onTrouble('ENOSPC');
    scene.host.save('/mod/store/store.go', '');
    await until(scene, ({ text }) => text.stdout.includes('func-b') && text.stderr.includes('max_user_watches'));
    await end(scene);
  });

  test('with --output the screen is left alone, and a broken build leaves the file as it was', async () => {
    const scene = await play(['-o', 'list.txt'], [['a'], { broken: 'undefined: y' }, ['b']], { terminal: true });
    const file = (): string => scene.host.written.get('/mod/store/list.txt') ?? '';
    await until(scene, () => file().includes('func-a'));
    scene.host.save('/mod/store/store.go', '');
    await until(scene, ({ text }) => text.stdout.includes('undefined: y'));
    expect(file()).toContain('func-a');
    scene.host.save('/mod/store/store.go', '');
    await until(scene, () => file().includes('func-b'));
    expect(scene.text.stdout).not.toContain(clear);
    await end(scene);
  });
});
