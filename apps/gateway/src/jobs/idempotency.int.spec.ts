import type { Job } from '@polyspool/contracts/job-status';
import { UploadRecords } from '@polyspool/database/upload-records';
import { v7 } from 'uuid';
import { keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

const probe = {
  demuxer: 'mov',
  durationSeconds: 30,
  audioTracks: [{ codec: 'aac', channels: 1, sampleRateHz: 16_000 }],
};

describe('a submit with an Idempotency-Key', () => {
  let gateway: TestGateway;
  let uploadId: string;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());
  beforeEach(async () => {
    await gateway.database.execute('TRUNCATE jobs, events, uploads, idempotency_keys CASCADE');
    uploadId = v7();
    const file = { kind: 'audio', name: 'a.wav', mediaType: 'audio/wav', bytes: 1, sha256: 'a', probe } as const;
    await uploads().add({ ...file, id: uploadId, userId: gateway.anna.id });
  });

  const uploads = () => gateway.app.get(UploadRecords, { strict: false });
  const post = async (url: string, payload: object, key: string) => {
    const headers = { authorization: `Bearer ${keys.anna}`, 'idempotency-key': key };
    const answer = await gateway.app.inject({ method: 'POST', url, payload, headers });
    return {
      status: answer.statusCode,
      location: answer.headers.location,
      body: answer.json<Job & { code?: string }>(),
    };
  };
  const submit = (input: object = {}, key = 'order 1') =>
    post('/v1/jobs', { type: 'video.process', input: { uploadId, ...input } }, key);
  const rows = async () => (await gateway.database.query('SELECT FROM jobs')).length;

  it('makes one job of a hundred posts at once, and answers all of them the same', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => submit()));

    const { id } = answers[0]!.body;
    expect(new Set(answers.map(({ status, location }) => `${status} ${location}`))).toEqual(
      new Set([`202 /v1/jobs/${id}`]),
    );
    expect(await rows()).toBe(1);
  });

  it('is the same request in whatever order its fields come', async () => {
    const first = await submit({ language: 'en', chunkSeconds: 30 });
    const second = await submit({ chunkSeconds: 30, language: 'en' });

    expect(second.body.id).toBe(first.body.id);
  });

  it('is refused with another body', async () => {
    await submit();

    expect(await submit({ language: 'es' })).toMatchObject({ status: 422, body: { code: 'idempotency.mismatch' } });
    expect(await rows()).toBe(1);
  });

  it('is answered though what it asks for has gone since', async () => {
    const first = await submit();
    await gateway.database.execute('DELETE FROM uploads');

    expect((await submit()).body.id).toBe(first.body.id);
    expect(await submit({}, 'order 2')).toMatchObject({ status: 404, body: { code: 'upload.unknown' } });
  });

  it('counts for the address that names the upload too', async () => {
    const address = `/v1/videos/${uploadId}/process`;
    const [first, second, other] = [
      await post(address, { targetLanguage: 'es' }, 'a'),
      await post(address, { targetLanguage: 'es' }, 'a'),
      await post(address, { targetLanguage: 'fr' }, 'a'),
    ];

    expect([second.body.id, other.status]).toEqual([first.body.id, 422]);
  });

  it('leaves nothing behind where the request is refused, so that it may be sent again', async () => {
    expect((await submit({ startSeconds: 31 })).status).toBe(422);

    expect((await submit()).status).toBe(202);
  });

  it.each(['', 'ü', 'x'.repeat(256)])('is refused with the key %j', async (key) => {
    expect(await submit({}, key)).toMatchObject({ status: 400, body: { code: 'input.invalid' } });
  });
});
