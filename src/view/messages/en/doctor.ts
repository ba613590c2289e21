import type { DoctorCodes, DoctorLine } from '../../../model/doctor.ts';
import { count } from '../../numbers.ts';
import type { Message, Messages } from '../message.ts';
import { errorMessage } from './errors.ts';
import { flagWords } from './flag-words.ts';
import { systemReason } from './reasons.ts';

const lines: Messages<DoctorCodes> = {
  'node-ok': ({ version }) => ({ what: `Node ${version}` }),
  'node-too-old': ({ version, oldest }) => ({ what: `Node ${version} is older than ${oldest}`, next: `Install Node ${oldest} or newer.` }),
  'go-ok': ({ path, version, platform }) => ({ what: `${version} ${platform}, ${path}` }),
  'go-unknown': ({ path, version, platform, newest }) => ({
    what: `${version} ${platform}, ${path}: newer than ${newest}, the newest release known here, or a development build; its own tables are read from GOROOT`,
    next: 'Look for a newer stackward, or choose a known release with --go.',
  }),
  error: ({ code, args }) => {
    const { what, next } = errorMessage(code, args);
    return { what: what.replace(/\.(?=\n|$)/, ''), ...(next === undefined ? {} : { next }) };
  },
  'go-folders': ({ goroot }) => ({ what: goroot }),
  'goflags-none': () => ({ what: 'not set' }),
  'goflags-kept': ({ goflags }) => ({ what: goflags }),
  'goflags-telling': ({ goflags, flags }) => ({
    what: `${goflags}: not what a plain build does (${flags.map((flag) => `${flag}: ${flagWords(flag)}`).join('; ')})`,
    next: 'GOFLAGS= before a command leaves it out.',
  }),
  'toolchain-ok': ({ toolchain, proxy }) => ({
    what: `GOTOOLCHAIN=${toolchain || 'auto'}, GOPROXY=${proxy}: other releases are fetched when asked for`,
  }),
  'toolchain-fixed': ({ toolchain }) => ({ what: `GOTOOLCHAIN=${toolchain}: a newer release that go.mod asks for is not fetched` }),
  'proxy-off': () => ({
    what: 'GOPROXY=off: neither releases nor modules are fetched',
    next: 'Everything has to be in the module cache or in vendor/; `go mod download` elsewhere fills it.',
  }),
  module: ({ root, modules, work }) => ({
    what: `${root}${work ? ', go.work' : ''}: ${modules.length > 3 ? count(modules.length, 'module') : modules.join(', ')}`,
  }),
  packages: ({ packages }) => ({ what: `${count(packages, 'package')} below here can be loaded` }),
  'packages-broken': ({ broken, packages }) => ({
    what: `${broken.length} of ${count(packages, 'package')} cannot be loaded: ${broken.slice(0, 5).join(', ')}${broken.length > 5 ? ', …' : ''}`,
    next: '`stackward check` shows what Go says of each; --allow-broken reports on the others.',
  }),
  'cgo-off': () => ({ what: 'CGO_ENABLED=0: files with cgo are left out' }),
  'cgo-ok': ({ compiler, path }) => ({ what: path.endsWith(`/${compiler}`) || path === compiler ? path : `${compiler}, ${path}` }),
  'cgo-no-compiler': ({ compiler }) => ({
    what: `there is no C compiler ${compiler}: packages with cgo do not compile`,
    next: 'Only if some need it: install gcc or clang, name it in CC, or set CGO_ENABLED=0.',
  }),
  'git-ok': ({ version }) => ({ what: version.replace(/^git version /, '') }),
  'git-missing': () => ({
    what: 'there is no git on PATH; `check` and `explain` need none',
    next: 'Install it for comparisons with other revisions.',
  }),
  'config-ok': ({ folder }) => ({ what: `read from ${folder}` }),
  'config-none': () => ({ what: 'none' }),
  'folder-ok': ({ folder }) => ({ what: folder }),
  'folder-unwritable': ({ folder, reason, variable }) => ({
    what:
      folder === '' || folder === 'off'
        ? 'there is none'
        : `${folder} cannot be written: ${reason === 'relative' ? 'it is no absolute path' : systemReason(reason)}`,
    next: `Set ${variable} to an absolute path of a folder that can be written.`,
  }),
  'cache-off': () => ({ what: 'off: each run reads everything again', next: 'Unset STACKWARD_CACHE, or set HOME or XDG_CACHE_HOME.' }),
  terminal: ({ columns, colors }) => ({ what: `${count(columns, 'column')}, ${colors ? 'colours' : 'no colours'}` }),
  'terminal-none': ({ colors }) => ({ what: `output goes to a pipe or file, ${colors ? 'colours' : 'no colours'}` }),
};

/** What was found and, where there is something to do, what. */
export function doctorMessage({ code, args }: Pick<DoctorLine, 'code' | 'args'>): Message {
  const make = lines[code] as (args: object) => Message;
  return make(args);
}
