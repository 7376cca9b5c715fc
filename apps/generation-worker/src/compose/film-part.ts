import type { TimedWord } from '@polyspool/contracts/segments';
import type { HashedFile } from '../files/hashed-file.js';

/** A scene of a film, or the card before or after its scenes. */
export interface FilmPart {
  readonly clip: HashedFile;
  readonly frames: number;
  /** Of its chapter; the part belongs to the chapter before it where there is none. */
  readonly title?: string | undefined;
  readonly sound?: HashedFile | undefined;
  /** In the clip, as the times of the words. */
  readonly soundStartSeconds: number;
  readonly words: readonly (readonly TimedWord[])[];
}
