import type { Language } from '@polyspool/contracts/languages';
import type { Translator } from './translator.js';

export interface TranslatorCase {
  readonly translator: Translator;
  readonly from: Language;
  readonly to: Language;
  /** A language that nothing can be translated to. */
  readonly unsupported: Language;
  /** A text of known words with what its translation must hold. */
  readonly known: { readonly text: string; readonly expected: RegExp };
  readonly unknownWord: string;
  /** Whether the engine says which words it did not know. */
  readonly countsUnknownWords?: boolean;
}

/** What every translator does. */
export function itIsATranslator(arrange: () => TranslatorCase) {
  it('says which engine it is, in which version, and the same each time', async () => {
    const { translator, from, to } = arrange();

    const label = await translator.describe(from, to);

    expect(label).toMatchObject({ engine: expect.stringMatching(/./), version: expect.stringMatching(/./) });
    expect(await translator.describe(from, to)).toEqual(label);
  });

  it('says which engine it is also where it does not know the pair', async () => {
    const { translator, from, to, unsupported } = arrange();

    const { engine } = await translator.describe(from, unsupported);

    expect(engine).toBe((await translator.describe(from, to)).engine);
  });

  it('supports its pair, in all regions, and no other', async () => {
    const { translator, from, to, unsupported } = arrange();

    expect(await translator.supports(from, to)).toBe(true);
    expect(await translator.supports(`${from}-GB`, `${to}-MX`)).toBe(true);
    expect(await translator.supports(from, unsupported)).toBe(false);
    expect(await translator.supports(unsupported, to)).toBe(false);
  });

  it('reaches the language of its pair, in all regions, and not the one that nothing is translated to', async () => {
    const { translator, to, unsupported } = arrange();

    expect(await translator.reaches(to)).toBe(true);
    expect(await translator.reaches(`${to}-MX`)).toBe(true);
    expect(await translator.reaches(unsupported)).toBe(false);
  });

  it('refuses a pair that it does not know', async () => {
    const { translator, from, unsupported, known } = arrange();

    const refused = translator.translate([known.text], { from, to: unsupported });

    await expect(refused).rejects.toMatchObject({ code: 'engine.unsupportedPair' });
  });

  it('translates known words and knows them all', async () => {
    const { translator, from, to, known, countsUnknownWords = true } = arrange();

    const [translation] = await translator.translate([known.text], { from, to });

    expect(translation?.text).toMatch(known.expected);
    expect(translation?.unknownWordShare).toBe(countsUnknownWords ? 0 : undefined);
  });

  it('keeps a word that it does not know, without marks, and says so where it can', async () => {
    const { translator, from, to, known, unknownWord, countsUnknownWords = true } = arrange();

    const [alone, among] = await translator.translate([unknownWord, `${known.text} ${unknownWord}`], { from, to });

    expect(alone?.text).toBe(unknownWord);
    expect(among?.text).toContain(unknownWord);
    expect(among?.text).not.toMatch(/[*@#]/);
    if (!countsUnknownWords) return;
    expect(alone?.unknownWordShare).toBe(1);
    expect(among?.unknownWordShare).toBeGreaterThan(0);
    expect(among?.unknownWordShare).toBeLessThan(1);
  });

  it('heeds or leaves out a glossary, a formality and a context, and fails for none of them', async () => {
    const { translator, from, to, known } = arrange();
    const glossary = [{ source: 'quux', target: 'corge' }];
    const options = { from, to, glossary, formality: 'formal', context: ['What was said before'] } as const;

    const translations = await translator.translate([known.text, known.text], options);

    expect(Object.keys(translator.capabilities).sort()).toEqual(['context', 'formality', 'glossary', 'spans']);
    expect(translations.map(({ text }) => text)).toEqual([
      expect.stringMatching(known.expected),
      expect.stringMatching(known.expected),
    ]);
  });

  it('answers each text by its own translation, in order', async () => {
    const { translator, from, to, known, unknownWord } = arrange();
    const texts = [known.text, unknownWord, '', '12:30', `${unknownWord} ${known.text}`, known.text];

    const together = await translator.translate(texts, { from, to });

    const alone: unknown[] = [];
    for (const text of texts) alone.push(...(await translator.translate([text], { from, to })));
    expect(together).toEqual(alone);
    expect(await translator.translate([], { from, to })).toEqual([]);
  });

  it('leaves what has no letters as it is', async () => {
    const { translator, from, to } = arrange();
    const texts = ['', '  ', '12:30', '***', '# 5!', '…', '\n'];

    expect(await translator.translate(texts, { from, to })).toEqual(
      texts.map((text) => ({ text, unknownWordShare: 0 })),
    );
  });

  it('makes one line of a text with line breaks and blank lines', async () => {
    const { translator, from, to, known } = arrange();
    const [first, ...rest] = known.text.split(' ');

    const [whole, broken] = await translator.translate([known.text, `${first}\n\n \n${rest.join('\r\n')}\n`], {
      from,
      to,
    });

    expect(broken).toEqual(whole);
  });

  it('stops on abort with the reason of it', async () => {
    const { translator, from, to, known } = arrange();
    const controller = new AbortController();
    const translating = translator.translate([known.text], { from, to, signal: controller.signal });

    controller.abort(new Error('enough'));

    await expect(translating).rejects.toThrow('enough');
  });

  it('begins nothing once it is aborted', async () => {
    const { translator, from, to, known } = arrange();
    const signal = AbortSignal.abort(new Error('too late'));

    await expect(translator.translate([known.text], { from, to, signal })).rejects.toThrow('too late');
  });
}
