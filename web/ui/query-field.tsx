import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { completeQuery } from '../../src/query/complete-query.ts';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { onKey } from '../state/keys.ts';

/** Options that are offered at a time. */
const most = 12;

/** One line of the query language, with completion. `error` is what is wrong with it. */
export function QueryField(props: {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
}): JSX.Element {
  const { value, error, onChange } = props;
  const field = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState<number | undefined>(undefined);
  const [chosen, setChosen] = useState(-1);
  /** Where the caret belongs after an option was taken. */
  const placed = useRef<number | undefined>(undefined);
  const completion = caret === undefined ? undefined : completeQuery(value.slice(0, caret));
  const options = completion?.options.slice(0, most) ?? [];
  // Nothing but the word that is already there helps nobody.
  const isOpen =
    options.length > 0 && !(options.length === 1 && options[0] && value.slice(completion?.from ?? 0, caret) === options[0].text);
  useLayoutEffect(
    () =>
      onKey(({ key }) => {
        if (key !== '/') return false;
        field.current?.focus();
        field.current?.select();
        return true;
      }),
    [],
  );
  // With the new text and not a frame later: the next key may already have left the field.
  useLayoutEffect(() => {
    const { current } = placed;
    if (current === undefined) return;
    placed.current = undefined;
    field.current?.focus();
    field.current?.setSelectionRange(current, current);
  });
  const take = (index: number): void => {
    const option = options[index];
    if (!option || !completion || caret === undefined) return;
    const isField = option.text.endsWith(':');
    const text = `${value.slice(0, completion.from)}${option.text}${isField ? '' : ' '}${value.slice(caret)}`;
    const next = completion.from + option.text.length + (isField ? 0 : 1);
    onChange(text);
    setChosen(-1);
    setCaret(next);
    placed.current = next;
  };
  const key = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (isOpen && step !== 0) setChosen((chosen + step + options.length + (chosen < 0 && step < 0 ? 1 : 0)) % options.length);
    else if (isOpen && (event.key === 'Tab' || event.key === 'Enter') && chosen >= 0) take(chosen);
    else if (isOpen && event.key === 'Tab' && !event.shiftKey) take(0);
    else if (event.key === 'Escape' && isOpen) setCaret(undefined);
    else if (event.key === 'Escape' || event.key === 'Enter') field.current?.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class={`query ${error === undefined ? '' : 'bad'}`}>
      <svg viewBox="0 0 16 16" class="icon" aria-hidden="true">
        <path d="M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zm3.3 7.8L14 14" />
      </svg>
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label={words.query}
        aria-expanded={isOpen}
        aria-controls="query-options"
        aria-autocomplete="list"
        aria-describedby="query-help"
        aria-invalid={error !== undefined}
        aria-activedescendant={isOpen && chosen >= 0 ? `query-option-${chosen}` : undefined}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        placeholder={words.queryHint}
        value={value}
        onInput={(event) => {
          setChosen(-1);
          setCaret(event.currentTarget.selectionStart ?? undefined);
          onChange(event.currentTarget.value);
        }}
        onKeyDown={key}
        onClick={(event) => setCaret(event.currentTarget.selectionStart ?? undefined)}
        onBlur={() => setTimeout(() => setCaret(undefined), 150)}
      />
      {value === '' ? <kbd aria-hidden="true">/</kbd> : null}
      {value === '' ? null : (
        <button type="button" class="icon-button" title={words.clearQuery} onClick={() => onChange('')}>
          <span aria-hidden="true">×</span>
          <span class="off-screen">{words.clearQuery}</span>
        </button>
      )}
      <ul id="query-options" role="listbox" aria-label={words.query} hidden={!isOpen}>
        {options.map(({ text, doc }, index) => (
          <li
            key={text}
            id={`query-option-${index}`}
            role="option"
            aria-selected={index === chosen}
            onMouseDown={(event) => {
              event.preventDefault();
              take(index);
            }}
          >
            <code>{text}</code> <span>{doc}</span>
          </li>
        ))}
      </ul>
      <p id="query-help" class={error === undefined ? 'off-screen' : 'error'} role={error === undefined ? undefined : 'alert'}>
        {error ?? words.queryHelp}
      </p>
    </div>
  );
}
