/**
 * Records what the compilers of the known releases print for the programs of `test/recordings/probes`:
 *
 *     node --import tsx tools/record-text.mjs [1.26 …]
 *
 * One file for each way of asking, in `test/recordings/go<release>-<os>-<arch>/text/`. Paths of this machine are replaced by names. A
 * release that is not on this machine is an error; nothing is downloaded.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { knownReleases } from '../src/model/tables/release.ts';
import { findGoReleases, needGoRelease } from './lib/go-releases.ts';

const recordings = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../test/recordings');
const probes = path.join(recordings, 'probes');
/** File names that make positions hard to read; each is a package of its own with the text of `oddname.go`. */
const oddNames = ['a b-c@d.go', 'größe.go', 'x:12:y.go', 'p:12: q.go'];

const asked = process.argv.slice(2);
const found = findGoReleases();
for (const release of asked.length > 0 ? asked : knownReleases) record(release, needGoRelease(found, release));

function record(release, { version, goroot }) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'stackward-probes-')));
  const env = {
    ...process.env,
    PATH: `${path.join(goroot, 'bin')}${path.delimiter}${process.env.PATH}`,
    GOTOOLCHAIN: 'local',
    GOFLAGS: '',
    GOWORK: 'off',
    PWD: root,
  };
  try {
    layOut(root);
    const settings = JSON.parse(
      execFileSync('go', ['env', '-json', 'GOOS', 'GOARCH', 'GOCACHE', 'GOMODCACHE', 'GOROOT'], { cwd: root, env, encoding: 'utf8' }),
    );
    const folder = path.join(recordings, `go${release}-${settings.GOOS}-${settings.GOARCH}`, 'text');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const list = (gcflags, ...patterns) => [
      'list',
      '-e',
      '-p=1',
      '-export',
      '-f={{.ImportPath}}',
      ...(patterns.length === 0 ? ['-test'] : []),
      `-gcflags=${gcflags}`,
      '--',
      ...(patterns.length === 0 ? ['./...'] : patterns),
    ];
    const ways = {
      // As stackward asks.
      default: list(`-m=2 -trimpath=${root}=>@root`),
      // As people ask: positions are relative to the folder of the run.
      plain: list('-m=2', './lines', './cgo', './oddname1', './oddname4'),
      level1: list(`-m -trimpath=${root}=>@root`, './generics', './inlining'),
      'no-columns': list(`-m=2 -C -trimpath=${root}=>@root`, './lines', './params'),
      'original-positions': list(`-m=2 -L -trimpath=${root}=>@root`, './lines', './cgo'),
      'debug-notes': list(`-m=2 -d=loopvar=2,escapemutationscalls=1 -trimpath=${root}=>@root`, './params'),
    };
    // `go list -export` of 1.23 and later leaves a profile out unless it is preprocessed in the build cache (cmd/go/internal/work/action.go, pgoActor).
    run(['build', '-o', path.join(root, 'pgo.exe'), './pgo'], root, env);
    for (const [name, args] of Object.entries(ways)) save(name, run(args, root, env));
    // With `-e` the errors stand in the JSON; this is how they come otherwise.
    save('errors', run(['build', `-gcflags=-m=2 -trimpath=${root}=>@root`, './oddname1', './broken'], root, env, 1));
    // The score is printed under an experiment; this compiles without the standard library of it.
    const scores = run(
      [
        'tool',
        'compile',
        '-p=ex.com/probe/scores',
        '-m=2',
        `-trimpath=${root}=>@root`,
        '-o',
        path.join(root, 'scores.a'),
        path.join(root, 'scores/scores.go'),
      ],
      root,
      { ...env, GOEXPERIMENT: 'newinliner' },
    );
    save('scores', `# ex.com/probe/scores\n${scores}`);
    writeFileSync(
      path.join(folder, 'recording.json'),
      `${JSON.stringify({ go: version, goos: settings.GOOS, goarch: settings.GOARCH }, undefined, 2)}\n`,
    );

    function save(name, text) {
      const named = [
        [root, '$ROOT'],
        [settings.GOROOT, '$GOROOT'],
        [settings.GOCACHE, '$GOCACHE'],
        [settings.GOMODCACHE, '$GOMODCACHE'],
      ].reduce((all, [from, to]) => all.replaceAll(from, to), text);
      writeFileSync(
        path.join(folder, `${name}.txt`),
        named.replaceAll(new RegExp(`${realpathSync(tmpdir())}/go-build\\d+`, 'g'), '$TMPDIR/go-build1'),
      );
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A module in which each probe is a package of its own. */
function layOut(root) {
  writeFileSync(path.join(root, 'go.mod'), 'module ex.com/probe\n\ngo 1.22\n');
  for (const name of readdirSync(probes)) {
    const base = name === 'default.pgo' ? 'pgo' : name.replace(/(_test)?\.\w+$/, '');
    if (base === 'oddname') continue;
    place(name, base, name);
  }
  for (const [index, name] of oddNames.entries()) place('oddname.go', `oddname${index + 1}`, name);

  function place(from, folder, name) {
    mkdirSync(path.join(root, folder), { recursive: true });
    copyFileSync(path.join(probes, from), path.join(root, folder, name));
  }
}

/** What the Go command prints on both of its outputs, but for the names of packages. */
function run(args, cwd, env, expected = 0) {
  const { error, status, stdout, stderr } = spawnSync('go', args, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) throw error;
  if (status !== expected) throw new Error(`go ${args.join(' ')} ended with ${status}\n${stderr}`);
  return args[0] === 'list' ? stderr : stdout + stderr;
}
