import { refuseSameLanguage } from './refuse-same-language.js';

const refusing = (from: unknown, to: unknown) => () => refuseSameLanguage({ from, to, field: 'targetLanguage' });

describe('refuseSameLanguage', () => {
  it.each([
    ['es', 'es'],
    ['ES', 'es-MX'],
    ['pt-BR', 'pt-PT'],
  ])('refuses %s to %s, and names the field', (from, to) => {
    expect(refusing(from, to)).toThrow(
      expect.objectContaining({
        code: 'engine.unsupportedPair',
        pointers: [{ pointer: '/targetLanguage', detail: expect.stringContaining('nothing to translate') }],
      }),
    );
  });

  it.each([
    ['en', 'es'],
    [undefined, 'es'],
    ['es', undefined],
    ['!', '!'],
    [7, 7],
  ])('leaves %s to %s to others', (from, to) => {
    expect(refusing(from, to)).not.toThrow();
  });
});
