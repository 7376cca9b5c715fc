import { FileKey, type SignedLink } from '@polyspool/contracts/files';
import { v7 } from 'uuid';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

const subtitles = 'WEBVTT\n\n00:00.000 --> 00:01.000\n¿Qué?\n';

/** A published file of a job of Anna's. */
async function published(name: string, mediaType: string, content: string) {
  const [jobId, id] = [v7(), v7()];
  const key = FileKey.parse(`jobs/${jobId}/${v7()}/${name}`);
  const { bytes, sha256 } = await gateway.storage.write(key, content);
  await gateway.database.execute(
    `INSERT INTO jobs (id, user_id, type, queue, input) VALUES ($1, $2, 'video.process', 'video', '{}')`,
    [jobId, gateway.anna.id],
  );
  await gateway.database.execute(
    `INSERT INTO artifacts (id, job_id, name, kind, media_type, bytes, sha256, storage_key)
     VALUES ($1, $2, $3, 'subtitles', $4, $5, $6, $7)`,
    [id, jobId, name, mediaType, bytes, sha256, key],
  );
  return { id, etag: `"${sha256}"`, path: `/v1/artifacts/${id}/content` };
}

describe('an artifact', () => {
  it.each([
    ['subtitles.es.vtt', 'text/vtt', 'text/vtt; charset=utf-8'],
    ['transcript.json', 'application/json', 'application/json'],
  ])('%s is answered as %s', async (name, mediaType, contentType) => {
    const { path, etag } = await published(name, mediaType, subtitles);

    const answer = await gateway.ask('GET', path);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(contentType);
    expect(answer.headers.get('content-disposition')).toContain(`filename="${name}"`);
    expect(answer.headers.get('etag')).toBe(etag);
    expect(await answer.text()).toBe(subtitles);
  });

  it('is answered in part, and described to HEAD', async () => {
    const { path } = await published('a.vtt', 'text/vtt', subtitles);

    const part = await gateway.ask('GET', path, undefined, { headers: { range: 'bytes=0-5' } });
    const head = await gateway.ask('HEAD', path);

    expect([part.status, await part.text()]).toEqual([206, 'WEBVTT']);
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(subtitles)));
  });

  it('can be empty', async () => {
    const { path } = await published('empty.vtt', 'text/vtt', '');

    const answer = await gateway.ask('GET', path);

    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  it('is opened by its link, and by no link to another', async () => {
    const [one, other] = [
      await published('a.vtt', 'text/vtt', subtitles),
      await published('b.vtt', 'text/vtt', subtitles),
    ];
    const { url } = await jsonOf<SignedLink>(await gateway.ask('POST', `/v1/artifacts/${one.id}/link`));

    expect(await (await fetch(gateway.url + url)).text()).toBe(subtitles);
    expect((await fetch(gateway.url + url.replace(one.id, other.id))).status).toBe(401);
  });

  it.each([
    ['GET', 'content'],
    ['HEAD', 'content'],
    ['POST', 'link'],
  ])('is unknown to others, as what is no id is to all: %s %s', async (method, route) => {
    const { id } = await published('a.vtt', 'text/vtt', subtitles);

    const answers = [
      await gateway.ask(method, `/v1/artifacts/${id}/${route}`, keys.ben),
      await gateway.ask(method, `/v1/artifacts/${v7()}/${route}`),
      await gateway.ask(method, `/v1/artifacts/1/${route}`),
    ];

    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404]);
    if (method !== 'HEAD')
      for (const answer of answers) expect(await answer.json()).toMatchObject({ code: 'artifact.unknown' });
  });

  it('needs a key or a link', async () => {
    const { path } = await published('a.vtt', 'text/vtt', subtitles);

    expect(await (await fetch(gateway.url + path)).json()).toMatchObject({ code: 'auth.missing', status: 401 });
  });
});
