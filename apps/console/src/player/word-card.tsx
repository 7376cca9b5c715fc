import type { KnownEntry, WordState } from '@polyspool/contracts/learner';
import { Play, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { clockTime } from '../ui/format.js';
import { isEstimated, levelWords } from '../vocabulary/level-words.js';
import { StateChoice } from '../vocabulary/state-choice.js';
import { kindNames, partOfSpeechName } from '../vocabulary/word-names.js';

interface WordCardProps {
  /** As it stands in the line. */
  readonly word: string;
  readonly entries: readonly KnownEntry[];
  readonly language: string;
  readonly targetLanguage: string | undefined;
  /** Whether the words of this recording have been collected. */
  readonly hasVocabulary: boolean;
  readonly onState: (lemma: string, to: WordState) => void;
  readonly onSeek: (seconds: number) => void;
  readonly onClose: () => void;
}

/** What is known of a word that was clicked. It takes the focus, and Escape closes it. */
export function WordCard({ word, entries, hasVocabulary, onClose, ...rest }: WordCardProps) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    card.current?.focus({ preventScroll: true });
    card.current?.scrollIntoView?.({ block: 'nearest' });
  }, [word]);
  return (
    <section
      ref={card}
      className="word-card"
      aria-label={`The word “${word}”`}
      tabIndex={-1}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <button className="button quiet word-card-close" type="button" aria-label="Close the word" onClick={onClose}>
        <X aria-hidden size={18} />
      </button>
      {entries.length === 0 && (
        <>
          <p className="lemma" lang={rest.language} dir="auto">
            {word}
          </p>
          <p className="muted small">
            {hasVocabulary
              ? 'This word is not in the vocabulary: it is a name, a number, or the engine does not know it.'
              : 'The vocabulary is not there yet, or was left out.'}
          </p>
        </>
      )}
      {entries.map((entry) => (
        <Entry key={`${entry.lemma} ${entry.kind}`} entry={entry} {...rest} />
      ))}
    </section>
  );
}

type EntryProps = Pick<WordCardProps, 'language' | 'targetLanguage' | 'onState' | 'onSeek'> & {
  readonly entry: KnownEntry;
};

function Entry({ entry, language, targetLanguage, onState, onSeek }: EntryProps) {
  const { lemma, kind, partOfSpeech, cefr, count, rank, gloss, example } = entry;
  const kindName = kind === 'word' ? partOfSpeechName(partOfSpeech) : kindNames[kind].toLowerCase().slice(0, -1);
  const times = count === 1 ? 'once here' : `${count} times here`;
  return (
    <div className="word-entry">
      <p className="word-entry-head">
        <span className="lemma" lang={language} dir="auto">
          {lemma}
        </span>
        <span className="muted small">
          {[kindName, times, rank && `number ${rank.toLocaleString('en')} by frequency`].filter(Boolean).join(' · ')}
        </span>
      </p>
      {gloss && (
        <p>
          <span className="gloss" lang={targetLanguage} dir="auto">
            {gloss.text}
          </span>{' '}
          <span className="muted small">({gloss.source})</span>
        </p>
      )}
      {cefr && (
        <p className="small">
          <span className={`badge level${isEstimated(cefr) ? ' estimated' : ''}`}>{cefr.level}</span>{' '}
          <span className="muted">{levelWords(cefr).slice(4)}</span>
        </p>
      )}
      <blockquote className="example">
        <p lang={language} dir="auto">
          {example.text}
        </p>
        {example.translation && (
          <p className="translation" lang={targetLanguage} dir="auto">
            {example.translation}
          </p>
        )}
        {example.startSeconds !== undefined && (
          <button className="button quiet small" type="button" onClick={() => onSeek(example.startSeconds ?? 0)}>
            <Play aria-hidden size={14} />
            First said at {clockTime(example.startSeconds)}
          </button>
        )}
      </blockquote>
      <StateChoice entry={entry} onChange={(to) => onState(lemma, to)} />
    </div>
  );
}
