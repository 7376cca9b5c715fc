import { AppError } from '@polyspool/contracts/errors';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { EnginePrices } from '@polyspool/contracts/film-estimate';
import { generationJobs } from '@polyspool/contracts/generation';
import type { JobHandler } from '@polyspool/jobs/job-handler';
import { FakeImageGenerator } from '@polyspool/providers/image-generator/fake-image-generator';
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
    const poor = filmStudio(folder, { prices }).film({ film: filmOf(...silent), maxCost: 0.01, ...bare });
    await expect(poor).rejects.toMatchObject({
      code: 'film.overBudget',
    });
  });

  describe('with little money', () => {
    const prices = EnginePrices.parse({ perImage: { procedural: 0.04 }, perThousandCharacters: { flite: 10 } });

    it('pays only for what it makes: an edited scene among others that are there', async () => {
      const { film, image } = filmStudio(folder, { prices });
      const first = await film({ film: filmOf(one, two, three), ...bare });
      const edited = { ...two, picturePrompt: 'another picture' };

      const { output } = await film({ film: filmOf(one, edited, three), maxCost: 0.05, ...bare });
      const again = await film({ film: filmOf(one, edited, three), maxCost: 0, ...bare });

      // Three pictures, and 11, 11 and 13 characters.
      expect(first.output.cost.amount).toBeCloseTo(0.12 + 0.35);
      expect(output).toMatchObject({ scenes: 3, missingScenes: [], cost: { amount: 0.04 } });
      expect(again.output).toMatchObject({ scenes: 3, missingScenes: [], cost: { amount: 0 } });
      expect(image.requests).toHaveLength(4);
    });

    it('spends on the next scene what one that could not be made has left', async () => {
      const { film } = filmStudio(folder, { prices, image: refusing('of one') });

      const { output } = await film({ film: filmOf(...silent), maxCost: 0.04, ...bare });

      expect(output).toMatchObject({ scenes: 1, cost: { amount: 0.04 } });
      expect(output.missingScenes.map(({ id }) => id)).toEqual(['one', 'three']);
    });
  });

  it('cuts short what an engine has to say of a scene that it cannot make', async () => {
    const image = new FakeImageGenerator();
    image.before = ({ prompt }) => {
      if (prompt.includes('of two')) throw new AppError('engine.refused', 'No! '.repeat(400));
    };
    const { film } = filmStudio(folder, { image });

    const { output } = await film({ film: filmOf(...silent), ...bare });

    expect(output.missingScenes[0]?.reason).toHaveLength(200);
  });

  it('shows what is to be seen for as long as it takes to read of it', async () => {
    const { film } = filmStudio(folder);
    const action = 'A lighthouse, and far below it the ships that come home from the long winter in the north';

    const { output } = await film({ film: filmOf({ ...silent[0], action }), ...bare });

    expect(output.durationSeconds).toBeCloseTo(action.length / 15, 1);
  });

  it('animates nothing where all that was said takes longer than a film may', async () => {
    const { film, storage, handlers } = filmStudio(folder);
    const { name } = generationJobs.audio;
    const slow: JobHandler<JobContract> = {
      run: async (job) => ({ ...((await handlers[name]!.run(job)) as object), durationSeconds: 800 }),
    };
    const scenes = Array.from({ length: 5 }, (_, index) => scene(`scene-${index}`));
    const filming = film({ film: filmOf(...scenes), ...bare }, { children: { ...handlers, [name]: slow } });

    await expect(filming).rejects.toMatchObject({ code: 'script.tooLong' });
    expect(storage.takeMade()).not.toContain('clip.mp4');
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
    expect(made?.version).toMatch(/openai fake 1 standard \+ fake 1 low \+ ffmpeg \w+/);
    const script = job.published.find(({ name }) => name === 'film.json')?.provenance;
    expect(script).toMatchObject({ engine: 'given', source: 'composite' });
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
