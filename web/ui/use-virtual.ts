import { elementScroll, observeElementOffset, observeElementRect, Virtualizer, type VirtualItem } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks';

export interface VirtualRows {
  readonly rows: readonly VirtualItem[];
  readonly height: number;
  /** Rows that may change their height measure themselves. */
  readonly measure: (element: Element | null) => void;
  readonly show: (index: number, align?: 'auto' | 'center' | 'start') => void;
}

/** Rows of a long list that are in sight, with a few around. `keyOf` names a row, so that measured heights stay with it. */
export function useVirtual(
  box: RefObject<HTMLElement | null>,
  options: { readonly count: number; readonly heightOf: (index: number) => number; readonly keyOf?: (index: number) => string | number },
): VirtualRows {
  const [, redraw] = useReducer((turn: number) => turn + 1, 0);
  const all = {
    count: options.count,
    getScrollElement: () => box.current,
    estimateSize: options.heightOf,
    ...(options.keyOf ? { getItemKey: options.keyOf } : {}),
    overscan: 8,
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
  return {
    rows: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    measure: (element) => virtualizer.measureElement(element),
    show: (index, align = 'auto') => virtualizer.scrollToIndex(index, { align }),
  };
}
