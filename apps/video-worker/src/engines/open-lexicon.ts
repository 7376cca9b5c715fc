import { cefrListsFault } from '@polyspool/providers/lexicon/cefr-lists';
import { FrequencyLexicon } from '@polyspool/providers/lexicon/frequency-lexicon';
import type { Lexicon } from '@polyspool/providers/lexicon/lexicon';
import type { WordAnalyser } from '@polyspool/providers/word-analyser/word-analyser';
import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import type { VocabularyEnv } from './vocabulary-env.js';

/** Words are ranked by the lemmas that this analyser finds. Throws `BadEnvironment` where its lists of levels are of no use. */
export function openLexicon(analyser: WordAnalyser, env: VocabularyEnv): Lexicon {
  const { WORDS_CACHE_FOLDER: cacheFolder, CEFR_LISTS_FOLDER: cefrListsFolder } = env;
  const fault = cefrListsFolder === undefined ? undefined : cefrListsFault(cefrListsFolder);
  if (fault !== undefined) throw new BadEnvironment([`CEFR_LISTS_FOLDER: ${cefrListsFolder} ${fault}`]);
  return new FrequencyLexicon({ analyser, cacheFolder, cefrListsFolder });
}
