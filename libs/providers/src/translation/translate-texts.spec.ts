import type { TranslateOptions, Translator, TranslatorCapabilities } from '../translator/translator.js';
import { AppError } from '@polyspool/contracts/errors';
import { FakeTranslatingJob } from './fake-translating-job.js';
import { translateTexts, type TextsOptions } from './translate-texts.js';

const pair = { from: 'en', to: 'es' };
const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

/** Shouts, and remembers what it was asked. */
class ShoutingTranslator implements Translator {
  readonly calls: { texts: readonly string[]; options: TranslateOptions }[] = [];
  failsAt = Infinity;

  constructor(
    readonly capabilities: TranslatorCapabilities = { glossary: false, formality: false, context: false, spans: false },
  ) {}

  async describe() {
    const version = JSON.stringify(this.capabilities);
    return { engine: 'shouting', version, quality: 'draft' } as const;
  }

  async supports() {
    return true;
  }

  async reaches() {
    return true;
  }

  async translate(texts: readonly string[], options: TranslateOptions) {
    if (this.calls.length >= this.failsAt) throw new AppError('engine.unavailable', 'Enough for now');
    this.calls.push({ texts, options });
    return texts.map((text) => ({ text: text.toUpperCase() }));
  }
}

const knowsAll = { glossary: true, formality: true, context: true, spans: false };

describe('translateTexts', () => {
  let job: FakeTranslatingJob;

  beforeEach(() => {
    job = new FakeTranslatingJob();
  });

  const translating = (translator: Translator, texts: readonly string[], options: Partial<TextsOptions> = {}) =>
    translateTexts(job, translator, texts, { ...pair, ...options });
  /** How many lines each call since then was about. */
  const sizes = ({ calls }: ShoutingTranslator) => calls.splice(0).map(({ texts }) => texts.length);

  it('translates 100 lines at once, with the five before them for those who read them', async () => {
    const translator = new ShoutingTranslator(knowsAll);

    const translated = await translating(translator, lines(250));

    expect(translated[249]).toEqual({ text: 'LINE 249', translatedBy: 'shouting' });
    expect(translator.calls.map(({ options }) => options.context)).toEqual([
      [],
      lines(100).slice(-5),
      lines(200).slice(-5),
    ]);
    expect(sizes(translator)).toEqual([100, 100, 50]);
  });

  it('does only the batch again in which a line is edited, also where the next one reads it', async () => {
    for (const capabilities of [undefined, knowsAll]) {
      const translator = new ShoutingTranslator(capabilities);
      const texts = lines(300).map((line) => `${capabilities ? 'all' : 'none'} ${line}`);
      await translating(translator, texts);
      translator.calls.length = 0;

      await translating(translator, texts.with(99, 'the last line of the first batch'));

      expect(translator.calls.map(({ texts: [first] }) => first)).toEqual([texts[0]]);
    }
  });

  it('does a short batch again whose context is another one, where the engine reads it', async () => {
    const yes = ['Yes.'];
    const after = (line: string) => [...lines(99), line, ...yes];
    const [reading, deaf] = [new ShoutingTranslator(knowsAll), new ShoutingTranslator()];
    for (const translator of [reading, deaf]) await translating(translator, after('Tea?'));
    expect([sizes(reading), sizes(deaf)]).toEqual([
      [100, 1],
      [100, 1],
    ]);

    for (const translator of [reading, deaf]) await translating(translator, after('Married?'));

    expect([sizes(reading), sizes(deaf)]).toEqual([[100, 1], [100]]);
  });

  it('leaves the other batches alone when the memory learns a line', async () => {
    const translator = new ShoutingTranslator();
    await translating(translator, lines(300));
    translator.calls.length = 0;

    const translated = await translating(translator, lines(300), { memory: [{ source: 'line 5', target: 'cinco' }] });

    expect(translated[5]).toEqual({ text: 'cinco', translatedBy: 'memory' });
    expect(translated[6]?.text).toBe('LINE 6');
    expect(sizes(translator)).toEqual([99]);
  });

  it('asks nobody where the memory has it all, and takes the last of two entries', async () => {
    const translator = new ShoutingTranslator();
    const memory = [
      { source: 'one', target: 'uno' },
      { source: 'one', target: 'una' },
    ];

    expect(await translating(translator, [' one\n'], { memory })).toEqual([{ text: 'una', translatedBy: 'memory' }]);
    expect(translator.calls).toEqual([]);
  });

  it('does again what a new term of the glossary occurs in, and nothing for one that does not', async () => {
    const translator = new ShoutingTranslator();
    const texts = lines(200).with(150, 'a house');
    await translating(translator, texts);
    translator.calls.length = 0;

    const translated = await translating(translator, texts, {
      glossary: [
        { source: 'house', target: 'mansión' },
        { source: 'cat', target: 'gato' },
      ],
    });

    expect(translated[150]?.text).toBe('A mansión');
    expect(translator.calls.map(({ texts: [first] }) => first)).toEqual(['line 100']);
  });

  it('does it again for another formality only where the engine has one', async () => {
    const [heeding, deaf] = [new ShoutingTranslator(knowsAll), new ShoutingTranslator()];
    for (const translator of [heeding, deaf]) {
      await translating(translator, lines(20));
      await translating(translator, lines(20), { formality: 'formal' });
    }

    expect(heeding.calls.map(({ options }) => options.formality)).toEqual([undefined, 'formal']);
    expect(deaf.calls.length).toBeLessThanOrEqual(1);
  });

  it('goes on after a failure where it stopped', async () => {
    const translator = new ShoutingTranslator();
    translator.failsAt = 2;
    await expect(translating(translator, lines(500))).rejects.toMatchObject({ code: 'engine.unavailable' });
    expect(sizes(translator)).toEqual([100, 100]);
    translator.failsAt = Infinity;

    await translating(translator, lines(500));

    expect(sizes(translator)).toEqual([100, 100, 100]);
  });

  it('fills batches to what the engine takes, and has each request counted under the name it is told', async () => {
    const translator = new ShoutingTranslator();
    const texts = ['a'.repeat(30), 'b'.repeat(30), 'c'.repeat(90), 'd', 'e', 'f'];
    const batch = { texts: 2, characters: 60 };

    const translated = await translating(translator, texts, { batch, engine: 'documentTranslator' });

    expect(translated.map(({ text }) => text)).toEqual(texts.map((text) => text.toUpperCase()));
    expect(sizes(translator)).toEqual([2, 1, 2, 1]);
    expect(job.calls).toEqual(Array.from({ length: 4 }, () => 'documentTranslator'));
  });

  it('does not take a list of another length for translations', async () => {
    const translator = new ShoutingTranslator();
    translator.translate = async () => [{ text: 'one' }];

    await expect(translating(translator, ['one', 'two'])).rejects.toMatchObject({ code: 'engine.failed' });
  });
});
