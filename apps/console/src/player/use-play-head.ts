import type { Segment } from '@polyspool/contracts/segments';
import { useEffect, useState } from 'react';
import { PlayHead } from './play-head.js';

/** One for as long as the page is there; it knows the lines as they come. */
export function usePlayHead(segments: readonly Segment[], rate: number): PlayHead {
  const [head] = useState(() => new PlayHead());
  useEffect(() => head.setLines(segments), [head, segments]);
  useEffect(() => head.setRate(rate), [head, rate]);
  return head;
}
