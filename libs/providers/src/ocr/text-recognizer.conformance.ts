import type { ReadablePicture, TextRecognizer } from './text-recognizer.js';

export interface TextRecognizerCase {
  readonly recognizer: TextRecognizer;
  readonly picture: ReadablePicture;
  /** What it says, line by line, in English. */
  readonly lines: readonly string[];
  /** A language that nobody writes. */
  readonly unknownLanguage: string;
}

const patientMs = 60_000;

/** What every text recogniser does. For tests only. */
export function itIsATextRecognizer(arrange: () => TextRecognizerCase) {
  it('says which engine it is, in which version, and the same each time', async () => {
    const { recognizer } = arrange();

    const label = await recognizer.describe('en');

    expect(label).toMatchObject({ engine: expect.stringMatching(/./), version: expect.stringMatching(/./) });
    expect(await recognizer.describe('en')).toEqual(label);
  });

  it(
    'reads words line by line, with their places in the picture',
    async () => {
      const { recognizer, picture, lines } = arrange();

      const page = await recognizer.recognize(picture, { language: 'en' });

      expect(page.lines.map(({ words }) => words.map(({ text }) => text).join(' '))).toEqual(lines);
      for (const { words, baseline, heightPx } of page.lines) {
        const [[fromX, fromY], [toX, toY]] = baseline;
        expect(toX).toBeGreaterThan(fromX);
        words.forEach(({ box: [left, top, right, bottom], confidence }, index) => {
          expect([left >= 0, right > left, right <= page.widthPx, top >= 0, bottom <= page.heightPx]).toEqual(
            Array(5).fill(true),
          );
          expect(left).toBeGreaterThanOrEqual(words[index - 1]?.box[2] ?? 0);
          expect(bottom - top).toBeLessThan(1.5 * heightPx);
          expect(Math.abs((fromY + toY) / 2 - bottom)).toBeLessThan(heightPx);
          expect(confidence).toBeGreaterThan(0.5);
        });
      }
    },
    patientMs,
  );

  it(
    'reads it also where nobody says which language it is in',
    async () => {
      const { recognizer, picture, lines } = arrange();

      const page = await recognizer.recognize(picture);

      expect(page.lines.map(({ words }) => words.map(({ text }) => text).join(' '))).toEqual(lines);
    },
    patientMs,
  );

  it('refuses a language that it does not read', async () => {
    const { recognizer, picture, unknownLanguage } = arrange();

    expect(await recognizer.supports('en')).toBe(true);
    expect(await recognizer.supports(unknownLanguage)).toBe(false);
    await expect(recognizer.recognize(picture, { language: unknownLanguage })).rejects.toMatchObject({
      code: 'engine.unsupportedLanguage',
    });
  });

  it('stops on abort with the reason of it', async () => {
    const { recognizer, picture } = arrange();
    const controller = new AbortController();
    controller.abort(new Error('enough'));

    await expect(recognizer.recognize(picture, { language: 'en', signal: controller.signal })).rejects.toThrow(
      'enough',
    );
  });
}
