import { execFileSync } from 'node:child_process';
import type { Report } from '../../src/model/report.ts';
import { allocatorsOf } from '../../src/model/tables/index.ts';
import { findOracleCalls, readObjdump, runObjdump } from '../object/objdump-oracle.ts';
import { multisetDifference, readVerdictsOfBuild } from './oracles/verdict-oracle.ts';
import { runCli } from './run-cli.ts';

export interface ModuleFigures {
  readonly verdicts: { readonly oracle: number; readonly missing: readonly string[]; readonly extra: readonly string[] };
  readonly calls: { readonly oracle: number; readonly missing: readonly string[]; readonly extra: readonly string[] };
  readonly types: {
    readonly same: number;
    readonly wrong: readonly string[];
    readonly onlyOurs: number;
    readonly onlyOracle: number;
    readonly unknown: number;
  };
  readonly join: Report['counts']['join'];
  /** Calls in the places of all sites; as many as there are calls. */
  readonly placed: { readonly calls: number; readonly of: number };
  /** Verdicts whose outcome is not known, with their places. */
  readonly unsettled: readonly string[];
  readonly problems: Report['problems'];
  readonly unknownLines: number;
  readonly code: number;
}

/** What `check -f json --facts ./...` of the built command says of a module, against the two oracles. */
export async function checkModule(
  folder: string,
  env: NodeJS.ProcessEnv,
  options: { readonly objdump: boolean } = { objdump: true },
): Promise<ModuleFigures> {
  const { stdout, stderr, code } = await runCli(['check', '-f', 'json', '--facts', '--quiet', './...'], {
    cwd: folder,
    env,
    timeout: 1_200_000,
  });
  if (stdout === '') throw new Error(`no report: ${stderr}`);
  const report = JSON.parse(stdout) as Report;
  const facts = report.facts;
  if (!facts) throw new Error('no facts in the report');

  const ourVerdicts = facts.verdicts.flatMap(({ package: pkg, file, line, column, kind, count }) =>
    Array.from({ length: count }, () => [pkg, file, line, column, kind].join(' ')),
  );
  const oracleVerdicts = readVerdictsOfBuild(folder, ['./...'], env).map(({ package: pkg, file, line, column, kind }) =>
    [pkg, file, line, column, kind].join(' '),
  );
  const verdicts = { oracle: oracleVerdicts.length, ...multisetDifference(oracleVerdicts, ourVerdicts) };

  const ours = facts.calls.flatMap((call) =>
    Array.from({ length: call.count }, () => ({ ...call, at: `${call.file.split('/').at(-1)}:${call.line}` })),
  );
  const calls = options.objdump ? listArchives(folder, env).flatMap((file) => oracleCalls(file, report, env)) : [];
  const keyOf = (call: { function: string; allocator: string; at: string }): string => `${call.function} ${call.at} ${call.allocator}`;
  const difference = options.objdump ? multisetDifference(calls.map(keyOf), ours.map(keyOf)) : { missing: [], extra: [] };
  return {
    verdicts,
    calls: { oracle: calls.length, ...difference },
    types: compareTypes(
      calls,
      ours.map((call) => ({ key: keyOf(call), type: call.type })),
      keyOf,
    ),
    join: report.counts.join,
    placed: {
      calls: report.sites.flatMap((site) => site.places.flatMap((place) => place.calls)).reduce((sum, { count }) => sum + count, 0),
      of: report.counts.calls,
    },
    unsettled: report.sites
      .filter((site) => site.outcome === 'unsettled')
      .map((site) => `${site.package} ${site.at.file}:${site.at.line} ${site.subject}`),
    problems: report.problems,
    unknownLines: report.counts.unknownLines,
    code,
  };
}

/** Archives of the module's packages, from a listing of its own: the same flags, so the same builds. */
function listArchives(folder: string, env: NodeJS.ProcessEnv): string[] {
  const modcache = execFileSync('go', ['env', 'GOMODCACHE'], { cwd: folder, env, encoding: 'utf8' }).trim();
  const flags = `-gcflags=-m=2 -trimpath=${folder}=>@root;${modcache}=>@mod`;
  const output = execFileSync('go', ['list', '-e', '-export', '-f={{.Export}}', flags, './...'], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1 << 28,
  });
  return output.split('\n').filter(Boolean);
}

interface TypedCall {
  readonly function: string;
  readonly allocator: string;
  readonly at: string;
  readonly type: string | undefined;
}

function oracleCalls(file: string, report: Report, env: NodeJS.ProcessEnv): TypedCall[] {
  const rules = allocatorsOf(report.build.go);
  const argumentOf = (callee: string): number | undefined => {
    const rule = rules.get(callee);
    return rule?.effect === 'allocates' ? (rule.typeArgument ?? -1) : undefined;
  };
  return findOracleCalls(readObjdump(runObjdump(file, env)), argumentOf, report.build.goarch).map((call) => ({
    ...call,
    at: call.position,
  }));
}

function compareTypes(
  oracle: readonly TypedCall[],
  ours: readonly { key: string; type: string | undefined }[],
  keyOf: (call: TypedCall) => string,
): ModuleFigures['types'] {
  const groups = new Map<string, { theirs: string[]; mine: string[] }>();
  const group = (key: string): { theirs: string[]; mine: string[] } => {
    const known = groups.get(key) ?? { theirs: [], mine: [] };
    groups.set(key, known);
    return known;
  };
  const known = (type: string | undefined): string => (type === undefined || type === 'conflict' || type === 'nil' ? '?' : type);
  for (const call of oracle) group(keyOf(call)).theirs.push(known(call.type));
  for (const call of ours) group(call.key).mine.push(known(call.type));
  const figures = { same: 0, wrong: [] as string[], onlyOurs: 0, onlyOracle: 0, unknown: 0 };
  for (const [key, { theirs, mine }] of groups) {
    const rest = [...theirs];
    const left: string[] = [];
    for (const type of mine) {
      const at = rest.indexOf(type);
      if (at < 0) left.push(type);
      else {
        rest.splice(at, 1);
        if (type === '?') figures.unknown++;
        else figures.same++;
      }
    }
    for (const type of left) {
      const other = rest.pop();
      if (type === '?') figures.onlyOracle++;
      else if (other === '?' || other === undefined) figures.onlyOurs++;
      else figures.wrong.push(`${key}: ${type}, objdump: ${other}`);
    }
  }
  return figures;
}
