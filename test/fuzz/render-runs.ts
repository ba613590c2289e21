import type { TargetRun } from './run-target.ts';

/** One line for each run: inputs read, how many of them gave a value, the slowest, memory, and how much code was reached. */
export function renderRuns(runs: readonly TargetRun[]): string[] {
  return runs.map(({ target, executions, seconds, figures, faults }) => {
    const parts = [`${target.padEnd(22)} ${String(executions).padStart(8)} inputs in ${seconds.toFixed(1).padStart(5)} s`];
    if (figures) {
      const { values, slowestMs, heldPerByte, corpus, covered, grown } = figures;
      parts.push(
        `${Math.round((100 * values) / Math.max(1, figures.executions))} % values`,
        `slowest ${Math.round(slowestMs)} ms`,
        `holds ${heldPerByte.toFixed(1)} ×`,
        `corpus ${corpus}, ${covered} bytes of code`,
      );
      if (grown)
        parts.push(`${(grown.bytes / 2 ** 20).toFixed(0)} MB: ${Math.round(grown.ms)} ms, holds ${grown.heldPerByte.toFixed(1)} ×`);
    }
    return `${parts.join(' · ')}${faults.length > 0 ? ` · ${faults.length} FAULTS` : ''}`;
  });
}
