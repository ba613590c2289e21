/** What `doctor` looks at: facts in codes; the sentences are in `view/messages/en/doctor.ts`, typed over this list. */
export interface DoctorCodes {
  'node-ok': { version: string };
  'node-too-old': { version: string; oldest: string };
  'go-ok': { path: string; version: string; platform: string };
  /** Its own tables are read from its sources. */
  'go-unknown': { path: string; version: string; platform: string; newest: string };
  /** Of any check: what was tried ended with the error `code`, as a command would. */
  error: { code: string; args: Readonly<Record<string, unknown>> };
  'go-folders': { goroot: string };
  'goflags-none': Record<never, never>;
  'goflags-kept': { goflags: string };
  /** Flags that make the code another one than a plain build. */
  'goflags-telling': { goflags: string; flags: readonly string[] };
  /** Where Go takes a release from that go.mod asks for. */
  'toolchain-ok': { toolchain: string; proxy: string };
  'toolchain-fixed': { toolchain: string };
  'proxy-off': { proxy: string };
  module: { root: string; modules: readonly string[]; work: boolean };
  packages: { packages: number };
  'packages-broken': { broken: readonly string[]; packages: number };
  'cgo-off': Record<never, never>;
  'cgo-ok': { compiler: string; path: string };
  'cgo-no-compiler': { compiler: string };
  'git-ok': { version: string };
  'git-missing': Record<never, never>;
  'config-ok': { folder: string };
  'config-none': Record<never, never>;
  'folder-ok': { folder: string };
  /** `reason` is the system's code. */
  'folder-unwritable': { folder: string; reason: string; variable: string };
  'cache-off': Record<never, never>;
  terminal: { columns: number; colors: boolean };
  'terminal-none': { colors: boolean };
}
export type DoctorCode = keyof DoctorCodes;

/** Each of them is one line, in this order. */
export const doctorNames = [
  'node',
  'go',
  'GOROOT',
  'GOCACHE',
  'GOMODCACHE',
  'GOFLAGS',
  'toolchain',
  'module',
  'packages',
  'cgo',
  'git',
  'configuration',
  'temporary files',
  'result cache',
  'terminal',
] as const;
export type DoctorName = (typeof doctorNames)[number];

/** A `problem` keeps `check` from working; a `note` is good to know. */
export type DoctorState = 'ok' | 'note' | 'problem';

export type DoctorLine = {
  readonly [Code in DoctorCode]: {
    readonly name: DoctorName;
    readonly state: DoctorState;
    readonly code: Code;
    readonly args: DoctorCodes[Code];
  };
}[DoctorCode];
