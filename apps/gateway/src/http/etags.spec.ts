import Fastify from 'fastify';
import { addEtags } from './etags.js';

describe('an answer in JSON', () => {
  let value = { percent: 1 };
  const fastify = Fastify();
  addEtags(fastify);
  fastify.get('/value', () => value);
  fastify.get('/forecast', (_request, reply) => reply.header('etag', '"7"').send({ now: Math.random() }));
  fastify.get('/missing', (_request, reply) => reply.code(404).send({}));
  fastify.get('/text', () => 'text');
  afterAll(() => fastify.close());

  const get = (url: string, tag?: string) =>
    fastify.inject({ url, headers: tag === undefined ? {} : { 'if-none-match': tag } });

  it('is 304 to whoever has it, and only to them', async () => {
    const first = await get('/value');
    const etag = String(first.headers.etag);

    for (const tag of [etag, etag.slice(2), `"x", ${etag}`, '*']) {
      const again = await get('/value', tag);
      expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
      expect(again.headers['content-type']).toBeUndefined();
    }
    expect((await get('/value', '"x"')).json()).toEqual(value);

    value = { percent: 2 };
    expect((await get('/value', etag)).json()).toEqual({ percent: 2 });
  });

  it('is known by the tag of its route, where that has one', async () => {
    expect((await get('/forecast', 'W/"7"')).statusCode).toBe(304);
  });

  it.each(['/missing', '/text'])('has none where it is something else: %s', async (url) => {
    expect((await get(url)).headers.etag).toBeUndefined();
  });
});
