import { FakeSpeechSynthesizer } from '@polyspool/providers/speech-synthesizer/fake-speech-synthesizer';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filmOf, filmStudio, scene } from './testing-film.js';

const bare = { titleCard: false, endCard: false, transitionSeconds: 0 };
const one = scene('one');

describe('a film that its engines cannot make', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'film-engines-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('asks no engine where nobody speaks the language, or the film would play too long', async () => {
    const { film, image } = filmStudio(folder, { speech: new FakeSpeechSynthesizer({ languages: ['en'] }) });
    const long = { durationSeconds: 120 };
    const scenes = Array.from({ length: 40 }, (_, index) => scene(`scene-${index}`, long));

    await expect(film({ film: { ...filmOf(one), language: 'fi' }, ...bare })).rejects.toMatchObject({
      code: 'engine.unsupportedLanguage',
    });
    await expect(film({ film: filmOf(...scenes), ...bare })).rejects.toMatchObject({ code: 'script.tooLong' });
    expect(image.requests).toEqual([]);
  });

  it.each([{ imageEngine: 'comfyui' }, { speechEngine: 'piper' }, { reader: 'model' }])(
    'reads no script where there is no engine as it is asked for: %j',
    async (engine) => {
      const { film, reader } = filmStudio(folder);

      const filming = film({ script: 'A ship', language: 'en', ...bare, ...engine });

      await expect(filming).rejects.toMatchObject({ code: 'engine.missing' });
      expect(reader.calls).toBe(0);
    },
  );

  it.each([
    [{ voice: 'nobody' }, one],
    [{ voices: { ANN: 'nobody' } }, { ...one, lines: [{ speaker: 'Ann', text: 'Land!' }] }],
    [{}, { ...one, voice: 'nobody' }],
  ])('makes nothing where somebody is to speak by a voice that is not there: %j', async (wish, said) => {
    const { film, image } = filmStudio(folder);

    const filming = film({ film: filmOf(said), ...bare, ...wish });

    await expect(filming).rejects.toMatchObject({ code: 'engine.unsupportedVoice' });
    expect(image.requests).toEqual([]);
  });
});
