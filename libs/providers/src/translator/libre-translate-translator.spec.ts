import { env } from 'node:process';
import { FakeEngineServer, type Answering } from './fake-engine-server.js';
import { FakeTranslator } from './fake-translator.js';
import { itSurvivesItsServer } from './http-translator.conformance.js';
import { LibreTranslateTranslator } from './libre-translate-translator.js';
import { itIsATranslator } from './translator.conformance.js';

const dictionary = new FakeTranslator({ from: 'en', to: ['es'], words: { the: 'la', white: 'blanca', house: 'casa' } });
const languages = [
  { code: 'en', name: 'English', targets: ['en', 'es', 'pb', 'zt'] },
  { code: 'es', name: 'Spanish', targets: ['en', 'es'] },
];

/** As LibreTranslate 1.6 answers. */
const libreTranslate: Answering = async ({ path, body }) => {
  if (path.endsWith('/languages')) return { body: languages };
  const { q, source, target } = JSON.parse(body) as { q: string[]; source: string; target: string };
  const known = { from: source, to: target === 'es' ? 'es' : 'none' };
  if (known.to === 'none') return { body: { translatedText: q.map((text) => `${target}: ${text}`) } };
  const translations = await dictionary.translate(q, known);
  return { body: { translatedText: translations.map(({ text }) => text) } };
};

describe('LibreTranslateTranslator', () => {
  let server: FakeEngineServer;
  const open = (url = server.url, timeoutMs?: number) =>
    new LibreTranslateTranslator({ url, apiKey: 'secret-key', timeoutMs });

  beforeAll(async () => {
    server = await new FakeEngineServer(libreTranslate).start();
  });

  beforeEach(() => {
    server.requests.length = 0;
    server.answer = libreTranslate;
  });

  afterAll(() => server.close());

  itIsATranslator(() => ({
    translator: open(),
    from: 'en',
    to: 'es',
    unsupported: 'ja',
    known: { text: 'the white house', expected: /^la blanca casa$/ },
    unknownWord: 'zzyzx',
    countsUnknownWords: false,
  }));

  itSurvivesItsServer(open);

  it('asks once for the languages, and sends many texts in few requests', async () => {
    const translator = open();
    const texts = Array.from({ length: 120 }, (_, index) => `house ${index}`);

    const translations = await translator.translate(texts, { from: 'en', to: 'es' });
    await translator.translate(['house'], { from: 'en', to: 'es' });

    expect(translations[119]).toEqual({ text: 'casa 119' });
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/languages',
      '/translate',
      '/translate',
      '/translate',
      '/translate',
    ]);
    expect(JSON.parse(server.requests[1]!.body)).toMatchObject({ format: 'text', api_key: 'secret-key' });
  });

  it('asks again for the languages when it got none', async () => {
    const translator = open();
    server.answer = () => ({ status: 503 });
    await expect(translator.supports('en', 'es')).rejects.toMatchObject({ code: 'engine.unavailable' });

    server.answer = libreTranslate;

    expect(await translator.supports('en', 'es')).toBe(true);
  });

  it.each([
    ['pt-BR', 'pb'],
    ['zh-TW', 'zt'],
  ])('calls %s by the name that LibreTranslate has for it', async (to, target) => {
    expect(await open().translate(['house'], { from: 'en', to })).toEqual([{ text: `${target}: house` }]);
  });

  it('serves a path behind a proxy', async () => {
    await open(`${server.url}/translation`).supports('en', 'es');

    expect(server.requests[0]?.path).toBe('/translation/languages');
  });

  it('does not take a list of another length for an answer', async () => {
    server.answer = (request) =>
      request.path === '/languages' ? { body: languages } : { body: { translatedText: ['one'] } };

    const translating = open().translate(['house', 'white'], { from: 'en', to: 'es' });

    await expect(translating).rejects.toMatchObject({ code: 'engine.failed' });
  });
});

const { LIVE, LIBRETRANSLATE_URL: liveUrl } = env;
if (LIVE && liveUrl) {
  it('translates with a real LibreTranslate', async () => {
    const [translation] = await new LibreTranslateTranslator({ url: liveUrl }).translate(['The house is white.'], {
      from: 'en',
      to: 'es',
    });

    expect(translation?.text).toMatch(/casa/i);
  });
}
