import { AppError } from '@polyspool/contracts/errors';
import { EnginePrices } from '@polyspool/contracts/film-estimate';
import { FakeImageGenerator } from '@polyspool/providers/image-generator/fake-image-generator';
import { FakeSpeechSynthesizer } from '@polyspool/providers/speech-synthesizer/fake-speech-synthesizer';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factsOf, filmOf, filmStudio, scene } from './testing-film.js';

/** Cards and transitions are made for their own tests. */
const bare = { titleCard: false, endCard: false, transitionSeconds: 0 };
const still = { movement: 'still' };
const [one, two, three] = [scene('one', still), scene('two', still), scene('three', still)] as const;
/** The same, sooner made. */
const silent = [one, two, three].map((each) => ({ ...each, lines: [] }));

function refusing(prompt: string) {
  const image = new FakeImageGenerator();
  image.before = (request) => {
    if (request.prompt.includes(prompt)) throw new AppError('engine.refused', 'Not that');
  };
  return image;
}

describe('GenerateFilm', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'generate-film-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('makes a film of a script: a title, the scenes with what is said in them, an end', async () => {
    const { film, storage } = filmStudio(folder);

    const job = await film({ script: 'The sea at night\nA ship\nMorning', language: 'en' });

    const { output, artifacts } = job;
    expect(output).toMatchObject({ title: 'A film', language: 'en', scenes: 3, missingScenes: [], warnings: [] });
    expect([...artifacts.keys()]).toEqual([
      ...['film.mp4', 'poster.png', 'subtitles.en.srt', 'subtitles.en.vtt', 'film.json'],
    ]);
    const facts = await factsOf(job, folder, 'film.mp4');
    expect(facts).toMatchObject({ width: 640, height: 360, frames: output.frames });
    expect(facts.codecs).toEqual(expect.arrayContaining(['h264', 'aac', 'mov_text']));
    expect(facts.seconds).toBeCloseTo(output.durationSeconds, 1);
    expect(facts.chapters.map(({ title }) => title)).toEqual(['A film', 'The sea at night', 'A ship', 'Morning']);
    expect(String(artifacts.get('subtitles.en.srt'))).toContain('The sea at night');
    expect(job.workloads).toContainEqual({ unit: 'scenes', amount: 3 });
    expect(storage.foldersLeft()).toEqual([]);
  });

  it('tells what it does in the words of its stages', async () => {
    const { film } = filmStudio(folder);

    const { reported } = await film({ film: filmOf(one), ...bare });

    const told = [...new Set(reported.map(({ message }) => message))];
    expect(told).toEqual(['Parsing script', 'Generating images', 'Animating scenes', 'Composing film']);
  });

  describe('of scenes that were filmed before', () => {
    const options = { ...bare, transitionSeconds: 0.2 };
    const composed = ['film.mp4', 'poster.png', 'subtitles.srt', 'subtitles.vtt'];
    let studio: ReturnType<typeof filmStudio>;

    beforeAll(async () => {
      studio = filmStudio(folder);
      await studio.film({ film: filmOf(one, two, three), ...options });
      studio.storage.takeMade();
    });

    /** What a film of these scenes has made that was not there. */
    async function newIn(...scenes: readonly object[]) {
      await studio.film({ film: filmOf(...scenes), ...options });
      return studio.storage.takeMade();
    }

    it('makes again only what a changed scene changes', async () => {
      const otherWords = { ...two, lines: [{ text: 'Now with many more words said here' }] };
      const around = ['transition.mp4', 'transition.mp4'];

      expect(await newIn(one, otherWords, three)).toEqual(
        ['clip.mp4', ...composed, 'line.wav', 'narration.wav', ...around].toSorted(),
      );
      expect(await newIn(one, { ...two, picturePrompt: 'another picture' }, three)).toEqual(
        ['clip.mp4', ...composed, 'picture.png', ...around].toSorted(),
      );
    });

    it('only composes where scenes are moved or dropped, and adds one without touching the others', async () => {
      const added = ['clip.mp4', 'line.wav', 'narration.wav', 'picture.png', 'transition.mp4', 'transition.mp4'];

      expect(await newIn(three, one, two)).toEqual([...composed, 'transition.mp4'].toSorted());
      expect(await newIn(three, two)).toEqual([...composed, 'transition.mp4'].toSorted());
      expect(await newIn(three, scene('four'), two)).toEqual([...composed, ...added].toSorted());
      expect(await newIn(three, one, two)).toEqual([]);
    });
  });

  it('leaves out a scene that cannot be made, and says why', async () => {
    const { film } = filmStudio(folder, { image: refusing('of two') });

    const { output } = await film({ film: filmOf(...silent), ...bare });

    expect(output.scenes).toBe(2);
    expect(output.missingScenes).toEqual([{ id: 'two', reason: 'No picture: engine.refused (Not that)' }]);
  });

  it('fails where no scene can be made', async () => {
    const { film } = filmStudio(folder, { image: refusing('picture') });

    await expect(film({ film: filmOf(...silent), ...bare })).rejects.toMatchObject({ code: 'film.nothingMade' });
  });

  it('makes the first scenes that fit into what it may cost', async () => {
    const prices = EnginePrices.parse({ perImage: { procedural: 0.04 }, perThousandCharacters: { flite: 0 } });
    const { film, image } = filmStudio(folder, { prices });

    const { output } = await film({ film: filmOf(...silent), maxCost: 0.08, ...bare });

    expect(output.cost).toEqual({ amount: 0.08, currency: 'USD' });
    expect(output.missingScenes).toEqual([{ id: 'three', reason: 'It would cost more than was allowed' }]);
    expect(image.requests).toHaveLength(2);
    await expect(film({ film: filmOf(...silent), maxCost: 0.01, ...bare })).rejects.toMatchObject({
      code: 'film.overBudget',
    });
  });

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

  it('shows a scene in which nobody speaks for as long as it is told to', async () => {
    const { film, speech } = filmStudio(folder);

    const { output, artifacts } = await film({ film: filmOf({ ...one, lines: [], durationSeconds: 2.5 }), ...bare });

    expect(output).toMatchObject({ frames: 63, durationSeconds: 2.52 });
    expect([...artifacts.keys()]).toEqual(['film.mp4', 'poster.png', 'film.json']);
    expect(speech.said).toEqual([]);
  });

  it('says in what it publishes how it was made', async () => {
    const { film } = filmStudio(folder, { image: new FakeImageGenerator({ name: 'openai' }) });

    const job = await film({ film: filmOf(one), ...bare });

    const made = job.published.find(({ name }) => name === 'film.mp4')?.provenance;
    expect(made).toMatchObject({ engine: 'openai + fake + ffmpeg', source: 'compositeWithTrainedAlgorithmicMedia' });
    expect(made?.inputs.map(({ name }) => name)).toEqual([
      ...['film.json', 'one/picture.png', 'one/narration.wav', 'one/clip.mp4'],
    ]);
    const { tags } = await factsOf(job, folder, 'film.mp4');
    expect(JSON.stringify(tags)).toContain('digitalsourcetype/compositeWithTrainedAlgorithmicMedia');
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const { film, storage } = filmStudio(folder);
    const stop = new AbortController();
    const onReport = ({ step, fraction }: { step: string; fraction: number }) => {
      if (step === 'animate' && fraction > 0) stop.abort(new Error('cancelled'));
    };

    await expect(film({ film: filmOf(one), ...bare }, { signal: stop.signal, onReport })).rejects.toThrow('cancelled');
    expect(storage.foldersLeft()).toEqual([]);
  });
});
