import { FakeSpeechSynthesizer } from './fake-speech-synthesizer.js';
import { itIsASpeechSynthesizer } from './speech-synthesizer.conformance.js';

describe('FakeSpeechSynthesizer', () => {
  itIsASpeechSynthesizer(() => ({
    synthesizer: new FakeSpeechSynthesizer(),
    language: 'en',
    unsupportedLanguage: 'fi',
    text: 'Good morning, dear listener.',
  }));
});
