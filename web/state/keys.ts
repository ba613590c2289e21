/** Keys that mean something wherever the page stands; views add theirs. A handler returns true when it took the key. */
export type KeyHandler = (event: KeyboardEvent) => boolean;

const handlers: KeyHandler[] = [];

/** Adds a handler, asked before those that were there; returns what removes it. */
export function onKey(handler: KeyHandler): () => void {
  handlers.unshift(handler);
  return () => {
    const index = handlers.indexOf(handler);
    if (index >= 0) handlers.splice(index, 1);
  };
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  // A dialog has its own keys.
  if (document.querySelector('dialog[open]')) return;
  // Letters belong to the field that is written in.
  if (isField(event.target) && event.key !== 'Escape') return;
  if (handlers.some((handler) => handler(event))) event.preventDefault();
});

export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
}
