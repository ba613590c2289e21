import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/repo.ts';

interface Step {
  readonly id: string;
  readonly if: string;
  readonly uses: string;
  readonly run: string;
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface ActionRun {
  /** Of the first step that failed, else 0. */
  readonly code: number;
  readonly log: string;
  readonly summary: string;
  /** Other actions that were used, in order. */
  readonly used: readonly string[];
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Runs the steps of `action/action.yml` as a runner would: expressions put in, outputs handed on, other actions only noted. */
export async function runAction(options: {
  readonly inputs: Readonly<Record<string, string>>;
  readonly workspace: string;
  readonly scratch: string;
  readonly env: NodeJS.ProcessEnv;
}): Promise<ActionRun> {
  const { steps, defaults } = readAction(readFileSync(path.join(root, 'action/action.yml'), 'utf8'));
  const temporary = path.join(options.scratch, 'temp');
  mkdirSync(temporary, { recursive: true });
  const outputs: Record<string, Record<string, string>> = {};
  const inputs = { ...defaults, ...options.inputs };
  const value = (name: string): string => {
    const [of = '', ...rest] = name.split('.');
    if (of === 'inputs') return inputs[rest.join('.')] ?? '';
    if (of === 'steps') return outputs[rest[0] ?? '']?.[rest[2] ?? ''] ?? '';
    return { 'github.action_path': path.join(root, 'action'), 'github.token': 'secret' }[name] ?? '';
  };
  const expand = (text: string): string => text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => expand(value(name)));
  const isMet = (condition: string): boolean =>
    condition === '' ||
    condition
      .replaceAll(/[()]/g, '')
      .split(' && ')
      .every((all) =>
        all.split(' || ').some((one) => {
          const [name = '', expected = ''] = one.split(' == ');
          return value(name) === expected.slice(1, -1);
        }),
      );
  let log = '';
  const used: string[] = [];
  const summary = path.join(temporary, 'summary');
  writeFileSync(summary, '');
  for (const step of steps) {
    if (!isMet(step.if)) continue;
    if (step.uses !== '') {
      used.push(step.uses.replace(/@.*/, ''));
      continue;
    }
    const output = path.join(temporary, 'output');
    writeFileSync(output, '');
    const env = Object.fromEntries(Object.entries(step.env).map(([name, text]) => [name, expand(text)]));
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd: path.join(options.workspace, expand(step.directory)),
      env: { ...options.env, ...env, RUNNER_TEMP: temporary, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary },
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)));
    outputs[step.id] = Object.fromEntries(
      readFileSync(output, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    if (code !== 0) return { code, log, summary: readFileSync(summary, 'utf8'), used, outputs };
  }
  return { code: 0, log, summary: readFileSync(summary, 'utf8'), used, outputs };
}

/** As much of YAML as that file is written in. */
function readAction(text: string): { readonly steps: readonly Step[]; readonly defaults: Readonly<Record<string, string>> } {
  const [head = '', tail = ''] = text.split(/^ {2}steps:\n/m);
  const defaults: Record<string, string> = {};
  for (const [, name = '', body = ''] of (head.split(/^outputs:/m)[0] ?? '').matchAll(/^ {2}([\w-]+):\n((?: {4}.*\n)+)/gm))
    defaults[name] = unquoted(/^ {4}default: ?(.*)$/m.exec(body)?.[1] ?? '');
  const steps = tail
    .split(/^ {4}- /m)
    .slice(1)
    .map((body): Step => {
      const lines = `      ${body}`;
      const of = (key: string): string => unquoted(new RegExp(`^ {6}${key}: (.*)$`, 'm').exec(lines)?.[1] ?? '');
      const env = /^ {6}env:\n((?: {8}.*\n)+)/m.exec(lines)?.[1] ?? '';
      return {
        id: of('id'),
        if: new RegExp('^ {6}if: (.*)$', 'm').exec(lines)?.[1] ?? '',
        uses: of('uses'),
        run: of('run'),
        directory: of('working-directory'),
        env: Object.fromEntries([...env.matchAll(/^ {8}(\w+): (.*)$/gm)].map(([, name = '', value = '']) => [name, unquoted(value)])),
      };
    });
  return { steps, defaults };
}

function unquoted(text: string): string {
  return /^'.*'$/.test(text) ? text.slice(1, -1) : text;
}
