import type { JSX } from 'preact';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { bytes } from '../../src/view/numbers.ts';
import { showPosition } from '../../src/view/positions.ts';
import { nameFile } from '../state/context.ts';
import { hrefOf } from '../state/route.ts';
import { Card, Prose } from './parts.tsx';
import { useCallsOut } from './use-calls-out.ts';

const most = 8;

/** The calls out of the module that cost most, or are known to allocate; nothing where nothing is known of them. */
export function CallsOut(): JSX.Element | null {
  const calls = useCallsOut();
  if (calls.length === 0) return null;
  return (
    <Card title={words.callsOut} note={words.callsOutNote}>
      <ul class="calls-out">
        {calls.slice(0, most).map(({ file, line, callee, words: text, space }) => (
          <li key={`${file} ${line} ${callee}`}>
            <a href={hrefOf('source', { file, line: String(line) })}>{showPosition({ file, line }, nameFile)}</a>{' '}
            {space === 0 ? null : <strong>{bytes(space)}</strong>} <Prose text={text} />
          </li>
        ))}
      </ul>
      {calls.length > most ? <p class="calm-line">{words.moreCalls(calls.length - most)}</p> : null}
    </Card>
  );
}
