import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FliteSpeechSynthesizer } from './flite-speech-synthesizer.js';
import { loudnessBetween } from './loudness-between.js';
import { itIsASpeechSynthesizer } from './speech-synthesizer.conformance.js';
import { readWavSound } from './wav-sound.js';

describe('FliteSpeechSynthesizer', () => {
  let folder: string;
  const flite = new FliteSpeechSynthesizer();
  const say = (text: string) => flite.say({ text, language: 'en-GB', folder });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flite-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  itIsASpeechSynthesizer(() => ({
    synthesizer: flite,
    language: 'en',
    unsupportedLanguage: 'de',
    text: 'Good morning, dear listener. It is a fine day.',
  }));

  it('measures when each word is said, over sentences, numbers and abbreviations', async () => {
    const { path, words, isTimed, durationSeconds } = await say(
      'Wait... Dr. Smith paid $3.50 in 1984. “Really?” she asked — twice! Then the emergency was over.',
    );

    const sound = readWavSound(await readFile(path));
    const gapAfter = (word: string) => {
      const i = words.findIndex(({ text }) => text === word);
      return words[i + 1]!.startSeconds - words[i]!.endSeconds;
    };
    expect(isTimed).toBe(true);
    for (const word of words.filter(({ text }) => text !== '—')) {
      expect([word.text, loudnessBetween(sound, word) > 100]).toEqual([word.text, true]);
    }
    expect(gapAfter('1984.')).toBeGreaterThan(0.15);
    expect(gapAfter('Smith')).toBeLessThan(0.05);
    expect(durationSeconds - words.at(-1)!.endSeconds).toBeLessThan(0.3);
  });

  it('reads what is not ASCII as far as it can', async () => {
    const { words, isTimed } = await say('Café “Zürich” — 東京 — naïve');

    expect(isTimed).toBe(true);
    expect(words.map(({ text }) => text)).toEqual(['Café', '“Zürich”', '—', '東京', '—', 'naïve']);
    expect(words.at(-1)!.startSeconds).toBeGreaterThan(words[1]!.endSeconds - 0.001);
  });

  it('times a long text to its end', async () => {
    const text = 'The quick brown fox jumps over the lazy dog, and the dog does not care. '.repeat(12).trim();

    const { words, isTimed, durationSeconds } = await say(text);

    expect(isTimed).toBe(true);
    expect(words).toHaveLength(15 * 12);
    const middle = words[15 * 6]!.startSeconds / durationSeconds;
    expect(middle).toBeGreaterThan(0.49);
    expect(middle).toBeLessThan(0.51);
  });

  it('does not take a text for an option or a file', async () => {
    const { isTimed } = await say('-voice /etc/passwd --help');

    expect(isTimed).toBe(true);
    expect((await readdir(folder)).every((name) => name.endsWith('.wav'))).toBe(true);
  });

  it('says that it is not installed', async () => {
    const missing = new FliteSpeechSynthesizer({ command: 'no-flite' });

    await expect(missing.speaks('en')).rejects.toMatchObject({ code: 'engine.missing' });
    await expect(missing.say({ text: 'one', language: 'en', folder })).rejects.toMatchObject({
      code: 'engine.missing',
    });
  });
});
