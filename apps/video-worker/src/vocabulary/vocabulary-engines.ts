import { Injectable } from '@nestjs/common';
import type { Language } from '@polyspool/contracts/languages';
import { Dictionary } from '@polyspool/providers/lexicon/dictionary';
import { Lexicon } from '@polyspool/providers/lexicon/lexicon';
import { Translator } from '@polyspool/providers/translator/translator';
import { WordAnalyser } from '@polyspool/providers/word-analyser/word-analyser';

/** Of what is counted as a word, an expression, a name. */
const vocabularyRules = 'vocabulary rules 3';

/** All that a vocabulary is made with, so that a handler asks for one thing. */
@Injectable()
export class VocabularyEngines {
  constructor(
    readonly analyser: WordAnalyser,
    readonly lexicon: Lexicon,
    readonly dictionary: Dictionary,
    readonly translator: Translator,
  ) {}

  /** Part of the key of a step that makes a vocabulary: with another engine it is another one. Glosses of the translator come later. */
  async describe(language: Language, targetLanguage?: Language) {
    const own = [vocabularyRules, await this.analyser.describe(language), await this.lexicon.describe(language)];
    if (targetLanguage === undefined || targetLanguage === language) return own;
    return [...own, await this.dictionary.describe(language, targetLanguage)];
  }
}
