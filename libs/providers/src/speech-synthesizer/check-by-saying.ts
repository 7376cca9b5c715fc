import type { Language } from '@polyspool/contracts/languages';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import type { SpeechSynthesizer } from './speech-synthesizer.js';

/** Short, and the same in all languages. */
const text = '1 2';

export const checkBySaying = (
  synthesizer: SpeechSynthesizer,
  { language, signal }: { readonly language: Language; readonly signal: AbortSignal },
): Promise<void> =>
  withTemporaryFolder('speech', async (folder) => {
    await synthesizer.say({ text, language, signal, folder });
  });
