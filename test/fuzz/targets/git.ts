import { changedFiles } from '../../../src/toolchain/git/changed-files.ts';
import { readCi } from '../../../src/toolchain/git/ci-base.ts';
import { listSubmodules, locateRepository } from '../../../src/toolchain/git/repository.ts';
import { gitCall } from '../../../src/toolchain/git/run-git.ts';
import { compareModFiles } from '../../../src/engine/gate/change-causes.ts';
import { absoluteOutside, movePaths } from '../../../src/toolchain/outside-paths.ts';
import { createFakeHost } from '../../support/fake-host.ts';
import { mustHold, text, type FuzzTarget } from '../target.ts';

const encode = (value: string): Uint8Array => new TextEncoder().encode(value);

export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'git-answers',
    of: 'git: what differs, submodules, where a repository is',
    form: 'text',
    words: ['\0', 'M\0a.go\0', 'R100\0a.go\0b.go\0', '160000 commit ', '\t', 'a.go', '\n', 'true\n', '/r/.git\n'],
    seeds: () => [
      encode('M\0a.go\0R087\0b.go\0c.go\0D\0d/e.go\0'),
      encode(`160000 commit ${'a'.repeat(40)}\tsub/inner\0`),
      encode('/r\n/r/.git\n.git\nfalse\n'),
    ],
    async read(bytes) {
      const host = createFakeHost({ answer: () => ({ stdout: bytes }) });
      const call = gitCall(host, '/r');
      const changed = await changedFiles(host, call, 'HEAD');
      mustHold(
        changed.every(({ change, from }) => (change === 'renamed' || change === 'copied') === (from !== undefined)),
        'what was renamed has a name before',
      );
      return [changed, await listSubmodules(host, call, 'HEAD'), await locateRepository(host, call)];
    },
  },
  {
    name: 'ci-event',
    of: 'the payload of an event of GitHub',
    form: 'json',
    words: ['"merge_group"', '"base_sha"', '"pull_request"', '"base"', '"sha"', '"before"', 'null', '0000'],
    seeds: () => [
      encode(
        JSON.stringify({
          pull_request: { base: { sha: 'a'.repeat(40) } },
          before: 'b'.repeat(40),
          merge_group: { base_sha: 'c'.repeat(40) },
        }),
      ),
    ],
    read(bytes) {
      let event: unknown;
      try {
        event = JSON.parse(text(bytes));
      } catch {
        return undefined;
      }
      const found = readCi({ GITHUB_ACTIONS: 'true' }, event);
      mustHold(found?.commits.every((hash) => /^[0-9a-f]+$/.test(hash)) === true, 'a commit is a hash');
      return found;
    },
  },
  {
    name: 'mod-file',
    of: 'two versions of a go.mod',
    form: 'text',
    words: [
      'go 1.22\n',
      'toolchain go1.23.1\n',
      'require (\n',
      ')\n',
      'replace a => ../a\n',
      'ex.com/a v1.0.0\n',
      ' // indirect',
      '=>',
      '"',
    ],
    seeds: () => [encode('module m\n\ngo 1.22\n\nrequire (\n\tex.com/a v1.0.0 // indirect\n)\n\nreplace ex.com/b v1.0.0 => ../b\n')],
    read(bytes) {
      const mod = text(bytes);
      mustHold(compareModFiles(mod, mod).length === 0, 'a file does not differ from itself');
      const moved = movePaths(mod, '/w', () => undefined);
      mustHold(moved === mod, 'what is moved nowhere stays as it is');
      return [compareModFiles('module m\n', mod), movePaths(mod, '/w/r/m', absoluteOutside('/w/r'))];
    },
  },
];
