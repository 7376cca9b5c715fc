import type { JobVocabulary, WordState } from '@polyspool/contracts/learner';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../session/session.js';
import { vocabularyKey, type VocabularyPages } from './use-vocabulary.js';

interface StateChange {
  readonly lemmas: readonly string[];
  readonly to: WordState;
}

/** The most that one call takes. */
const batchSize = 1_000;

/** Says how well words of a job are known. Seen at once; taken back where the server refuses. */
export function useWordStates(jobId: string, language: string | undefined) {
  const { api } = useSession();
  const queries = useQueryClient();
  const key = vocabularyKey(jobId);
  return useMutation({
    mutationFn: async ({ lemmas, to }: StateChange) => {
      if (!language) return;
      const [only] = lemmas;
      if (only !== undefined && lemmas.length === 1) return void (await api.learning.setWord(language, only, to));
      for (let from = 0; from < lemmas.length; from += batchSize) {
        const batch = lemmas.slice(from, from + batchSize);
        await api.learning.setWords(batch.map((lemma) => ({ language, lemma, ...to })));
      }
    },
    onMutate: (change) => {
      const before = queries.getQueryData<VocabularyPages>(key);
      queries.setQueryData<VocabularyPages>(key, (known) => known && withStates(known, change));
      return { before };
    },
    onError: () => queries.invalidateQueries({ queryKey: key }),
  });
}

function withStates(known: VocabularyPages, { lemmas, to }: StateChange): VocabularyPages {
  const changed = new Set(lemmas);
  const change = (page: JobVocabulary): JobVocabulary => ({
    ...page,
    items: page.items.map((entry) => {
      if (!changed.has(entry.lemma)) return entry;
      const { step: _step, ...rest } = entry;
      const step = to.state === 'learning' ? { step: to.step ?? 1 } : {};
      return { ...rest, state: to.state, ...step };
    }),
  });
  return { ...known, pages: known.pages.map(change) };
}
