import { useMemo } from 'preact/hooks';
import { listCallsOut, type LineCall } from '../../src/view/calls-by-line.ts';
import { usePage } from '../state/context.ts';
import { useLater } from './parts.tsx';

/** Calls out of the module, once what is known of callees was read. */
export function useCallsOut(): readonly LineCall[] {
  const { data, ready } = usePage();
  const { value } = useLater(() => data.callees(), [ready]);
  return useMemo(() => listCallsOut(value, ready.head.report?.measurements), [value, ready]);
}
