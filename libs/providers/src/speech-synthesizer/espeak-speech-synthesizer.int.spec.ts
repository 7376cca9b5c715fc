import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EspeakSpeechSynthesizer } from './espeak-speech-synthesizer.js';
import { loudnessBetween } from './loudness-between.js';
import { itIsASpeechSynthesizer } from './speech-synthesizer.conformance.js';
import { readWavSound } from './wav-sound.js';

describe('EspeakSpeechSynthesizer', () => {
  let folder: string;
  const espeak = new EspeakSpeechSynthesizer();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'espeak-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  itIsASpeechSynthesizer(() => ({
    synthesizer: espeak,
    language: 'es',
    unsupportedLanguage: 'tlh',
    text: 'Buenos días, querido oyente. Hoy hace sol.',
  }));

  it.each([
    ['de', 'Guten Morgen. Im Jahr 1984 — ja, wirklich! — kam Dr. Müller mit der Donaudampfschifffahrt nach Wien.'],
    ['te', 'నమస్కారం ప్రపంచం. ఇది ఒక పరీక్ష.'],
    ['hi', 'नमस्ते दुनिया। यह एक परीक्षा है।'],
    ['ar', 'مرحبا بالعالم. هذا اختبار.'],
    ['ko', '안녕하세요 세계. 이것은 시험입니다.'],
    ['zh', '你好世界。今天天气很好，我们去公园。'],
  ])('measures when each word is said in %s', async (language, text) => {
    const { path, words, isTimed } = await espeak.say({ text, language, folder });

    const sound = readWavSound(await readFile(path));
    expect(isTimed).toBe(true);
    for (const word of words.filter((one) => one.text !== '—')) {
      expect([word.text, loudnessBetween(sound, word) > 300]).toEqual([word.text, true]);
    }
  });

  it('is as exact as what the library tells of its words', async () => {
    const text =
      'Hello world, this is a test of the emergency system. In 1984, Dr. Smith lives in the house of the king.';

    const { words, isTimed } = await espeak.say({ text, language: 'en-US', voice: 'en-us', folder });

    expect(isTimed).toBe(true);
    // Of libespeak-ng 1.51, by its events.
    const told = {
      Hello: 0,
      'world,': 0.297,
      this: 0.888,
      test: 1.255,
      emergency: 1.806,
      'system.': 2.335,
      Smith: 5.276,
      lives: 5.582,
      'king.': 6.621,
    };
    for (const [word, startSeconds] of Object.entries(told)) {
      const start = words.find((one) => one.text === word)?.startSeconds;
      expect([word, Math.abs(start! - startSeconds) < 0.08]).toEqual([word, true]);
    }
  });

  it('takes a voice of the region, and another throat', async () => {
    expect((await espeak.voices('pt-BR'))[0]).toBe('pt-br');
    expect((await espeak.voices('pt'))[0]).toBe('pt');
    expect((await espeak.voices('no'))[0]).toBe('nb');
    expect(await espeak.voices('fr')).toContain('fr-fr+f2');
    const [own, other] = await Promise.all(
      [undefined, 'es+f2'].map((voice) => espeak.say({ text: 'hola', language: 'es', voice, folder })),
    );

    expect(await readFile(own!.path)).not.toEqual(await readFile(other!.path));
  });

  it('takes nothing in a text for an order', async () => {
    const text = '[[h@l\'oU]] \u00010A quiet <audio src="/etc/passwd"/> -w /tmp/x';

    const { path, isTimed } = await espeak.say({ text, language: 'en', folder });

    const sound = readWavSound(await readFile(path));
    expect(isTimed).toBe(true);
    expect(loudnessBetween(sound, { startSeconds: 2, endSeconds: 4 })).toBeGreaterThan(300);
    expect((await readdir(folder)).every((name) => name.endsWith('.wav'))).toBe(true);
  });

  it('says that it is not installed', async () => {
    const missing = new EspeakSpeechSynthesizer('no-espeak');

    await expect(missing.say({ text: 'uno', language: 'es', folder })).rejects.toMatchObject({
      code: 'engine.missing',
    });
  });
});
