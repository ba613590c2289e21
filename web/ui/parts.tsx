import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { copyText, say } from '../state/copy.ts';

/** What a view says when it has nothing to show: never an empty page. */
export function Empty({
  title,
  next,
  tone = 'calm',
}: {
  readonly title: string;
  readonly next?: string;
  readonly tone?: 'calm' | 'bad';
}): JSX.Element {
  return (
    <div class={`empty ${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
      <p class="empty-title">{title}</p>
      {next === undefined ? null : <p>{next}</p>}
    </div>
  );
}

export function Card(props: {
  readonly title: string;
  readonly note?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly class?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section class={`card ${props.class ?? ''}`}>
      <header class="card-head">
        <h2>{props.title}</h2>
        {props.note === undefined ? null : <p class="note">{props.note}</p>}
        {props.actions === undefined ? null : <div class="actions">{props.actions}</div>}
      </header>
      {props.children}
    </section>
  );
}

/** A command line that can be copied. */
export function Command({ text }: { readonly text: string }): JSX.Element {
  return (
    <span class="command">
      <code>{text}</code>
      <CopyButton text={text} label={words.copyCommand} isIcon />
    </span>
  );
}

export function CopyButton(props: { readonly text: string; readonly label: string; readonly isIcon?: boolean }): JSX.Element {
  const copy = async (): Promise<void> => say((await copyText(props.text)) ? words.copied : words.notCopied);
  return (
    <button type="button" class={props.isIcon === true ? 'icon-button' : 'button'} title={props.label} onClick={() => void copy()}>
      {props.isIcon === true ? (
        <svg viewBox="0 0 16 16" aria-hidden="true" class="icon">
          <path d="M5 2.5h7.5a1 1 0 0 1 1 1V11M3.5 5h6a1 1 0 0 1 1 1v6.5a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z" />
        </svg>
      ) : null}
      <span class={props.isIcon === true ? 'off-screen' : ''}>{props.label}</span>
    </button>
  );
}

/** Text with `code` in back-quotes, as the words of `view` have it. */
export function Prose({ text }: { readonly text: string }): JSX.Element {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>;
}

/** A text that may come later. */
export function useLater<T>(
  make: () => Promise<T>,
  by: readonly unknown[],
): { readonly value: T | undefined; readonly failed: string | undefined } {
  const [got, set] = useState<{ readonly by: readonly unknown[]; readonly value?: T; readonly failed?: string }>({ by: [] });
  useEffect(() => {
    let isWanted = true;
    make().then(
      (value) => isWanted && set({ by, value }),
      (error: unknown) => isWanted && set({ by, failed: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, by);
  const isCurrent = got.by.length === by.length && got.by.every((one, index) => one === by[index]);
  return { value: isCurrent ? got.value : undefined, failed: isCurrent ? got.failed : undefined };
}

/** The width of an element, as it changes. */
export function useWidth(): readonly [ref: (element: HTMLElement | null) => void, width: number] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [setElement, width];
}
