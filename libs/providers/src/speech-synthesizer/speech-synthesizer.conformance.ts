import type { Language } from '@polyspool/contracts/languages';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { textUnits } from '../text-units.js';
import type { SpeechSynthesizer } from './speech-synthesizer.js';
import { readWavSound, wavSeconds } from './wav-sound.js';

export interface SpeechSynthesizerCase {
  readonly synthesizer: SpeechSynthesizer;
  readonly language: Language;
  /** Undefined of one that speaks them all. */
  readonly unsupportedLanguage?: Language;
  readonly text: string;
  /** False of one that takes any name for a voice. */
  readonly knowsItsVoices?: boolean;
}

/** What every speech synthesizer does. */
export function itIsASpeechSynthesizer(arrange: () => SpeechSynthesizerCase) {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'speech-spec-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('says which engine it is, in which version, the same each time, and another one for another voice', async () => {
    const { synthesizer, language } = arrange();

    const label = await synthesizer.label(undefined, language);

    expect(label).toMatchObject({ engine: expect.stringMatching(/./), version: expect.stringMatching(/./) });
    expect(await synthesizer.label(undefined, language)).toEqual(label);
    expect(await synthesizer.label('quite-another', language)).not.toEqual(label);
  });

  it('tells that it works', async () => {
    await expect(arrange().synthesizer.check(new AbortController().signal)).resolves.toBeUndefined();
  });

  it('speaks a language in all its regions, with voices', async () => {
    const { synthesizer, language } = arrange();

    expect(await synthesizer.speaks(language)).toBe(true);
    expect(await synthesizer.speaks(`${language}-ZZ`)).toBe(true);
    expect((await synthesizer.voices(language)).length).toBeGreaterThan(0);
  });

  it('refuses a language that it does not speak', async () => {
    const { synthesizer, unsupportedLanguage: language, text } = arrange();
    if (language === undefined) return;

    expect(await synthesizer.speaks(language)).toBe(false);
    expect(await synthesizer.voices(language)).toEqual([]);
    await expect(synthesizer.say({ text, language, folder })).rejects.toMatchObject({
      code: 'engine.unsupportedLanguage',
    });
  });

  it('says a text in its own voice and in each that it names, as WAV files', async () => {
    const { synthesizer, language, text } = arrange();
    const voices = (await synthesizer.voices(language)).slice(0, 2);
    for (const voice of voices) await synthesizer.requireVoice(voice);

    for (const voice of [undefined, ...voices]) {
      const { path, durationSeconds } = await synthesizer.say({ text, language, voice, folder });

      const sound = readWavSound(await readFile(path));
      expect(dirname(path)).toBe(folder);
      expect(wavSeconds(sound)).toBeCloseTo(durationSeconds, 3);
      expect(sound.samples.some((sample) => Math.abs(sample) > 1_000)).toBe(true);
    }
    expect(await readdir(folder)).toHaveLength(1 + voices.length);
  });

  it('times every word of the text, in order, within the sound', async () => {
    const { synthesizer, language, text } = arrange();

    const { words, durationSeconds } = await synthesizer.say({ text, language, folder });

    const times = words.flatMap(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]);
    expect(words.map((word) => word.text)).toEqual(textUnits(text, language));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(durationSeconds);
    expect(words.every(({ startSeconds, endSeconds }) => endSeconds > startSeconds)).toBe(true);
  });

  it('is silent for a moment where there is nothing to say', async () => {
    const { synthesizer, language } = arrange();

    const { path, words, durationSeconds } = await synthesizer.say({ text: '… — !', language, folder });

    expect(words.map(({ text }) => text).join('')).toBe('…—!');
    expect(durationSeconds).toBeLessThan(1);
    expect(readWavSound(await readFile(path)).samples.every((sample) => sample === 0)).toBe(true);
  });

  it('refuses a voice that it does not have', async () => {
    const { synthesizer, language, text, knowsItsVoices = true } = arrange();
    if (!knowsItsVoices) return;

    for (const voice of ['nobody', '/etc/passwd', '--help']) {
      await expect(synthesizer.requireVoice(voice)).rejects.toMatchObject({ code: 'engine.unsupportedVoice' });
      await expect(synthesizer.say({ text, language, voice, folder })).rejects.toMatchObject({
        code: 'engine.unsupportedVoice',
      });
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it('stops on abort with the reason of it, and leaves nothing', async () => {
    const { synthesizer, language, text } = arrange();
    const controller = new AbortController();
    const saying = synthesizer.say({ text: `${text} `.repeat(20), language, folder, signal: controller.signal });

    controller.abort(new Error('enough'));

    await expect(saying).rejects.toThrow('enough');
    expect(await readdir(folder)).toEqual([]);
  });
}
