import Fastify from 'fastify';
import { addResponseHeaders } from '../response-headers.js';
import { describeLive } from './async-description.js';
import { serveReference } from './reference-page.js';

describe('the reference page', () => {
  const fastify = Fastify();
  addResponseHeaders(fastify);
  serveReference(fastify);
  describeLive(fastify);
  afterAll(() => fastify.close());
  const get = (url: string, headers = {}) => fastify.inject({ url, headers });

  it('needs nothing from elsewhere and nothing inline, so that the policy for all pages holds for it', async () => {
    const page = await get('/docs');
    const addresses = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);

    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'self';/);
    expect(addresses.filter((address) => !address.startsWith('/docs/'))).toEqual(['data:,']);
    expect(page.body).not.toMatch(/<style|style=|<script>/);
    for (const address of addresses.filter((one) => one.startsWith('/'))) {
      const file = await get(address);
      expect([address, file.statusCode, file.body.length > 50]).toEqual([address, 200, true]);
      const again = await get(address, { 'if-none-match': file.headers.etag });
      expect([again.statusCode, again.body]).toEqual([304, '']);
    }
  });

  it('has the description of the live channels beside that of the API', async () => {
    expect((await get('/asyncapi.json')).json()).toMatchObject({ asyncapi: '3.0.0' });
  });
});
