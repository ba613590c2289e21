import { selfTest } from '../engine/gate/self-test.ts';
import type { GateSettings } from '../engine/gate/gate.ts';
import type { Options } from '../engine/options.ts';
import type { Host } from '../host/host.ts';
import { exitCode } from '../model/exit-code.ts';
import { safeText } from '../view/safe-text.ts';
import { selfTestLines } from '../view/comparison-words.ts';
import type { Io } from './io.ts';

/** `stackward gate --self-test`: 0 when the gate objects to what was planted and not to what was moved, else 1; 3 where HEAD does not build. */
export async function gateSelfTest(host: Host, options: Options, settings: GateSettings, io: Io): Promise<number> {
  const { file, planted, moved } = await selfTest(host, options, settings, io.signal);
  const codes = [exitCode(planted), exitCode(moved)] as const;
  for (const line of selfTestLines(file, planted, moved, codes)) await io.stdout.write(`${safeText(line)}\n`);
  if (codes.includes(3)) return 3;
  return codes[0] === 1 && codes[1] === 0 ? 0 : 1;
}
