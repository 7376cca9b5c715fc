import { FakeTextRecognizer } from './fake-text-recognizer.js';
import { itIsATextRecognizer } from './text-recognizer.conformance.js';

describe('FakeTextRecognizer', () => {
  const lines = ['What the picture says', 'in two lines'];

  itIsATextRecognizer(() => ({
    recognizer: new FakeTextRecognizer(lines),
    picture: { path: '/nowhere.png', dpi: 300 },
    lines,
    unknownLanguage: 'tlh',
  }));
});
