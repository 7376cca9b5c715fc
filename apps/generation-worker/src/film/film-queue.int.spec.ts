import { catalogue } from '@polyspool/contracts/catalogue';
import { AppError } from '@polyspool/contracts/errors';
import { generationJobs } from '@polyspool/contracts/generation';
import type { OutputOf } from '@polyspool/contracts/define-jobs';
import { ProvenanceSigner } from '@polyspool/jobs/provenance/provenance-signer';
import { type HandledKind, messagesIn, openWorkshop, routesOf, type Workshop } from '@polyspool/jobs/testing-workshop';
import { FakeImageGenerator } from '@polyspool/providers/image-generator/fake-image-generator';
import { testStores } from '@polyspool/service/testing/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { generateKeyPairSync } from 'node:crypto';
import { type Engines, filmOf, handlersOver, scene } from './testing-film.js';

const film = {
  ...{ quality: 'draft', titleCard: false, endCard: false, transitionSeconds: 0.2 },
  film: filmOf(scene('one'), scene('two'), scene('three')),
};

const { privateKey } = generateKeyPairSync('ed25519');
const signer = ProvenanceSigner.parse(JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'test' }));

/** The queues of this app, each with the slots of its worker, on a real Redis. */
async function startWorker(workshop: Workshop, engines: Engines = {}) {
  const { handlers, probes } = handlersOver(workshop.storage, engines);
  const attempts: number[] = [];
  const kinds: HandledKind[] = Object.entries(handlers).map(([name, handler]) => ({
    contract: catalogue.get(name)!, // handlers are named as their kinds
    run: (job) => {
      attempts.push(job.attempt);
      return handler.run(job);
    },
  }));
  const queues = [...Map.groupBy(kinds, ({ contract }) => contract.queue)].map(([name, served]) => ({
    ...{ name, concurrency: 1, routes: routesOf(served) },
  }));
  await workshop.startHostWith([], { queues, signer, probes });
  return attempts;
}

const outputIn = ({ completed }: Awaited<ReturnType<Workshop['ended']>>) =>
  completed?.output as OutputOf<typeof generationJobs.fullVideo> | undefined;

const queue = 'image-generation';

describe('a film through the queues', () => {
  let workshop: Workshop;

  beforeEach(async () => {
    workshop = await openWorkshop(testStores().TEST_REDIS_URL);
  });

  afterEach(() => workshop.close());

  const put = (input: Record<string, unknown>) => workshop.put(generationJobs.fullVideo, input, { queue: 'script' });

  /** Longer than other facts may take. */
  const made = (bullId: string) => eventually(() => workshop.ended(bullId, 'script'), 90_000);

  it('is made of scenes beside one another, and made again from what is kept', async () => {
    await startWorker(workshop);

    const first = await made(await put(film));
    const second = await made(await put(film));

    expect(outputIn(first)).toMatchObject({ scenes: 3, missingScenes: { plain: [] } });
    expect(first.completed?.artifacts.map(({ name }) => name)).toEqual([
      ...['film.mp4', 'poster.png', 'subtitles.en.srt', 'subtitles.en.vtt', 'film.json'],
    ]);
    expect(outputIn(second)).toEqual(outputIn(first));
    expect(first.completed?.artifacts.map(({ provenance }) => typeof provenance)).toEqual([
      ...['string', 'string', 'string', 'string', 'string'],
    ]);
    // A picture, a line, its level and a clip of each scene, and the film.
    expect(second.completed?.reused?.steps).toBe(3 * 4 + 1);
  }, 120_000);

  it('waits for an engine that has too much to do, at no cost in attempts', async () => {
    const image = new FakeImageGenerator();
    image.waiting = 2;
    const busy = Promise.withResolvers<void>();
    const queueLength = image.queueLength.bind(image);
    image.queueLength = async () => {
      busy.resolve();
      return queueLength();
    };
    const attempts = await startWorker(workshop, { image });
    const bullId = await workshop.put(generationJobs.image, imageOf('one'), { queue });

    await busy.promise;
    const asked = image.requests.length;
    image.waiting = 0;
    await eventually(async () => {
      await workshop.client.promote(queue, bullId);
      expect(image.requests).toHaveLength(1);
    });

    const ended = await workshop.ended(bullId, queue);
    expect(asked).toBe(0);
    expect(ended.completed).toBeDefined();
    expect(attempts).toEqual([1, 1]);
  }, 60_000);

  it('waits for the engine that it names, at no cost in attempts, while others go on with theirs', async () => {
    const [image, otherImage] = [new FakeImageGenerator(), new FakeImageGenerator({ name: 'openai' })];
    const away = () => {
      throw new AppError('engine.unavailable', 'Nobody answers');
    };
    Object.assign(otherImage, { before: away, look: away });
    const attempts = await startWorker(workshop, { image, otherImage });
    const putImage = (prompt: string, more: object = {}) =>
      workshop.put(generationJobs.image, { ...imageOf(prompt), ...more }, { queue });
    const named = { imageEngine: 'openai' };
    const stateOf = async (engine: string) =>
      (await workshop.state.engines()).find(({ name }) => name === engine)?.state ?? 'unknown';

    const first = await putImage('one', named);
    await eventually(async () => expect(await stateOf('imageGenerator:openai')).toBe('open'));
    const second = await putImage('two', named);
    const standard = await workshop.ended(await putImage('three'), queue);
    const waits = messagesIn(await workshop.told(second, queue)).flatMap(({ wait }) => wait?.reason ?? []);

    expect(standard.completed).toBeDefined();
    expect(waits).toContain('engineDown');
    expect(otherImage.requests).toHaveLength(1);
    const nothing = () => undefined;
    Object.assign(otherImage, { before: nothing, look: nothing });
    await workshop.redis.setField('breaker', 'imageGenerator:openai', 'retryAtMs', 1);
    await eventually(async () => expect(await stateOf('imageGenerator:openai')).toBe('closed'));
    for (const bullId of [first, second]) {
      await workshop.client.promote(queue, bullId);
      expect((await workshop.ended(bullId, queue)).completed).toBeDefined();
    }
    expect(new Set(attempts)).toEqual(new Set([1]));
  }, 60_000);

  it('ends with its engine when it is cancelled', async () => {
    const image = new FakeImageGenerator();
    const begun = Promise.withResolvers<AbortSignal>();
    image.before = ({ signal }) =>
      new Promise((_, reject) => {
        begun.resolve(signal);
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
    await startWorker(workshop, { image });
    const bullId = await workshop.put(generationJobs.image, imageOf('one'), { queue });

    const signal = await begun.promise;
    await workshop.client.askToStop(queue, bullId);
    const ended = await workshop.ended(bullId, queue);

    expect(signal.aborted).toBe(true);
    expect(ended.completed).toBeUndefined();
  }, 60_000);
});

const imageOf = (prompt: string) => ({ prompt, width: 64, height: 64, seed: 1, style: '' });
