import type { Language } from '@polyspool/contracts/languages';
import type { Content, RunningJob } from '@polyspool/jobs/job-handler';

/** `json`: a `Vocabulary`. */
export function publishVocabulary({ artifact }: Pick<RunningJob, 'artifact'>, language: Language, json: Content) {
  return artifact({ name: 'vocabulary.json', kind: 'vocabulary', mediaType: 'application/json', language }, json);
}
