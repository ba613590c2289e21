// Runs a session in a process whose globals are wrong and watched: `node poisoned-run.mjs FOLDER ENV-AS-JSON`. Prints what the library asked
// of them and a report.
const [folder, environment] = process.argv.slice(2);
const env = JSON.parse(environment);
const { stdout } = process;
const asked = [];
/** Notes an access that a file of the library made; what Node itself reads (spawn does) is its business. */
function note(what) {
  const caller = (new Error().stack ?? '').split('\n')[3];
  if (caller?.includes('/dist/')) asked.push(`${what} ${caller.replace(/^ *at (.*)\(.*\/dist\//, '$1(dist/')}`);
}

const wrong = { PATH: '/nowhere', GOFLAGS: '-tags=wrong', GOARCH: 'wrong', GOWORK: '/nowhere/go.work', FORCE_COLOR: '1', COLUMNS: '7' };
process.env = new Proxy(wrong, {
  get: (target, key) => (note(`env.${String(key)}`), Reflect.get(target, key)),
  has: (target, key) => (note(`env.${String(key)}`), Reflect.has(target, key)),
  ownKeys: (target) => (note('env'), Reflect.ownKeys(target)),
});
for (const name of ['argv', 'stdin', 'stdout', 'stderr', 'title']) {
  const value = name === 'argv' ? ['node', 'wrong', '--color', 'explain'] : process[name];
  Object.defineProperty(process, name, {
    get: () => (note(name), value),
    set: () => {
      note(`${name} =`);
    },
    configurable: true,
  });
}
for (const name of ['cwd', 'chdir', 'exit', 'hrtime', 'umask']) {
  const before = process[name];
  process[name] = Object.assign((...args) => (note(name), before.apply(process, args)), before);
}
for (const name of ['log', 'warn', 'error', 'info', 'debug']) console[name] = () => note(`console.${name}`);

const { createNodeHost, createSession, defaultList, render } = await import('stackward');
const session = createSession(createNodeHost({ cwd: folder, env }), { patterns: ['./...'] }, 'test');
const { report } = await session.run(AbortSignal.timeout(120_000));
session.close();
const text = [...render('text', report, { color: false, all: true, list: defaultList, nameFile: (file) => file })].join('');
const byLibrary = asked.splice(0);
// Without folder and environment the host takes those of the process: the watch sees it.
createNodeHost();
stdout.write(JSON.stringify({ byLibrary, byHost: asked, report, text }));
