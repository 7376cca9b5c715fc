import type { SpeechEngine } from '@polyspool/contracts/film';
import type { EngineQuestion } from './ask-engine.js';
import type { EngineSettings } from './engine-settings.js';

/** Asked of the speech engine that a job names, or of the standard one. */
export const speechQuestion = (
  engine: SpeechEngine | undefined,
  { speechEngine }: Pick<EngineSettings, 'speechEngine'>,
): EngineQuestion => ({ port: 'speechSynthesizer', isStandard: engine === undefined || engine === speechEngine });
