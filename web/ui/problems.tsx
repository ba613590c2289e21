import type { JSX } from 'preact';
import type { Problem } from '../../src/model/report.ts';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { problemMessage, problemSubject } from '../../src/view/messages/en/problems.ts';
import { safeLines } from '../../src/view/safe-text.ts';
import { Prose } from './parts.tsx';

export function Problems(props: { readonly problems: readonly Problem[]; readonly more: readonly string[] }): JSX.Element | null {
  const { problems, more } = props;
  const grave = problems.filter(({ effect }) => effect !== 'notice');
  const notices = problems.filter(({ effect }) => effect === 'notice');
  if (problems.length === 0 && more.length === 0) return null;
  return (
    <section class={`problems ${grave.length > 0 ? 'grave' : ''}`} aria-label={words.problems}>
      {grave.length > 0 ? <h2>{words.problems}</h2> : null}
      {grave.map((problem, index) => (
        <ProblemLine key={index} problem={problem} />
      ))}
      {notices.length + more.length > 0 ? (
        <details open={grave.length === 0 && notices.length + more.length < 3}>
          <summary>{words.notices(notices.length + more.length)}</summary>
          {notices.map((problem, index) => (
            <ProblemLine key={index} problem={problem} />
          ))}
          {more.map((text) => (
            <p key={text} class="problem notice">
              {text}
            </p>
          ))}
        </details>
      ) : null}
    </section>
  );
}

function ProblemLine({ problem }: { readonly problem: Problem }): JSX.Element {
  const { what, next } = problemMessage(problem.code, problem.args);
  return (
    <div class={`problem ${problem.effect}`}>
      <p class="problem-what">{safeLines(`${problemSubject(problem)}${what}`)}</p>
      {next === undefined ? null : (
        <p class="problem-next">
          → <Prose text={safeLines(next)} />
        </p>
      )}
    </div>
  );
}
