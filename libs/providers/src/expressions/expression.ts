import type { CefrLevel } from '@polyspool/contracts/vocabulary';

/** Expressions with `;` between them, easiest level first. */
export type ExpressionsByLevel = Readonly<Partial<Record<CefrLevel, string>>>;

export interface Expression {
  /** Dictionary form, without marks: `give up`, `change one's mind`. */
  readonly lemma: string;
  readonly kind: 'phrasalVerb' | 'idiom';
  readonly level: CefrLevel;
  /** What has to be said, word by word: a lemma or a form, in lower case; `~` where others may stand between. */
  readonly pattern: readonly string[];
}
