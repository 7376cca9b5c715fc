import type { FilmEstimate } from '@polyspool/contracts/film-estimate';
import { FileKey } from '@polyspool/contracts/files';
import type { Job } from '@polyspool/contracts/job-status';
import type { Project } from '@polyspool/contracts/projects';
import { makeMedia } from '@polyspool/media/make-media';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { end, jsonClient, publish } from '../testing/finished-video.js';
import { formOf, jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

let gateway: TestGateway;
let send: ReturnType<typeof jsonClient>;
beforeAll(async () => {
  gateway = await openGateway({
    GENERATION_PRICES: { currency: 'EUR', perImage: { openai: 0.04 }, perThousandCharacters: { openai: 0.5 } },
  });
  send = jsonClient(gateway);
});
afterAll(() => gateway.close());

const sceneOf = (id: string, text: string) => ({ id, picturePrompt: 'A harbour', seed: 1, lines: [{ text }] });
const film = {
  title: 'Harbour',
  language: 'en',
  scenes: [sceneOf('a', 'a'.repeat(600)), sceneOf('b', 'b'.repeat(400))],
};
const upload = async (bytes: string | Buffer, name: string) =>
  jsonOf<{ id: string }>(await gateway.send(formOf(bytes, name)));
const storedInput = async (id: string) => {
  const [row] = await gateway.database.query<{ input: Record<string, unknown>; unit: string | null; amount: number }>(
    'SELECT input, work_unit AS unit, work_amount AS amount FROM jobs WHERE id = $1',
    [id],
  );
  return row!;
};
const faultsOf = (answer: { status: number; body: unknown }) => [answer.status, answer.body];

describe('a film', () => {
  it('is made of a script, of one that was uploaded, or of scenes', async () => {
    const { id: uploadId } = await upload('INT. HARBOUR - NIGHT\n\nRain.\n', 'harbour.fountain');

    const answers = await Promise.all(
      [{ script: 'Once.' }, { uploadId }, { film }].map((body) => send<Job>('POST', '/v1/generations', body)),
    );

    for (const { status, headers, body } of answers) {
      expect([status, headers.get('location')]).toEqual([202, `/v1/jobs/${body.id}`]);
      expect(body).toMatchObject({ type: 'generation.fullVideo', status: 'queued' });
    }
    const stored = await Promise.all(answers.map(({ body }) => storedInput(body.id)));
    expect(stored.map(({ unit, amount }) => [unit, amount])).toEqual([
      ['scenes', 1],
      ['scenes', 1],
      ['scenes', 2],
    ]);
    expect(stored[1]!.input).toMatchObject({ uploadId, format: 'fountain' });
    const again = await send<Job>('POST', '/v1/generations', { uploadId, format: 'prose' });
    expect(again.body.input).toMatchObject({ format: 'prose' });
  });

  it('is as the settings of its project say, where the request says nothing', async () => {
    const settings = { aspectRatio: '9:16', voice: 'slt', language: 'en', subtitles: 'burned', titleCard: false };
    const { id: projectId } = (await send<Project>('POST', '/v1/projects', { name: 'Whales', settings })).body;

    const film = await send<Job>('POST', '/v1/generations', { script: 'Once.', projectId, subtitles: 'none' });
    const alone = await send<Job>('POST', '/v1/jobs', {
      type: 'generation.audio',
      input: { lines: [{ text: 'Once.' }], language: 'es' },
      projectId,
    });

    expect(film.body).toMatchObject({ projectId, input: { ...settings, subtitles: 'none', quality: 'final' } });
    expect(alone.body).toMatchObject({ input: { voice: 'slt', language: 'es' } });
    expect(alone.body.input).not.toHaveProperty('aspectRatio');
  });

  it('is of the newest script of its project, where it is of nothing else', async () => {
    const { id: projectId } = (await send<Project>('POST', '/v1/projects', { name: 'Tides' })).body;
    const without = await send('POST', '/v1/generations', { projectId });
    const scripts = [await upload('Low tide.', 'low.txt'), await upload('High tide.', 'high.txt')];
    for (const { id } of scripts) await send('PUT', `/v1/projects/${projectId}/assets/${id}`);
    const film = await send<Job>('POST', '/v1/generations', { projectId });
    const other = await send<Job>('POST', '/v1/generations', { projectId, script: 'Another.' });

    expect(without.status).toBe(400);
    expect(film.body.input).toMatchObject({ uploadId: scripts[1]!.id });
    expect(other.body.input).not.toHaveProperty('uploadId');
  });

  it('is made once for the same key', async () => {
    const ask = (body: object) =>
      gateway.ask('POST', '/v1/generations', keys.anna, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': 'film-1' },
      });

    const [first, again] = [
      await jsonOf<Job>(await ask({ script: 'A' })),
      await jsonOf<Job>(await ask({ script: 'A' })),
    ];

    expect(again.id).toBe(first.id);
    expect((await ask({ script: 'B' })).status).toBe(422);
  });

  it.each([
    ['nothing to make it of', {}, '/script'],
    ['two things to make it of', { script: 'Once.', uploadId: v7() }, '/script'],
    ['what there is not', { script: 'Once.', colour: 'red' }, '/colour'],
    ['a project that is no id', { script: 'Once.', projectId: 'mine' }, '/projectId'],
    ['too many scenes', { film: { ...film, scenes: Array(201).fill(film.scenes[0]) } }, '/film/scenes'],
  ])('is refused with %s', async (_, body, pointer) => {
    const answer = await send('POST', '/v1/generations', body);

    expect(faultsOf(answer)).toMatchObject([400, { code: 'input.invalid', errors: [{ pointer }] }]);
  });

  it('is made of a script of 1 MiB that is uploaded, not of one that is sent within the request', async () => {
    const script = 'Once upon a time. '.repeat(60_000);
    const { id: uploadId } = await upload(script, 'long.txt');

    expect((await send('POST', '/v1/generations', { uploadId })).status).toBe(202);
    expect(faultsOf(await send('POST', '/v1/generations', { script }))).toMatchObject([
      413,
      { code: 'input.tooLarge' },
    ]);
  });

  it('is made of scripts, not of recordings, and plays recordings, not scripts', async () => {
    const { id: script } = await upload('Once upon a time', 'story.txt');
    const sound = await readFile(await makeMedia(join(gateway.folder, 'a.wav'), { seconds: 1, picture: false }));
    const { id: music } = await upload(sound, 'music.wav');

    const ok = await send<Job>('POST', '/v1/generations', { uploadId: script, musicUploadId: music });
    const ofMusic = await send('POST', '/v1/generations', { uploadId: music });
    const withScript = await send('POST', '/v1/generations', { uploadId: script, musicUploadId: script });
    const ofOthers = await send('POST', '/v1/generations', { script: 'Once.', musicUploadId: music }, keys.ben);
    const asVideo = await send('POST', `/v1/videos/${script}/process`, {});

    expect(ok.status).toBe(202);
    const wrong = (pointer: string) => [422, { code: 'upload.otherKind', errors: [{ pointer }] }];
    expect(faultsOf(ofMusic)).toMatchObject(wrong('/uploadId'));
    expect(faultsOf(withScript)).toMatchObject(wrong('/musicUploadId'));
    expect(faultsOf(asVideo)).toMatchObject(wrong('/uploadId'));
    expect(faultsOf(ofOthers)).toMatchObject([
      404,
      { code: 'upload.unknown', errors: [{ pointer: '/musicUploadId' }] },
    ]);
    const removed = await send('DELETE', `/v1/uploads/${music}`);
    expect(faultsOf(removed)).toMatchObject([409, { code: 'upload.inUse' }]);
  });
});

describe('what a film would cost', () => {
  const estimate = async (body: object) => (await send<FilmEstimate>('POST', '/v1/generations/estimate', body)).body;

  it('is exact for scenes, and guessed for a script', async () => {
    const { id: uploadId } = await upload('a'.repeat(700), 'story.txt');
    const engines = { imageEngine: 'openai', speechEngine: 'openai' };

    const exact = await estimate({ film, ...engines });
    const guessed = await estimate({ uploadId, ...engines });

    expect(exact).toMatchObject({ scenes: 2, characters: 1_000, isExact: true });
    expect(exact.cost.currency).toBe('EUR');
    expect(exact.cost.amount).toBeCloseTo(2 * 0.04 + 0.5);
    expect(guessed).toMatchObject({ scenes: 2, characters: 700, isExact: false });
    expect(await estimate({ film })).toMatchObject({ cost: { amount: 0 } });
    expect(exact.durationSeconds).toBeGreaterThan(60);
  });

  it('is told with the time it takes once films were made here', async () => {
    expect((await estimate({ film })).seconds).toBeUndefined();
    await gateway.database.execute(
      `INSERT INTO step_rates (type, step, unit, samples, updated_at)
       VALUES ('generation.fullVideo', '(job)', 'scenes', '{10,10,10}', now())`,
    );
    const other = await openGateway({}, async () => gateway.database.url);
    try {
      const answer = await jsonClient(other)<FilmEstimate>('POST', '/v1/generations/estimate', { film });
      expect(answer.body.seconds).toEqual({ p50: 20, p90: 20 });
    } finally {
      await other.close();
    }
  });

  it('makes nothing, and is refused as the film would be', async () => {
    const count = 'SELECT count(*)::int AS jobs FROM jobs';
    const before = await gateway.database.query(count);

    await estimate({ film });
    const refused = await send('POST', '/v1/generations/estimate', { uploadId: v7() });

    expect(faultsOf(refused)).toMatchObject([404, { code: 'upload.unknown' }]);
    expect(await gateway.database.query(count)).toEqual(before);
  });
});

describe('files that a job is made of', () => {
  async function artifactOf(key: string) {
    const { body: job } = await send<Job>('POST', '/v1/generations', { script: 'Once.' }, key);
    await publish(gateway, job.id, 'clip.mp4', { made: v7() });
    await end(gateway, job.id);
    const [row] = await gateway.database.query<{ id: string; storageKey: string }>(
      'SELECT id, storage_key AS "storageKey" FROM artifacts WHERE job_id = $1',
      [job.id],
    );
    return row!;
  }
  const clip = { frames: 50, durationSeconds: 2 };
  const compose = (scenes: object[], key = keys.anna) =>
    send<Job>('POST', '/v1/jobs', { type: 'generation.compose', input: { title: 'T', language: 'en', scenes } }, key);

  it('are named by their ids, and become what workers read', async () => {
    const [one, two] = [await artifactOf(keys.anna), await artifactOf(keys.anna)];

    const film = await compose([
      { ...clip, clip: one.id, sound: two.id },
      { ...clip, clip: two.id.toUpperCase() },
    ]);
    const animated = await send<Job>('POST', '/v1/jobs', {
      type: 'generation.animate',
      input: { picture: one.id, layers: [two.id, one.id], durationSeconds: 2 },
    });

    expect([film.status, animated.status]).toEqual([202, 202]);
    const { scenes } = (await storedInput(film.body.id)).input as { scenes: { plain: object[] } };
    expect(scenes.plain).toMatchObject([{ clip: one.storageKey, sound: two.storageKey }, { clip: two.storageKey }]);
    expect((await storedInput(animated.body.id)).input).toMatchObject({
      picture: one.storageKey,
      layers: [two.storageKey, one.storageKey],
    });
  });

  it('are unknown where they are those of others, or are no ids: no key of the storage is taken', async () => {
    const [own, other] = [await artifactOf(keys.anna), await artifactOf(keys.ben)];
    const key = FileKey.parse(own.storageKey);

    const answer = await compose([
      { ...clip, clip: own.id, sound: other.id },
      { ...clip, clip: key },
      { ...clip, clip: v7() },
    ]);

    expect(faultsOf(answer)).toMatchObject([404, { code: 'artifact.unknown' }]);
    const { errors } = answer.body as unknown as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/scenes/1/clip', '/scenes/2/clip', '/scenes/0/sound']);
  });
});
