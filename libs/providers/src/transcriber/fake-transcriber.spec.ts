import { FakeTranscriber } from './fake-transcriber.js';
import { itIsATranscriber } from './transcriber.conformance.js';

const words = [
  { text: 'good', startSeconds: 0.5, endSeconds: 0.8 },
  { text: 'morning', startSeconds: 0.8, endSeconds: 1.2 },
];
const segment = { startSeconds: 0.5, endSeconds: 1.2, text: 'good morning', words };

describe('FakeTranscriber', () => {
  itIsATranscriber(() => ({
    transcriber: new FakeTranscriber((path) => (path === 'speech.wav' ? [segment] : [])),
    language: 'en',
    unsupportedLanguage: 'fi',
    speech: { path: 'speech.wav', seconds: 2 },
    silencePath: 'silence.wav',
  }));
});
