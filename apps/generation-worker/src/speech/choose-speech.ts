import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { SpeechSynthesizer } from '@polyspool/providers/speech-synthesizer/speech-synthesizer';
import type { SpeechSynthesizers, WantedSpeech } from '@polyspool/providers/speech-synthesizer/speech-synthesizers';
import { reachEngine, type ReachedEngine, type ReachingJob } from '../engines/reach-engine.js';

export interface Speaking {
  readonly synthesizer: SpeechSynthesizer;
  readonly engine: ReachedEngine;
}

/** The one that is named, else the standard one, else one of this machine. Throws `engine.missing`, `engine.unsupportedLanguage`. */
export async function chooseSpeech(
  job: ReachingJob & Pick<RunningJob, 'signal'>,
  synthesizers: SpeechSynthesizers,
  { engine: named, language }: Omit<WantedSpeech, 'signal'>,
): Promise<Speaking> {
  const asked = reachEngine(job, 'speechSynthesizer', named ?? synthesizers.standard);
  const synthesizer = await asked.ask(() => synthesizers.choose({ engine: named, language, signal: job.signal }));
  return { synthesizer, engine: reachEngine(job, 'speechSynthesizer', synthesizer.name) };
}
