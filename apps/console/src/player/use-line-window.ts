import type { Segment } from '@polyspool/contracts/segments';
import { useCallback, useLayoutEffect, useRef, useState, type UIEvent } from 'react';
import { blockSize, blocksBetween, guessedHeights, topOfBlock } from './line-blocks.js';

/** What is drawn above and below the upper edge, in pixels: more than the list is high. */
const margin = 1200;

/** Scrolling by less than this changes nothing, in pixels. */
const step = 200;

/** Which blocks of a long list are drawn: only those that are near what is seen. */
export function useLineWindow(segments: readonly Segment[]) {
  const [heights, setHeights] = useState(() => guessedHeights(segments));
  const [known, setKnown] = useState(segments);
  const [top, setTop] = useState(0);
  const [first, last] = blocksBetween(heights, top - margin, top + margin);
  if (known !== segments) {
    setKnown(segments);
    setHeights(guessedHeights(segments));
  }

  const onScroll = useCallback(
    ({ currentTarget }: UIEvent<HTMLElement>) => setTop(Math.round(currentTarget.scrollTop / step) * step),
    [],
  );

  // What is drawn has a height that need not be guessed.
  const drawn = useRef(new Map<number, HTMLElement>());
  useLayoutEffect(() => {
    setHeights((before) => {
      const wrong = [...drawn.current].filter(
        ([at, { offsetHeight }]) => offsetHeight > 0 && before[at] !== offsetHeight,
      );
      if (wrong.length === 0) return before;
      const after = [...before];
      for (const [at, { offsetHeight }] of wrong) if (at < after.length) after[at] = offsetHeight;
      return after;
    });
  }, [first, last, known]);
  const measure = useCallback((at: number, element: HTMLElement | null) => {
    if (element) drawn.current.set(at, element);
    else drawn.current.delete(at);
  }, []);

  const topOf = (line: number) => topOfBlock(heights, Math.floor(line / blockSize));
  return { heights, first, last, onScroll, measure, topOf };
}
