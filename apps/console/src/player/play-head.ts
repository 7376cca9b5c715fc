import type { Segment } from '@polyspool/contracts/segments';
import { lastLine, neighbouringLine } from './neighbouring-line.js';
import { segmentAt } from './segment-at.js';
import { wordAt } from './tokens-of.js';

export interface Place {
  /** Index of the line that is spoken; -1 in a pause. */
  readonly line: number;
  /** Index of its word that is spoken. */
  readonly word: number;
  /** Nothing has been played yet. */
  readonly isUntouched: boolean;
}

/** Where a recording is played, in lines and words, and the ways to go somewhere else. */
export class PlayHead {
  private media: HTMLMediaElement | null = null;
  private lines: readonly Segment[] = [];
  private seconds = 0;
  private rate = 1;
  private at: Place = { line: -1, word: -1, isUntouched: true };
  private readonly listeners = new Set<() => void>();

  readonly place = () => this.at;

  readonly onMove = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly attach = (media: HTMLMediaElement | null) => {
    this.media = media;
  };

  /** Lines that have just come may stand before the one that is spoken. */
  setLines(lines: readonly Segment[]) {
    this.lines = lines;
    this.look(this.seconds);
  }

  setRate(rate: number) {
    this.rate = rate;
    this.applyRate();
  }

  /** A new source begins at its usual speed. */
  readonly applyRate = () => {
    if (this.media) this.media.playbackRate = this.rate;
  };

  /** What the element tells of its time. */
  readonly look = (seconds: number) => {
    this.seconds = seconds;
    const line = segmentAt(this.lines, seconds);
    const word = wordAt(this.lines[line]?.words ?? [], seconds);
    const isUntouched = this.at.isUntouched && seconds === 0;
    const { at } = this;
    if (at.line === line && at.word === word && at.isUntouched === isUntouched) return;
    this.at = { line, word, isUntouched };
    this.listeners.forEach((listener) => listener());
  };

  readonly seek = (seconds: number) => {
    if (this.media) this.media.currentTime = seconds;
    this.look(seconds);
  };

  readonly previous = () => this.goTo(neighbouringLine(this.lines, this.seconds, -1));
  readonly next = () => this.goTo(neighbouringLine(this.lines, this.seconds, 1));

  readonly repeat = () => {
    this.goTo(lastLine(this.lines, this.seconds));
    this.play();
  };

  /** A browser may refuse to play before anybody has clicked; its own button is there then. */
  readonly play = () => void this.media?.play()?.catch(() => undefined);

  /** Answers whether it was playing. */
  readonly pause = () => {
    const wasPlaying = this.media?.paused === false;
    if (wasPlaying) this.media?.pause();
    return wasPlaying;
  };

  readonly toggle = () => {
    if (!this.pause()) this.play();
  };

  private goTo(line: Segment | undefined) {
    if (line) this.seek(line.startSeconds);
  }
}
