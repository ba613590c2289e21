import { parseCommand } from '../../../src/cli/parse.ts';
import { bundleEvidence } from '../../../src/engine/explain-evidence.ts';
import { readFunctionName, readTarget, withoutPointer } from '../../../src/engine/explain-target.ts';
import { calleeTest } from '../../../src/query/match-callee.ts';
import { completeQuery } from '../../../src/query/complete-query.ts';
import { formatQuery } from '../../../src/query/format-query.ts';
import { siteTest } from '../../../src/query/match-query.ts';
import { parseQuery } from '../../../src/query/parse-query.ts';
import { fieldNames } from '../../../src/query/query.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { mustHold, text, type FuzzTarget } from '../target.ts';
import { bundleHost, explainAndShow, makeBundle } from '../world.ts';

const evidence = await bundleEvidence(bundleHost(await makeBundle()), '/out');
const report = sampleReport('ex.com/m/p');
const context = { modules: report.build.modules, cwd: '.', builds: ['linux'] };

function lines(...texts: readonly string[]): Uint8Array[] {
  return texts.map((one) => Buffer.from(one));
}

export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'query',
    of: 'the text of `--where`',
    form: 'text',
    words: [
      '(',
      ')',
      ' or ',
      ' and ',
      'not ',
      '-',
      '!',
      '*',
      '"',
      '\\*',
      '>=',
      '..',
      ',',
      'p.go:3',
      ...fieldNames.map((name) => `${name}:`),
    ],
    seeds: () =>
      lines(
        'outcome:paper pkg:./store/... size>64 in:loop',
        'hidden:yes -in:test',
        '(a or "b c") not cause:returned',
        'func:(*T).M type:*a*b* line>=3',
        'size>1kB line:3,4 file:x.go:12',
      ),
    read(bytes) {
      const written = text(bytes);
      completeQuery(written);
      const query = parseQuery(written);
      const again = formatQuery(query);
      mustHold(formatQuery(parseQuery(again)) === again, 'a formatted query reads as itself');
      const [isMeant, isMeantCall] = [siteTest(query, context), calleeTest(query, context)];
      const calls = report.callees?.calls.filter((call) => isMeantCall(call)) ?? [];
      return [report.sites.filter((site) => isMeant(site)).length, calls.length];
    },
  },
  {
    name: 'explain-target',
    of: 'targets of `explain`',
    form: 'text',
    words: ['scores/scores.go', ':7', ':7:9', '.go:', '(*T).', '[', ']', 'use', 'C:\\', './', '/', '.func1'],
    seeds: () =>
      lines('scores/scores.go:7:9', 'scores.go:12', 'ex.com/probe/scores.branch', '(*T).M', 'store.New[int]', 'scores\\scores.go:7'),
    read(bytes) {
      const target = text(bytes);
      readFunctionName(target);
      withoutPointer(target);
      readTarget(target);
      return explainAndShow(evidence, [target]);
    },
    grow: undefined,
  },
  {
    name: 'command-line',
    of: 'arguments of the command line, one a line',
    form: 'text',
    words: [
      'check',
      'explain',
      'debug',
      'gather',
      '--where',
      '--',
      '-',
      '-C',
      '--top=',
      '--width',
      '-f',
      'json',
      '=',
      '--goos=linux,windows',
      '\n',
      '--no-',
    ],
    seeds: () =>
      lines(
        'check\n--tests\n./...',
        'explain\n--from\nx\na.go:3',
        'debug\ngather\n-o\nx',
        '--version',
        'check\n--goos=linux,windows\n--top=3\n--where\nin:loop',
        'help\ncheck',
      ),
    read: (bytes) => parseCommand(text(bytes).split('\n')),
    grow: undefined,
  },
];
