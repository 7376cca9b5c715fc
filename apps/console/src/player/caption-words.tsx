import type { Segment } from '@polyspool/contracts/segments';
import { useMemo, type KeyboardEvent } from 'react';
import type { WordIndex } from '../vocabulary/word-index.js';
import { stateNames } from '../vocabulary/word-names.js';
import { tokensOf } from './tokens-of.js';

interface CaptionWordsProps {
  readonly segment: Segment;
  readonly language: string;
  /** Index of the timed word that is spoken; -1 where none is. */
  readonly word: number;
  readonly index: WordIndex;
  readonly marksWords: boolean;
  /** Number of the word that is looked up. */
  readonly asked: number;
  readonly onWord: (words: readonly string[], at: number) => void;
}

/** The words of a line: each to be looked up, each marked by how well it is known. One stop for the tab key. */
export function CaptionWords({ segment, language, word, index, marksWords, asked, onWord }: CaptionWordsProps) {
  const tokens = useMemo(() => tokensOf(segment, language), [segment, language]);
  const words = useMemo(() => tokens.flatMap(({ isWord, text }) => (isWord ? [text] : [])), [tokens]);
  const states = useMemo(() => words.map((_, at) => index.find(words, at)[0]?.state), [words, index]);
  let next = 0;
  return tokens.map(({ text, isWord, timedWord }, place) => {
    if (!isWord) return text;
    const at = next++;
    const state = marksWords ? states[at] : undefined;
    const isSpoken = timedWord >= 0 && timedWord === word;
    return (
      <button
        key={`${place} ${text}`}
        className={['word', state && `word-${state}`, isSpoken && 'spoken'].filter(Boolean).join(' ')}
        type="button"
        tabIndex={at === Math.max(asked, 0) ? 0 : -1}
        aria-description={state && stateNames[state]}
        aria-expanded={at === asked}
        onClick={() => onWord(words, at)}
        onKeyDown={moveAmongWords}
      >
        {text}
      </button>
    );
  });
}

/** In the direction in which the line is read. */
function moveAmongWords(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const line = event.currentTarget.parentElement;
  const isRightToLeft = line?.matches(':dir(rtl)') ?? false;
  const words = [...(line?.querySelectorAll<HTMLElement>('button.word') ?? [])];
  words[words.indexOf(event.currentTarget) + (isRightToLeft ? -step : step)]?.focus();
}
