import { type Amounts, amountsOf, guessedAmounts } from '@polyspool/contracts/film-estimate';
import type { FilmScript } from '@polyspool/contracts/film';

export interface FilmInput {
  readonly film?: FilmScript;
  readonly script?: string;
}

export interface AskedAmounts extends Amounts {
  /** False of a script that is not yet in scenes. */
  readonly isExact: boolean;
}

/** How much a film is to show and to say. `uploadCharacters`: of the script that lies in an upload. */
export function filmAmounts({ film, script = '' }: FilmInput, uploadCharacters = 0): AskedAmounts {
  if (film) return { ...amountsOf(film), isExact: true };
  return { ...guessedAmounts(script.length || uploadCharacters), isExact: false };
}
