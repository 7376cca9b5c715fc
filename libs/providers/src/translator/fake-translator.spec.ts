import { FakeTranslator } from './fake-translator.js';
import { itIsATranslator } from './translator.conformance.js';

const words = { the: 'la', white: 'blanca', house: 'casa' };

describe('FakeTranslator', () => {
  itIsATranslator(() => ({
    translator: new FakeTranslator({ from: 'en', to: ['es'], words }),
    from: 'en',
    to: 'es',
    unsupported: 'ja',
    known: { text: 'the white house', expected: /^la blanca casa$/ },
    unknownWord: 'zzyzx',
  }));
});
