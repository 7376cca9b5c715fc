import { env } from 'node:process';
import { DeeplTranslator } from './deepl-translator.js';
import { FakeEngineServer, type Answering } from './fake-engine-server.js';
import { FakeTranslator } from './fake-translator.js';
import { itSurvivesItsServer } from './http-translator.conformance.js';
import { openSpanTag, spanTags } from './span-tags.js';
import { itIsATranslator } from './translator.conformance.js';

const dictionary = new FakeTranslator({
  from: 'en',
  to: ['es', 'pt', 'tr'],
  words: { the: 'la', white: 'blanca', house: 'casa' },
});
const glossary = [{ source: 'house', target: 'mansión' }];
const pair = { from: 'en', to: 'es' };

/** Answers as DeepL does, with the glossaries that were made. */
class DeeplAccount {
  readonly glossaries: {
    glossary_id: string;
    name: string;
    dictionaries: object[];
    creation_time: string;
    entries?: string;
  }[] = [];
  private made = 0;

  readonly answer: Answering = async ({ method, path, body }) => {
    if (path.startsWith('/v2/languages')) return { body: path.includes('type=target') ? targets : sources };
    if (path === '/v2/glossary-language-pairs')
      return { body: { supported_languages: [{ source_lang: 'en', target_lang: 'es' }] } };
    if (path.startsWith('/v3/glossaries')) return this.glossary(method, path, new URLSearchParams(body));
    return this.translate(new URLSearchParams(body));
  };

  private glossary(method: string, path: string, form: URLSearchParams) {
    const id = path.split('/')[3];
    if (method === 'GET') return { body: { glossaries: this.glossaries } };
    if (method === 'DELETE') {
      this.glossaries.splice(
        this.glossaries.findIndex(({ glossary_id }) => glossary_id === id),
        1,
      );
      return { status: 204 };
    }
    const made = {
      glossary_id: `id-${++this.made}`,
      name: form.get('name') ?? '',
      dictionaries: [{ source_lang: 'en', target_lang: 'es', entry_count: 1 }],
      creation_time: new Date(1e12 + this.made).toISOString(),
      entries: [...form].find(([name]) => name.endsWith('entries'))?.[1] ?? '',
    };
    this.glossaries.push(made);
    return { status: 201, body: made };
  }

  private async translate(form: URLSearchParams) {
    const id = form.get('glossary_id');
    const glossary = this.glossaries.find(({ glossary_id }) => glossary_id === id);
    if (id && !glossary) return { status: 404, body: { message: 'Glossary not found' } };
    const [term = '', target = ''] = glossary?.entries?.split('\t') ?? [];
    const to = form.get('target_lang')?.split('-')[0]?.toLowerCase() ?? '';
    const texts = form.getAll('text').map((text) => (term ? text.replaceAll(term, target) : text));
    const translations = await dictionary.translate(texts, { from: 'en', to });
    return {
      body: {
        translations: translations.map(({ text }) => ({ detected_source_language: 'EN', text, billed_characters: 1 })),
      },
    };
  }
}

const sources = [
  { language: 'EN', name: 'English' },
  { language: 'ES', name: 'Spanish' },
];
const targets = [
  { language: 'EN-US', name: 'English (American)', supports_formality: false },
  { language: 'ES', name: 'Spanish', supports_formality: true },
  { language: 'PT-BR', name: 'Portuguese (Brazilian)', supports_formality: true },
  { language: 'PT-PT', name: 'Portuguese (European)', supports_formality: true },
  { language: 'TR', name: 'Turkish', supports_formality: false },
];

describe('DeeplTranslator', () => {
  let server: FakeEngineServer;
  let account: DeeplAccount;
  const open = (url = server.url, timeoutMs?: number, maxGlossaries?: number) =>
    new DeeplTranslator({ apiKey: 'secret-key', url, timeoutMs, maxGlossaries });
  const forms = () =>
    server.requests.filter(({ path }) => path === '/v2/translate').map(({ body }) => new URLSearchParams(body));
  const calls = (method: string, path: string) =>
    server.requests.filter((request) => request.method === method && request.path.startsWith(path)).length;

  beforeAll(async () => {
    server = await new FakeEngineServer(() => ({})).start();
  });

  beforeEach(() => {
    server.requests.length = 0;
    account = new DeeplAccount();
    server.answer = account.answer;
  });

  afterAll(() => server.close());

  itIsATranslator(() => ({
    translator: open(),
    ...pair,
    unsupported: 'te',
    known: { text: 'the white house', expected: /^la blanca casa$/ },
    unknownWord: 'zzyzx',
    countsUnknownWords: false,
  }));

  itSurvivesItsServer(open);

  it('prefers a formality, which fails for no language, and sends the context', async () => {
    await open().translate(['house'], { ...pair, formality: 'informal', context: ['One.', 'Two.'] });

    const [form] = forms();
    expect(form?.get('formality')).toBe('prefer_less');
    expect(form?.get('context')).toBe('One.\nTwo.');
    expect(form?.get('source_lang')).toMatch(/^en$/i);
    expect(server.requests[0]?.headers.authorization).toBe('DeepL-Auth-Key secret-key');
  });

  it.each([
    ['es-MX', true],
    ['pt', true],
    ['en', false],
    ['tr', false],
    ['te', false],
  ])('knows whether %s has a formality: %s', async (to, isHeeded) => {
    expect(await open().heedsFormalityIn(to)).toBe(isHeeded);
  });

  it.each([
    ['pt', 'PT-BR'],
    ['pt-PT', 'PT-PT'],
    ['es-MX', 'ES'],
  ])('translates to %s as %s', async (to, code) => {
    await open().translate(['house'], { from: 'en', to });

    expect(forms()[0]?.get('target_lang')?.toUpperCase()).toBe(code);
  });

  it('sends spans as XML, and nothing else', async () => {
    const tagged = `the ${openSpanTag(3)}white${spanTags.close} <house>`;

    const [translation] = await open().translate([tagged], pair);
    await open().translate(['the white <house>'], pair);

    expect(translation?.text).toBe(`la ${openSpanTag(3)}blanca${spanTags.close} <casa>`);
    expect(forms().map((form) => [form.get('tag_handling'), form.get('text')])).toEqual([
      ['xml', 'the <s i="3">white</s> &lt;house&gt;'],
      [null, 'the white <house>'],
    ]);
  });

  it('sends no more than 50 texts at once, each portion with the line before it', async () => {
    const texts = Array.from({ length: 120 }, (_, index) => `house ${index}`);

    const translations = await open().translate(texts, pair);

    expect(translations[119]).toEqual({ text: 'casa 119' });
    expect(forms().map((form) => form.getAll('text').length)).toEqual([50, 50, 20]);
    expect(forms()[1]?.get('context')).toBe('house 49');
  });

  it('keeps requests small for long texts in any script', async () => {
    await open().translate(['గృహం '.repeat(800), 'గృహం '.repeat(800), 'house'], pair);

    for (const { body } of server.requests) expect(body.length).toBeLessThan(128 * 1024);
  });

  it('makes a glossary once for each content, whoever asks', async () => {
    const [first, again] = [open(), open()];

    const [translation] = await first.translate(['the house'], { ...pair, glossary });
    await first.translate(['house'], { ...pair, glossary: [...glossary] });
    await again.translate(['house'], { ...pair, glossary });

    expect(translation?.text).toBe('la mansión');
    expect(account.glossaries).toHaveLength(1);
    expect(account.glossaries[0]?.name).toMatch(/^polyspool-[0-9a-f]{32}$/);
    expect(calls('POST', '/v3/glossaries')).toBe(1);
    expect(forms().map((form) => form.get('glossary_id'))).toEqual(['id-1', 'id-1', 'id-1']);
  });

  it('removes the oldest of its own for a new one, and none of others', async () => {
    const translator = open(server.url, undefined, 2);
    account.glossaries.push({
      glossary_id: 'theirs',
      name: 'By hand',
      dictionaries: [],
      creation_time: new Date(0).toISOString(),
    });

    for (const target of ['a', 'b', 'c']) {
      await translator.translate(['house'], { ...pair, glossary: [{ source: 'house', target }] });
    }

    expect(account.glossaries.map(({ glossary_id }) => glossary_id)).toEqual(['theirs', 'id-2', 'id-3']);
  });

  it('makes a glossary again that somebody has removed', async () => {
    const translator = open();
    await translator.translate(['house'], { ...pair, glossary });
    account.glossaries.length = 0;

    const [translation] = await translator.translate(['house'], { ...pair, glossary });

    expect(translation?.text).toBe('mansión');
    expect(account.glossaries).toHaveLength(1);
  });

  it('protects the terms itself where DeepL knows no glossary for the pair', async () => {
    const [translation] = await open().translate(['the house'], { from: 'en', to: 'tr', glossary });

    expect(translation?.text).toBe('la mansión');
    expect(account.glossaries).toEqual([]);
  });

  it('is refused for good when the quota is used up', async () => {
    server.answer = (request) =>
      request.path === '/v2/translate' ? { status: 456, body: { message: 'Quota exceeded' } } : account.answer(request);

    await expect(open().translate(['house'], pair)).rejects.toMatchObject({ code: 'engine.refused' });
  });
});

const { LIVE, DEEPL_KEY: apiKey } = env;
if (LIVE && apiKey) {
  it('translates with the real DeepL', async () => {
    const [translation] = await new DeeplTranslator({ apiKey }).translate(['The house is white.'], {
      ...pair,
      glossary,
    });

    expect(translation?.text).toMatch(/mansión/i);
  });
}
