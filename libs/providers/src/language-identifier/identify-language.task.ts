import { eld } from 'eld/medium';
import type { Task } from '@polyspool/processes/run-task';

interface Question {
  readonly texts: readonly string[];
  readonly languages: readonly string[];
}

/** Loads the model, answers and ends: its tables are no part of a worker's memory. */
export const run: Task<Question> = ({ texts, languages }) => {
  eld.setLanguageSubset([...languages]);
  return texts.map((text) => {
    const result = eld.detect(text);
    return result.language === '' ? null : { language: result.language, isReliable: result.isReliable() };
  });
};
