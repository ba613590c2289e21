import { resolveFrom } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import { loadConfig } from '../config/load-config.ts';
import { examine, failed } from '../engine/doctor.ts';
import { createNodeHost } from '../host/node-host.ts';
import type { Host } from '../host/host.ts';
import { doctorNames, type DoctorLine } from '../model/doctor.ts';
import { renderDoctor } from '../report/doctor-text.ts';
import { renderJson } from '../report/json.ts';
import { doctorMessage } from '../view/messages/en/doctor.ts';
import { lineWidth, wantsColor, type Io } from './io.ts';
import type { Asked } from './parse.ts';

/** `stackward doctor`: what was found, one line each, and what to do. 0 when `check` would work here, else 3. */
export async function doctor(asked: Asked, io: Io): Promise<number> {
  const [extra] = asked.arguments;
  if (extra !== undefined) throw new UserError('unexpected-argument', { argument: extra, command: asked.command });
  const host = createNodeHost();
  const folder = asked.texts.get('directory');
  const found = [nodeLine(), ...(await examine(host, folder, io.signal)), await configLine(host, folder ?? '.'), terminalLine(io)];
  const lines = found.toSorted((a, b) => doctorNames.indexOf(a.name) - doctorNames.indexOf(b.name));
  const works = lines.every(({ state }) => state !== 'problem');
  if (asked.texts.get('format') === 'json') {
    const checks = lines.map((line) => ({ ...line, ...doctorMessage(line) }));
    for (const piece of renderJson({ schema: 'stackward/doctor/1', works, checks })) await io.stdout.write(piece);
  } else {
    const width = lineWidth(asked.texts.get('width'), io.stdout.columns);
    const options = { color: wantsColor(undefined, io.stdout, io.env), ...(width === undefined ? {} : { width }) };
    for (const piece of renderDoctor(lines, options)) await io.stdout.write(piece);
  }
  return works ? 0 : 3;
}

/** As in package.json, under engines. */
const oldest = '20.19';

function nodeLine(): DoctorLine {
  const version = process.versions.node;
  const [have, need] = [version, oldest].map((text) => text.split('.').map(Number));
  const isOld = have?.[0] === need?.[0] ? (have?.[1] ?? 0) < (need?.[1] ?? 0) : (have?.[0] ?? 0) < (need?.[0] ?? 0);
  return isOld
    ? { name: 'node', state: 'problem', code: 'node-too-old', args: { version, oldest } }
    : { name: 'node', state: 'ok', code: 'node-ok', args: { version } };
}

async function configLine(host: Host, folder: string): Promise<DoctorLine> {
  try {
    const loaded = await loadConfig(host, resolveFrom(host.cwd, folder));
    return loaded
      ? { name: 'configuration', state: 'ok', code: 'config-ok', args: { folder: loaded.folder } }
      : { name: 'configuration', state: 'ok', code: 'config-none', args: {} };
  } catch (error) {
    if (error instanceof UserError) return failed('configuration', error);
    throw error;
  }
}

function terminalLine(io: Io): DoctorLine {
  const colors = wantsColor(undefined, io.stdout, io.env);
  const { columns } = io.stdout;
  return columns === undefined
    ? { name: 'terminal', state: 'ok', code: 'terminal-none', args: { colors } }
    : { name: 'terminal', state: 'ok', code: 'terminal', args: { columns, colors } };
}
