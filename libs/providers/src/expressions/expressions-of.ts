import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import { CefrLevel, type LevelEstimate } from '@polyspool/contracts/vocabulary';
import { englishIdioms } from './english-idioms.js';
import { englishPhrasalVerbs } from './english-phrasal-verbs.js';
import type { Expression, ExpressionsByLevel } from './expression.js';
import { spanishExpressions } from './spanish-expressions.js';

/** The lists are ours and checked against nothing: the confidence is a guess, that of a common word by its rank. */
export const expressionLevel = (level: CefrLevel): LevelEstimate => ({ level, method: 'estimate', confidence: 0.4 });

/** Expressions of the language by their first word; none where we have no list. */
export function expressionsOf(language: Language): ReadonlyMap<string, readonly Expression[]> {
  return byLanguage[primaryLanguage(language)] ?? new Map();
}

/** Of an expression by its dictionary form. */
export const levelOfExpression = (lemma: string, language: Language): CefrLevel | undefined =>
  levels[primaryLanguage(language)]?.get(lemma);

const byLanguage: Readonly<Record<string, ReadonlyMap<string, readonly Expression[]> | undefined>> = {
  en: byFirstWord([...read(englishPhrasalVerbs, 'phrasalVerb'), ...read(englishIdioms, 'idiom')]),
  es: byFirstWord(read(spanishExpressions, 'idiom')),
};

const levels: Readonly<Record<string, ReadonlyMap<string, CefrLevel> | undefined>> = Object.fromEntries(
  Object.entries(byLanguage).map(([language, expressions]) => [
    language,
    new Map([...(expressions?.values() ?? [])].flat().map(({ lemma, level }) => [lemma, level])),
  ]),
);

function read(levels: ExpressionsByLevel, kind: Expression['kind']): Expression[] {
  return Object.entries(levels).flatMap(([level, list]) =>
    list.split(';').map((text) => {
      const [named = '', said = named] = text.split('=').map((part) => part.trim());
      const lemma = named.replaceAll('~', ' ').replaceAll(/\s+/g, ' ');
      return { lemma, kind, level: CefrLevel.parse(level), pattern: said.split(/\s+/).flatMap(wordsOf) };
    }),
  );
}

/** As analysers cut them: "what's", "doesn't". */
function wordsOf(word: string): string[] {
  if (word === "one's") return [word];
  const [, before, after] = /^(.+?)(n't|'s|'re)$/.exec(word) ?? [];
  return before && after ? [before, after] : word.split(/(?<=\w)(-)(?=\w)/);
}

/** Of its own, those of the object apart. */
function ownWords({ pattern }: Expression) {
  return pattern.filter((word) => word !== '~').length;
}

/** Longest first. */
function byFirstWord(expressions: readonly Expression[]) {
  const map = new Map<string, Expression[]>();
  for (const expression of [...expressions].sort((a, b) => ownWords(b) - ownWords(a))) {
    const first = expression.pattern[0]!; // a pattern has words
    map.set(first, [...(map.get(first) ?? []), expression]);
  }
  return map;
}
