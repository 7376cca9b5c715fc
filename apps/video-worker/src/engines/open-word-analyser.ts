import { AnalyserByLanguage } from '@polyspool/providers/word-analyser/analyser-by-language';
import { ApertiumAnalyser } from '@polyspool/providers/word-analyser/apertium-analyser';
import { GermanAnalyser } from '@polyspool/providers/word-analyser/german-analyser';
import { WinkAnalyser } from '@polyspool/providers/word-analyser/wink-analyser';
import type { WordAnalyser } from '@polyspool/providers/word-analyser/word-analyser';
import type { VocabularyEnv } from './vocabulary-env.js';

/** English and German by analysers of their own, other languages by the Apertium pairs that are installed. */
export const openWordAnalyser = ({ WORDS_CACHE_FOLDER: cacheFolder }: VocabularyEnv): WordAnalyser =>
  new AnalyserByLanguage([new WinkAnalyser(), new GermanAnalyser({ cacheFolder }), new ApertiumAnalyser()]);
