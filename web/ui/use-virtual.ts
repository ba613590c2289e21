import { elementScroll, observeElementOffset, observeElementRect, Virtualizer, type VirtualItem } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks';

export interface VirtualRows {
  readonly rows: readonly VirtualItem[];
  readonly height: number;
  /** While the page is printed: rows that are, counted from 1. Paper does not scroll, and nobody wants all of a long list on it. */
  readonly printed: { readonly from: number; readonly to: number } | undefined;
  /** Rows that may change their height measure themselves. */
  readonly measure: (element: Element | null) => void;
  readonly show: (index: number, align?: 'auto' | 'center' | 'start') => void;
}

/** Rows on paper, about. */
const printedMost = 400;

function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => setPrinting(true);
    const end = (): void => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinting;
}

/** Rows of a long list that are in sight, with a few around. `keyOf` names a row, so that measured heights stay with it. */
export function useVirtual(
  box: RefObject<HTMLElement | null>,
  options: { readonly count: number; readonly heightOf: (index: number) => number; readonly keyOf?: (index: number) => string | number },
): VirtualRows {
  const isPrinting = usePrinting();
  const [, redraw] = useReducer((turn: number) => turn + 1, 0);
  const all = {
    count: options.count,
    getScrollElement: () => box.current,
    estimateSize: options.heightOf,
    ...(options.keyOf ? { getItemKey: options.keyOf } : {}),
    overscan: isPrinting ? printedMost / 2 : 8,
    // Until the box is measured: one screen, not all rows.
    initialRect: { width: 800, height: 800 },
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw(undefined as never),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, Element>(all));
  virtualizer.setOptions(all);
  useEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  const rows = virtualizer.getVirtualItems();
  const [first, last] = [rows[0], rows.at(-1)];
  const shown =
    isPrinting && first && last
      ? {
          rows: rows.map((row) => ({ ...row, start: row.start - first.start })),
          height: last.end - first.start,
          printed: { from: first.index + 1, to: last.index + 1 },
        }
      : { rows, height: virtualizer.getTotalSize(), printed: undefined };
  return {
    ...shown,
    measure: (element) => virtualizer.measureElement(element),
    show: (index, align = 'auto') => virtualizer.scrollToIndex(index, { align }),
  };
}
