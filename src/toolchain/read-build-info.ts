import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import { runGo, type GoCall } from './run-go.ts';

/** What a Go program says of itself. */
export interface BuildInfo {
  readonly go: string;
  readonly package?: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** Asks `go version -m` how a program was built. Throws UserError `binary-not-go`, and those of {@link runGo}. */
export async function readBuildInfo(host: Host, call: GoCall, file: string, shown: string): Promise<BuildInfo> {
  let text: string;
  try {
    text = await runGo(host, { ...call, args: ['version', '-m', file] });
  } catch (error) {
    if (error instanceof UserError && error.code === 'go-failed')
      throw new UserError('binary-not-go', { file: shown, output: String(error.args['output']) }, { cause: error });
    throw error;
  }
  const info = parseBuildInfo(text);
  // What is neither is passed over in silence.
  if (!info) throw new UserError('binary-not-go', { file: shown, output: '' });
  return info;
}

/** `FILE: go1.26.8`, then lines `\tpath\tex.com/m` and `\tbuild\tGOARCH=amd64`, values quoted where they need it. */
export function parseBuildInfo(text: string): BuildInfo | undefined {
  const [first = '', ...lines] = text.split(/\r?\n/);
  const go = /^.*: ((?:go|devel )\S+)(?: .*)?$/.exec(first)?.[1];
  if (go === undefined) return undefined;
  const settings: Record<string, string> = {};
  let pkg: string | undefined;
  for (const line of lines) {
    const [, kind = '', ...rest] = line.split('\t');
    const value = rest.join('\t');
    if (kind === 'path') pkg = value;
    const cut = value.indexOf('=');
    if (kind === 'build' && cut > 0)
      Object.defineProperty(settings, value.slice(0, cut), { value: value.slice(cut + 1), enumerable: true });
  }
  return { go, ...(pkg === undefined ? {} : { package: pkg }), settings };
}
