import { z } from 'zod';

export const vocabularyEnv = {
  /** Where word lists are kept that are made once from packages: some 60 MB at most. In TMPDIR where nothing is said. */
  WORDS_CACHE_FOLDER: z.string().optional(),
  /** Lists of CEFR levels, `en*.csv` with columns headword, pos and CEFR: what they say goes before what frequencies suggest. */
  CEFR_LISTS_FOLDER: z.string().optional(),
};

export type VocabularyEnv = Readonly<z.output<z.ZodObject<typeof vocabularyEnv>>>;
