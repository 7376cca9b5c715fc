import type { Language } from '@polyspool/contracts/languages';
import type { Transcriber } from './transcriber.js';

export interface TranscriberCase {
  readonly transcriber: Transcriber;
  readonly language: Language;
  readonly unsupportedLanguage: Language;
  /** 16 kHz mono WAV files. */
  readonly speech: { readonly path: string; readonly seconds: number };
  readonly silencePath: string;
}

const patientMs = 60_000;

/** What every transcriber does. */
export function itIsATranscriber(arrange: () => TranscriberCase) {
  it('says which engine it is, in which version, and the same each time', async () => {
    const { transcriber } = arrange();

    const label = await transcriber.describe();

    expect(label).toMatchObject({ engine: expect.stringMatching(/./), version: expect.stringMatching(/./) });
    expect(await transcriber.describe()).toEqual(label);
  });

  it(
    'tells that it works',
    async () => {
      await expect(arrange().transcriber.check(new AbortController().signal)).resolves.toBeUndefined();
    },
    patientMs,
  );

  it('supports a language in all its regions', () => {
    const { transcriber, language } = arrange();

    expect([language, `${language}-GB`].map((tag) => transcriber.supports(tag))).toEqual([true, true]);
    expect(transcriber.languages.every((tag) => transcriber.supports(tag))).toBe(true);
  });

  it('refuses a language that it does not know', async () => {
    const { transcriber, unsupportedLanguage: language, speech } = arrange();

    expect(transcriber.supports(language)).toBe(false);
    await expect(transcriber.transcribe(speech.path, { language })).rejects.toMatchObject({
      code: 'engine.unsupportedLanguage',
    });
  });

  it(
    'answers segments in time order, whose words fill them and lie in the file, and tells growing progress',
    async () => {
      const { transcriber, language, speech } = arrange();
      const progress: number[] = [];
      const onProgress = (seconds: number) => progress.push(seconds);

      const segments = await transcriber.transcribe(speech.path, { language, onProgress });

      const words = segments.flatMap((segment) => segment.words);
      const times = words.flatMap((word) => [word.startSeconds, word.endSeconds]);
      expect(words.length).toBeGreaterThan(0);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.at(-1)).toBeLessThanOrEqual(speech.seconds);
      for (const segment of segments) {
        expect(segment.text).toBe(segment.words.map((word) => word.text).join(' '));
        expect(segment.startSeconds).toBe(segment.words[0]?.startSeconds);
        expect(segment.endSeconds).toBe(segment.words.at(-1)?.endSeconds);
      }
      expect(progress.length).toBeGreaterThan(0);
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      expect(progress.at(-1)).toBeLessThanOrEqual(speech.seconds);
    },
    patientMs,
  );

  it(
    'hears nothing in silence',
    async () => {
      const { transcriber, language, silencePath } = arrange();

      expect(await transcriber.transcribe(silencePath, { language })).toEqual([]);
    },
    patientMs,
  );

  it('stops on abort with the reason of it', async () => {
    const { transcriber, language, speech } = arrange();
    const controller = new AbortController();
    const transcribing = transcriber.transcribe(speech.path, { language, signal: controller.signal });

    controller.abort(new Error('enough'));

    await expect(transcribing).rejects.toThrow('enough');
  });
}
