import { AppError } from '@polyspool/contracts/errors';
import { generationJobs } from '@polyspool/contracts/generation';
import { FakeImageGenerator } from '@polyspool/providers/image-generator/fake-image-generator';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factsOf, filmStudio } from '../film/testing-film.js';

const input = { prompt: 'a ship', width: 320, height: 180, seed: 5 };

describe('GenerateImage', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'generate-image-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('makes a picture in the style of the film, with its layers, and says how it was made', async () => {
    const image = new FakeImageGenerator({ layers: 3 });
    const { run } = filmStudio(folder, { image });

    const job = await run(generationJobs.image, { ...input, style: 'woodcut', negativePrompt: 'people' });

    expect([...job.artifacts.keys()]).toEqual(['picture.png', 'layer-1.png', 'layer-2.png', 'layer-3.png']);
    expect(String(job.artifacts.get('layer-2.png'))).toContain('digitalsourcetype/algorithmicMedia');
    expect(image.requests).toMatchObject([{ prompt: 'woodcut, a ship', negativePrompt: 'people', seed: 5 }]);
    expect(job.output).toMatchObject({ width: 320, height: 180, seed: 5, source: 'algorithmicMedia' });
    expect(job.output.layers).toHaveLength(3);
    expect(await factsOf(job, folder, 'picture.png')).toMatchObject({ width: 320, height: 180 });
    expect(job.published[0]?.provenance).toMatchObject({
      ...{ engine: 'procedural', source: 'algorithmicMedia', seed: 5 },
      parameters: { prompt: 'woodcut, a ship', negativePrompt: 'people' },
    });
  });

  it('makes it once, whoever asks, until the engine is another', async () => {
    const image = new FakeImageGenerator();
    const { run } = filmStudio(folder, { image });

    const first = await run(generationJobs.image, input);
    const second = await run(generationJobs.image, input);
    expect(image.requests).toHaveLength(1);
    expect([first.output.isNew, second.output.isNew]).toEqual([true, false]);
    image.version = 2;
    await run(generationJobs.image, input);

    expect(image.requests).toHaveLength(2);
  });

  it('makes way for others while the engine has too much to do', async () => {
    const image = new FakeImageGenerator();
    const { run } = filmStudio(folder, { image });
    image.waiting = 2;

    const told: unknown[] = [];
    const onReport = ({ message }: { message?: string | undefined }) => void told.push(message);
    await expect(run(generationJobs.image, input, { onReport })).rejects.toThrow(/^retryLater/);
    expect(told).toContain('Waiting for the image engine: 2 pictures before this one');
    image.waiting = 1;
    image.before = () => {
      throw new AppError('engine.busy', 'Later');
    };
    await expect(run(generationJobs.image, input)).rejects.toThrow(/^retryLater/);
  });

  it('refuses an engine that is not there', async () => {
    const { run } = filmStudio(folder);

    await expect(run(generationJobs.image, { ...input, imageEngine: 'comfyui' })).rejects.toMatchObject({
      code: 'engine.missing',
    });
  });
});
