import { selfTest, selfTestExitCode } from '../engine/gate/self-test.ts';
import type { GateSettings } from '../engine/gate/gate.ts';
import type { Options } from '../engine/options.ts';
import type { JudgeOptions } from '../engine/policy.ts';
import type { Host } from '../host/host.ts';
import { safeText } from '../view/safe-text.ts';
import { selfTestLines } from '../view/self-test-words.ts';
import type { Io } from './io.ts';

/** `stackward gate --self-test`: 0 when the gate, as it is configured, objects to what was planted and not to what was moved, else 1; 3 where HEAD does not build. */
export async function gateSelfTest(
  host: Host,
  options: Options,
  settings: GateSettings,
  optionsFor: (root: string) => JudgeOptions,
  io: Io,
): Promise<number> {
  const found = await selfTest(host, options, settings, optionsFor, io.signal);
  for (const line of selfTestLines(found)) await io.stdout.write(`${safeText(line)}\n`);
  return selfTestExitCode(found);
}
