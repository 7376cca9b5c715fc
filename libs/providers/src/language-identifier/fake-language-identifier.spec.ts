import { FakeLanguageIdentifier } from './fake-language-identifier.js';
import { itIsALanguageIdentifier } from './language-identifier.conformance.js';

const texts = { en: 'good morning', de: 'guten Morgen' };

describe('FakeLanguageIdentifier', () => {
  itIsALanguageIdentifier(() => ({
    identifier: new FakeLanguageIdentifier((text) => Object.entries(texts).find(([, known]) => known === text)?.[0]),
    texts,
  }));
});
