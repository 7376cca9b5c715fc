import { FrequencyLexicon } from '@polyspool/providers/lexicon/frequency-lexicon';
import type { Lexicon } from '@polyspool/providers/lexicon/lexicon';
import type { WordAnalyser } from '@polyspool/providers/word-analyser/word-analyser';
import type { VocabularyEnv } from './vocabulary-env.js';

/** Words are ranked by the lemmas that this analyser finds. */
export const openLexicon = (analyser: WordAnalyser, env: VocabularyEnv): Lexicon =>
  new FrequencyLexicon({ analyser, cacheFolder: env.WORDS_CACHE_FOLDER, cefrListsFolder: env.CEFR_LISTS_FOLDER });
