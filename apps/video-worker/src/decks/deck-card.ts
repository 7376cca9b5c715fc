import type { FileKey } from '@polyspool/contracts/files';
import type { VocabularyEntry } from '@polyspool/contracts/vocabulary';

/** A file of a card: where it lies, and what it is called among all files of somebody who learns with cards. */
export interface CardFile {
  readonly name: string;
  readonly key: FileKey;
}

export interface DeckCard {
  readonly entry: VocabularyEntry;
  readonly sound?: CardFile | undefined;
  readonly picture?: CardFile | undefined;
}

export interface Deck {
  readonly name: string;
  readonly language: string;
  readonly targetLanguage?: string | undefined;
  readonly cards: readonly DeckCard[];
}
