import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { drawn } from './stretch.ts';
import type { Sight, Stretch } from './stretch.ts';

/** The height of a row where none can be measured: as in the kit's tokens. */
const ROW = 52;

interface Seen {
  readonly stretch: Stretch;
  /** What is seen at this moment. */
  readonly look: () => Sight;
  /** Whoever moved the rows says so. */
  readonly moved: () => void;
}

/** Follows which rows of a list are seen. `box`: what scrolls; `list`: what holds the rows. */
export function useStretch(box: RefObject<HTMLElement | null>, list: RefObject<HTMLElement | null>): Seen {
  const [stretch, setStretch] = useState<Stretch>({ from: 0, to: 60 });
  const look = (): Sight => {
    const place = box.current;
    if (!place) return { top: 0, height: 0, row: ROW };
    const row = Number.parseFloat(getComputedStyle(place).getPropertyValue('--row')) || ROW;
    return { top: place.scrollTop - (list.current?.offsetTop ?? 0), height: place.clientHeight, row };
  };
  const moved = (): void => {
    const next = drawn(look());
    setStretch((before) => (before.from === next.from && before.to === next.to ? before : next));
  };
  useLayoutEffect(() => {
    moved();
    const watch = new ResizeObserver(moved);
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return { stretch, look, moved };
}
