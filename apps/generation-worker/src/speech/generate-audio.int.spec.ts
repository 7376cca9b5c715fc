import { AppError } from '@polyspool/contracts/errors';
import { generationJobs } from '@polyspool/contracts/generation';
import { FakeSpeechSynthesizer } from '@polyspool/providers/speech-synthesizer/fake-speech-synthesizer';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factsOf, filmStudio } from '../film/testing-film.js';

const said = [
  { text: 'A long night.' },
  { speaker: 'Ann', text: 'Who is there?' },
  { speaker: 'Bob', text: 'The wind' },
];

describe('GenerateAudio', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'generate-audio-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  const speak = (studio: ReturnType<typeof filmStudio>, input: object) =>
    studio.run(generationJobs.audio, { lines: said, language: 'en', ...input });

  it('says every line by its voice, one after the other, as loud as a film is', async () => {
    const studio = filmStudio(folder, { speech: new FakeSpeechSynthesizer({ voices: ['low', 'high', 'odd'] }) });

    const job = await speak(studio, { voice: 'low', voices: { Ann: 'odd' } });

    const { output } = job;
    expect(studio.speech.said.map(({ voice }) => voice).slice(0, 2)).toEqual(['low', 'odd']);
    expect(studio.speech.said[2]?.voice).not.toBe('low'); // somebody else's than the narrator's
    expect(output.loudnessLufs).toBeCloseTo(-16, 0);
    const words = output.words.flat();
    expect(words.map(({ text }) => text).join(' ')).toBe('A long night. Who is there? The wind');
    words.forEach(({ startSeconds, endSeconds }, index) => {
      expect(startSeconds).toBeGreaterThanOrEqual(words[index - 1]?.endSeconds ?? 0);
      expect(endSeconds).toBeLessThanOrEqual(output.durationSeconds + 0.001);
    });
    expect(output.words[1]![0]!.startSeconds - output.words[0]!.at(-1)!.endSeconds).toBeGreaterThan(0.3);
    const facts = await factsOf(job, folder, 'narration.wav');
    expect(facts.seconds).toBeCloseTo(output.durationSeconds, 3);
    expect(JSON.stringify(facts.tags)).toContain('digitalsourcetype/algorithmicMedia');
    expect(studio.storage.foldersLeft()).toEqual([]);
  });

  it('says only the line that has changed', async () => {
    const studio = filmStudio(folder);
    await speak(studio, {});
    studio.storage.takeMade();

    const { output } = await speak(studio, { lines: [said[0], { ...said[1], text: 'Who?' }, said[2]] });
    const again = await speak(studio, {});

    expect(output).toMatchObject({ isNew: true, newCharacters: 4 });
    expect(again.output).toMatchObject({ isNew: false, newCharacters: 0 });
    expect(studio.storage.takeMade()).toEqual(['line.wav', 'narration.wav']);
  });

  it('gives a speaker the same voice in every scene', async () => {
    const studio = filmStudio(folder, { speech: new FakeSpeechSynthesizer({ voices: ['a', 'b', 'c', 'd', 'e'] }) });

    await speak(studio, { lines: [{ speaker: 'Ann', text: 'One' }] });
    await speak(studio, {
      lines: [
        { speaker: 'Bob', text: 'Two' },
        { speaker: 'ANN', text: 'Three' },
      ],
    });

    const [first, , third] = studio.speech.said;
    expect(third?.voice).toBe(first?.voice);
  });

  it('waits for an engine that does not even tell what it speaks, at no cost in attempts', async () => {
    const asked = async (method: 'speaks' | 'voices' | 'label') => {
      const speech = new FakeSpeechSynthesizer();
      Object.assign(speech, { [method]: () => Promise.reject(new AppError('engine.busy', 'Away')) });
      await expect(speak(filmStudio(folder, { speech }), {})).rejects.toThrow(/^retryLater/);
    };

    await asked('speaks');
    await asked('voices');
    await asked('label');
  });

  it('refuses what nobody would listen to the end of', async () => {
    const studio = filmStudio(folder);
    const lines = Array.from({ length: 20 }, () => ({ text: 'word '.repeat(900) }));

    await expect(speak(studio, { lines })).rejects.toMatchObject({ code: 'script.tooLong' });
    expect(studio.speech.said).toEqual([]);
  });

  it('refuses a language that the engine does not speak', async () => {
    await expect(speak(filmStudio(folder), { language: 'fi' })).rejects.toMatchObject({
      code: 'engine.unsupportedLanguage',
    });
  });
});
