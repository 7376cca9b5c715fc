import type { Segment, Transcript } from '@polyspool/contracts/segments';
import { memo, useEffect, useRef, type RefObject } from 'react';
import type { LineEdits } from '../edits/line-edits.js';
import { blockSize } from './line-blocks.js';
import { TranscriptLine } from './transcript-line.js';
import { useLineWindow } from './use-line-window.js';
import { useTabStop } from './use-tab-stop.js';

interface TranscriptPanelProps {
  readonly transcript: Transcript;
  /** Index of the line that is spoken; -1 in a pause. */
  readonly current: number;
  readonly isGrowing: boolean;
  readonly edits: LineEdits;
  readonly onSeek: (seconds: number) => void;
  readonly onEdit: ((segment: Segment, text: string, translation: string) => void) | undefined;
}

/** The whole text. It may have thousands of lines, so that only those near the seen ones are drawn. */
export const TranscriptPanel = memo(function TranscriptPanel(props: TranscriptPanelProps) {
  const { transcript, current, isGrowing, ...rest } = props;
  const { segments, language, targetLanguage } = transcript;
  const list = useRef<HTMLDivElement>(null);
  const { heights, first, last, onScroll, measure, topOf } = useLineWindow(segments);
  const [tabStop, moves] = useTabStop(segments.length, current);
  useFollowCurrent(list, current, topOf);
  const blockOf = (line: number) => Math.floor(line / blockSize);
  return (
    <div className="transcript">
      <h3>Transcript</h3>
      {segments.length === 0 && <p className="muted">No speech was found.</p>}
      <div className="transcript-lines" role="list" ref={list} aria-label="Transcript" onScroll={onScroll} {...moves}>
        {heights.map((height, block) => {
          // What has the focus stays, wherever it is.
          const isDrawn = (block >= first && block <= last) || block === blockOf(tabStop);
          if (!isDrawn) return <div key={block} role="presentation" style={{ blockSize: height }} />;
          return (
            <div key={block} role="presentation" ref={(element) => measure(block, element)}>
              <TranscriptBlock
                segments={segments}
                from={block * blockSize}
                current={blockOf(current) === block ? current : -1}
                tabStop={blockOf(tabStop) === block ? tabStop : -1}
                language={language}
                targetLanguage={targetLanguage}
                {...rest}
              />
            </div>
          );
        })}
      </div>
      {isGrowing && <p className="muted small">More lines appear as parts are done.</p>}
    </div>
  );
});

interface BlockProps extends Omit<TranscriptPanelProps, 'transcript' | 'isGrowing'> {
  readonly segments: readonly Segment[];
  readonly from: number;
  readonly tabStop: number;
  readonly language: string;
  readonly targetLanguage: string | undefined;
}

/** Remembered: a line in another block is the same to it as none. */
const TranscriptBlock = memo(function TranscriptBlock(props: BlockProps) {
  const { segments, from, current, tabStop, edits, ...rest } = props;
  return segments
    .slice(from, from + blockSize)
    .map((segment, at) => (
      <TranscriptLine
        key={segment.startSeconds}
        segment={segment}
        number={from + at}
        total={segments.length}
        isCurrent={from + at === current}
        isTabStop={from + at === tabStop}
        isEdited={edits.has(segment.startSeconds)}
        {...rest}
      />
    ));
});

/** Keeps the current line in view, unless the reader is busy in the list. */
function useFollowCurrent(list: RefObject<HTMLElement | null>, current: number, topOf: (line: number) => number) {
  const top = useRef(topOf);
  useEffect(() => {
    top.current = topOf;
  });
  useEffect(() => {
    const panel = list.current;
    if (!panel || current < 0 || panel.matches(':hover, :focus-within')) return;
    const lineOf = () => panel.querySelector<HTMLElement>(`[data-line="${current}"]`);
    const show = (to: number) => {
      const isFar = Math.abs(to - panel.scrollTop) > 2 * panel.clientHeight;
      panel.scrollTo?.({ top: to - panel.clientHeight / 3, behavior: isFar ? 'instant' : 'auto' });
    };
    show(lineOf()?.offsetTop ?? top.current(current));
    // One that was far away is drawn only now.
    const frame = requestAnimationFrame(() => {
      const line = lineOf();
      if (line) show(line.offsetTop);
    });
    return () => cancelAnimationFrame(frame);
  }, [list, current]);
}
