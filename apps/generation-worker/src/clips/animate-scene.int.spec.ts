import { FileKey } from '@polyspool/contracts/files';
import { generationJobs } from '@polyspool/contracts/generation';
import { FakeImageGenerator } from '@polyspool/providers/image-generator/fake-image-generator';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factsOf, filmStudio } from '../film/testing-film.js';

const image = { prompt: 'a ship', width: 800, height: 450, seed: 5 };
const words = [[{ text: 'Land', startSeconds: 0.2, endSeconds: 0.9 }]];
const draft = { durationSeconds: 1, quality: 'draft', transitionSeconds: 0, movement: 'still' };

describe('AnimateScene', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'animate-scene-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('makes just as many frames as the time takes, in the shape that was asked for', async () => {
    const { run, storage } = filmStudio(folder);
    const { output: still } = await run(generationJobs.image, image);

    const job = await run(generationJobs.animate, { ...draft, ...{ picture: still.picture, aspectRatio: '9:16' } });

    expect(job.output).toMatchObject({ frames: 25, durationSeconds: 1, movement: 'still', warnings: [] });
    expect(await factsOf(job, folder, 'clip.mp4')).toMatchObject({
      width: 360,
      height: 640,
      frames: 25,
      codecs: ['h264'],
    });
    expect(storage.foldersLeft()).toEqual([]);
  });

  it('draws what is said into the pictures only where it is asked to', async () => {
    const { run } = filmStudio(folder);
    const { output: still } = await run(generationJobs.image, image);
    const clip = { ...draft, picture: still.picture, language: 'en', words };

    const plain = await run(generationJobs.animate, clip);
    const soft = await run(generationJobs.animate, { ...clip, words: [] });
    const burned = await run(generationJobs.animate, { ...clip, subtitles: 'burned' });

    expect(soft.output.clip).toBe(plain.output.clip);
    expect(burned.output.clip).not.toBe(plain.output.clip);
  });

  it('takes a picture of the same content for the same, wherever it lies', async () => {
    const { run, storage } = filmStudio(folder);
    const { output: still } = await run(generationJobs.image, image);
    const copy = FileKey.parse('jobs/other/picture.png');
    await storage.write(copy, await storage.read(still.picture));

    const first = await run(generationJobs.animate, { ...draft, picture: still.picture });
    const second = await run(generationJobs.animate, { ...draft, picture: copy });

    expect(second.output.clip).toBe(first.output.clip);
  });

  it('says that it holds something of a model where the picture says so', async () => {
    const { run } = filmStudio(folder, { image: new FakeImageGenerator({ name: 'automatic1111' }) });
    const { output: still } = await run(generationJobs.image, image);

    const job = await run(generationJobs.animate, { ...draft, picture: still.picture });

    expect(job.published[0]?.provenance?.source).toBe('compositeWithTrainedAlgorithmicMedia');
    expect(JSON.stringify((await factsOf(job, folder, 'clip.mp4')).tags)).toContain('compositeWithTrained');
  });

  it('comes nearer where there is no depth to move through, and says so', async () => {
    const { run } = filmStudio(folder);
    const { output: still } = await run(generationJobs.image, image);

    const { output } = await run(generationJobs.animate, { ...draft, picture: still.picture, movement: 'parallax' });

    expect(output).toMatchObject({ movement: 'zoomIn', warnings: [{ code: 'film.noLayers' }] });
  });
});
