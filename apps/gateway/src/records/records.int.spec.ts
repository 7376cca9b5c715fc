import type { Job } from '@polyspool/contracts/job-status';
import type { Project } from '@polyspool/contracts/projects';
import type { Me } from '@polyspool/contracts/people';
import { type CorpusRecord, CorpusRecordPage } from '@polyspool/contracts/records';
import { UploadRecords } from '@polyspool/database/upload-records';
import { PackingParts, unpack } from '@polyspool/jobs/packing/packed-input';
import { catalogue } from '@polyspool/contracts/catalogue';
import { v7 } from 'uuid';
import { addUpload, jsonClient, publish } from '../testing/finished-video.js';
import { formOf, jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

interface Fault {
  readonly code: string;
  readonly errors?: readonly { pointer: string }[];
}

let gateway: TestGateway;
let send: ReturnType<typeof jsonClient>;
let ben: string;
beforeAll(async () => {
  gateway = await openGateway();
  send = jsonClient(gateway);
  ben = (await send<Me>('GET', '/v1/me', undefined, keys.ben)).body.id;
});
afterAll(() => gateway.close());

const make = async (more: object = {}, key = keys.anna) => {
  const answer = await send<CorpusRecord & Fault>('POST', '/v1/records', { title: 'A song', ...more }, key);
  return { ...answer, ...answer.body };
};
const faultOf = ({ status, body }: { status: number; body: unknown }) => {
  const { code, errors = [] } = body as Fault;
  return [status, code, ...errors.map(({ pointer }) => pointer)].join(' ');
};
const shareWithBen = async (role: string) => {
  const { id } = (await send<Project>('POST', '/v1/projects', { name: 'Corpus' })).body;
  await send('PUT', `/v1/projects/${id}/members/${ben}`, { role });
  return id;
};
/** What the worker would be given. */
async function inputOf({ id, type }: Pick<Job, 'id' | 'type'>) {
  const [row] = await gateway.database.query<{ input: Record<string, unknown> }>(
    'SELECT input FROM jobs WHERE id = $1',
    [id],
  );
  return unpack(catalogue.get(type)!, id, row!.input, gateway.app.get(PackingParts));
}

describe('a record', () => {
  it('is made, found, searched, changed and removed, and its upload stays', async () => {
    const uploadId = await addUpload(gateway);
    const consent = { given: true, on: '2026-11-01', reference: 'form 7' };
    const more = { title: ' గోదావరి పాట ', uploadId, language: 'te-in', category: 'song', consent, licence: 'CC-BY-4.0' };

    const made = await make(more);
    expect([made.status, made.headers.get('location')]).toEqual([201, `/v1/records/${made.id}`]);
    const path = `/v1/records/${made.id}`;
    const found = (await send<CorpusRecord>('GET', path)).body;
    expect(found).toMatchObject({
      title: 'గోదావరి పాట',
      language: 'te-IN',
      consent,
      state: 'none',
      upload: { id: uploadId },
    });
    expect(
      CorpusRecordPage.parse((await send('GET', `/v1/records?q=${encodeURIComponent('గోదా')}&language=te`)).body).items,
    ).toEqual([found]);
    expect((await send<CorpusRecordPage>('GET', '/v1/records?category=story')).body.items).toEqual([]);
    const changed = await send<CorpusRecord>('PATCH', path, { category: null, place: 'Rajahmundry' });

    expect(changed.body).toMatchObject({ place: 'Rajahmundry', title: 'గోదావరి పాట' });
    expect(changed.body).not.toHaveProperty('category');
    expect((await send('DELETE', path)).status).toBe(204);
    expect(faultOf(await send('GET', path))).toBe('404 record.unknown');
    expect((await send('GET', `/v1/uploads/${uploadId}`)).status).toBe(200);
  });

  it('is refused with what is no recording, or of somebody else, or with faults', async () => {
    const script = (await jsonOf<{ id: string }>(await gateway.send(formOf(`Scene ${v7()}`, 'script.txt')))).id;
    const silent = v7();
    const file = { name: 'a.mp4', mediaType: 'video/mp4', bytes: 1, sha256: silent };
    const probe = { demuxer: 'mov', durationSeconds: 1, audioTracks: [] };
    await gateway.app.get(UploadRecords).add({ id: silent, userId: gateway.anna.id, kind: 'video', ...file, probe });

    expect(faultOf(await make({ uploadId: script }))).toBe('422 upload.otherKind /uploadId');
    expect(faultOf(await make({ uploadId: silent }))).toBe('422 media.noAudio /uploadId');
    expect(faultOf(await make({ uploadId: await addUpload(gateway) }, keys.ben))).toBe('404 upload.unknown /uploadId');
    expect(faultOf(await make({ title: ' ' }))).toBe('400 input.invalid /title');
    expect(faultOf(await make({ projectId: v7() }))).toBe('404 project.unknown');
    expect(faultOf(await send('GET', '/v1/records?colour=red'))).toBe('400 input.invalid /colour');
    expect(faultOf(await send('GET', '/v1/records/nothing'))).toBe('404 record.unknown');
  });

  it('is seen by members of its project, changed by its editors, and unknown to others', async () => {
    const { id: own } = await make();
    const seen = await make({ projectId: await shareWithBen('viewer'), title: 'Seen' });
    const edited = await make({ projectId: await shareWithBen('editor') });
    const rename = (id: string) => send('PATCH', `/v1/records/${id}`, { title: 'Of Ben' }, keys.ben);

    expect(faultOf(await send('GET', `/v1/records/${own}`, undefined, keys.ben))).toBe('404 record.unknown');
    expect(faultOf(await rename(own))).toBe('404 record.unknown');
    const ofProject = `/v1/records?projectId=${seen.projectId}`;
    expect((await send<CorpusRecordPage>('GET', ofProject, undefined, keys.ben)).body.items).toMatchObject([
      { title: 'Seen' },
    ]);
    expect((await send<CorpusRecordPage>('GET', '/v1/records', undefined, keys.ben)).body.items).toEqual([]);
    expect(faultOf(await rename(seen.id))).toBe('403 project.forbidden');
    expect((await rename(edited.id)).status).toBe(200);
  });

  it('gets no recording from an editor who may not see it, also where its owner may', async () => {
    const [shown, hidden] = [await addUpload(gateway), await addUpload(gateway)];
    const { id } = await make({ uploadId: shown, projectId: await shareWithBen('editor') });
    const attach = (uploadId: string) => send('PATCH', `/v1/records/${id}`, { uploadId, place: 'Guntur' }, keys.ben);

    expect(faultOf(await attach(hidden))).toBe('404 upload.unknown /uploadId');
    expect((await attach(shown)).status).toBe(200); // as it was
  });
});

describe('a job over a record', () => {
  it('gets its recording and its language, and is seen in its project', async () => {
    const uploadId = await addUpload(gateway);
    const projectId = await shareWithBen('editor');
    const { id: recordId } = await make({ uploadId, projectId, language: 'te' });

    const process = await send<Job>('POST', `/v1/records/${recordId}/process-audio`, { transcribe: false }, keys.ben);
    const analyse = await send<Job>('POST', `/v1/records/${recordId}/analyze-content`, { language: 'hi' });
    const plain = await send<Job>('POST', '/v1/jobs', { type: 'corpus.processAudio', input: { uploadId } });

    expect([process.status, process.body.projectId]).toEqual([202, projectId]);
    expect(await inputOf(process.body)).toEqual({ recordId, uploadId, language: 'te', transcribe: false });
    expect(await inputOf(analyse.body)).toEqual({ recordId, uploadId, language: 'hi' });
    expect(await inputOf(plain.body)).toEqual({ uploadId, transcribe: true });
  });

  it('is its owner’s own where they only see the project of the record, or have left it', async () => {
    const projectId = await shareWithBen('editor');
    const uploadId = await addUpload(gateway);
    await gateway.database.execute('UPDATE uploads SET user_id = $2 WHERE id = $1', [uploadId, ben]);
    const { id: recordId } = await make({ uploadId, projectId }, keys.ben);
    const ask = () => send<Job>('POST', `/v1/records/${recordId}/process-audio`, {}, keys.ben);

    await send('PUT', `/v1/projects/${projectId}/members/${ben}`, { role: 'viewer' });
    const seeing = await ask();
    await send('DELETE', `/v1/projects/${projectId}/members/${ben}`);
    const left = await ask();

    expect([seeing.status, seeing.body.projectId, left.status, left.body.projectId]).toEqual([
      ...[202, undefined],
      ...[202, undefined],
    ]);
  });

  it('is refused over one that is not there, that one only sees, that has no recording, or has another', async () => {
    const foreign = await make({ uploadId: await addUpload(gateway) });
    const seen = await make({ uploadId: await addUpload(gateway), projectId: await shareWithBen('viewer') });
    const ask = (recordId: string, key = keys.anna, more: object = {}) =>
      send('POST', '/v1/jobs', { type: 'corpus.processAudio', input: { recordId, ...more } }, key);

    expect(faultOf(await ask(foreign.id, keys.ben))).toBe('404 record.unknown /recordId');
    expect(faultOf(await ask(v7()))).toBe('404 record.unknown /recordId');
    expect(faultOf(await ask(seen.id, keys.ben))).toBe('403 project.forbidden /recordId');
    expect(faultOf(await ask((await make()).id))).toBe('422 record.noUpload /recordId');
    expect(faultOf(await ask(foreign.id, keys.anna, { uploadId: v7() }))).toBe('400 input.invalid /uploadId');
    expect(faultOf(await ask('nothing'))).toBe('400 input.invalid /recordId');
    expect(faultOf(await send('POST', `/v1/records/${foreign.id}/process-audio`, { colour: 1 }))).toBe(
      '400 input.invalid /colour',
    );
  });
});

describe('a batch', () => {
  it('knows the recordings of its records, each once', async () => {
    const uploadId = await addUpload(gateway);
    const [a, b] = [await make({ uploadId, language: 'te' }), await make({ uploadId })];

    const batch = await send<Job>('POST', '/v1/batches', { recordIds: [b.id, a.id.toUpperCase(), b.id] });

    expect(batch.status).toBe(202);
    expect(await inputOf(batch.body)).toEqual({
      recordIds: [b.id, a.id],
      action: 'processAudio',
      items: [
        { recordId: b.id, uploadId },
        { recordId: a.id, uploadId, language: 'te' },
      ],
    });
  });

  it('is refused where one of its records is, and says which', async () => {
    const good = await make({ uploadId: await addUpload(gateway) });
    const empty = await make();
    const ask = (recordIds: readonly string[], more: object = {}) =>
      send('POST', '/v1/batches', { recordIds, ...more });

    expect(faultOf(await ask([good.id, v7()]))).toBe('404 record.unknown /recordIds/1');
    expect(faultOf(await ask([empty.id, good.id]))).toBe('422 record.noUpload /recordIds/0');
    expect(faultOf(await ask([]))).toBe('400 input.invalid /recordIds');
    expect(faultOf(await ask([good.id], { items: [] }))).toBe('400 input.invalid /items');
    expect(faultOf(await ask(Array.from({ length: 50 }, () => v7())))).toMatch(
      /^404 record\.unknown( \/recordIds\/\d+){20}$/,
    );
  });

  it('of ten thousand is taken at once', async () => {
    const uploadId = await addUpload(gateway);
    const rows = await gateway.database.query<{ id: string }>(
      `INSERT INTO records (id, user_id, upload_id, title, words)
       SELECT gen_random_uuid(), $1, $2, 'Record ' || n, '' FROM generate_series(1, 10000) n RETURNING id`,
      [gateway.anna.id, uploadId],
    );

    const batch = await send<Job>('POST', '/v1/batches', { recordIds: rows.map(({ id }) => id) });

    expect(batch.status).toBe(202);
    expect((await inputOf(batch.body))['items']).toHaveLength(10_000);
  });
});

describe('a copy to the archive', () => {
  it('is of an upload, or of an artifact, of one that the caller sees', async () => {
    const uploadId = await addUpload(gateway);
    const made = (await send<Job>('POST', '/v1/jobs', { type: 'script.parse', input: { script: 'Once.' } })).body;
    await publish(gateway, made.id, 'film.json', {});
    const [artifact] = await gateway.database.query<{ id: string; key: string }>(
      'SELECT id, storage_key AS key FROM artifacts WHERE job_id = $1',
      [made.id],
    );
    const { id: file, key } = artifact!;
    const ask = (input: object, as = keys.anna) => send<Job>('POST', '/v1/jobs', { type: 'storage.upload', input }, as);

    expect(await inputOf((await ask({ uploadId })).body)).toEqual({ uploadId });
    expect(await inputOf((await ask({ file })).body)).toEqual({ file: key });
    expect(faultOf(await ask({ uploadId }, keys.ben))).toBe('404 upload.unknown');
    expect(faultOf(await ask({ file }, keys.ben))).toBe('404 artifact.unknown /file');
    expect(faultOf(await ask({ file: key }))).toBe('404 artifact.unknown /file');
    for (const input of [{}, { uploadId, file }]) expect(faultOf(await ask(input))).toBe('400 input.invalid /uploadId');
  });
});
