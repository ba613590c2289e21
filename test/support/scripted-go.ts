import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { goAnswers } from './go-answers.ts';

/** What a scripted `go` does for one of its commands; the first whose words stand in the arguments, in this order, is taken. */
export interface ScriptedAnswer {
  readonly when: readonly string[];
  readonly stdout?: string;
  readonly stderr?: string;
  readonly code?: number;
  /** Ends itself with this signal, or never. */
  readonly ends?: 'SIGKILL' | 'SIGSEGV' | 'hang';
}

/** Settings that `go env -json` gives of a healthy Go in `folder`. */
export function goSettings(folder: string, changed: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    ...goAnswers,
    GOROOT: '/nowhere/go',
    GOMODCACHE: '/nowhere/mod',
    GOCACHE: '/nowhere/build',
    GOMOD: path.join(folder, 'go.mod'),
    GOTOOLCHAIN: 'local',
    GOPROXY: 'off',
    CC: 'gcc',
    ...changed,
  };
}

/**
 * Writes a `go` into `folder` that answers from this list, and nothing with code 0 to all else. A shell's script: it starts in a tenth of the time that
 * another Node takes.
 */
export function writeScriptedGo(folder: string, answers: readonly ScriptedAnswer[]): void {
  mkdirSync(folder, { recursive: true });
  const branches = answers.map(({ when, stdout, stderr, code = 0, ends }, index) => {
    const out = path.join(folder, `${index}.out`);
    const err = path.join(folder, `${index}.err`);
    writeFileSync(out, stdout ?? '');
    writeFileSync(err, stderr ?? '');
    const end = ends === undefined ? `exit ${code}` : ends === 'hang' ? 'exec /bin/sleep 300' : `kill -${ends.slice(3)} $$`;
    const pattern = `*${when.map((word) => `" ${word} "`).join('*')}*`;
    return `  ${pattern}) /bin/cat '${err}' >&2; /bin/cat '${out}'; ${end} ;;`;
  });
  const file = path.join(folder, 'go');
  writeFileSync(
    file,
    `#!/bin/sh\n# Words stand twice so that neighbours do not share a space.\ncase " $(for word; do printf '%s  ' "$word"; done)" in\n${branches.join('\n')}\nesac\n`,
  );
  chmodSync(file, 0o755);
}
