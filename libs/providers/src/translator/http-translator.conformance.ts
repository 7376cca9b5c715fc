import { FakeEngineServer, silence } from './fake-engine-server.js';
import type { Translator } from './translator.js';

/** What every translator behind a network does when its server is in trouble. */
export function itSurvivesItsServer(open: (url: string, timeoutMs?: number) => Translator) {
  const options = { from: 'en', to: 'es' };
  let server: FakeEngineServer;
  const translating = (timeoutMs?: number) => open(server.url, timeoutMs).translate(['the house'], options);

  beforeEach(async () => {
    server = await new FakeEngineServer(() => silence).start();
  });

  afterEach(() => server.close());

  it.each([408, 429, 500, 502, 503, 529])('is unavailable when it answers %s', async (status) => {
    server.answer = () => ({ status, body: { error: { message: 'Slow down' }, message: 'Slow down' } });

    await expect(translating()).rejects.toMatchObject({ code: 'engine.unavailable' });
    expect(server.requests.length).toBeLessThanOrEqual(2);
  });

  it.each([400, 401, 403, 413])('is refused for good when it answers %s', async (status) => {
    server.answer = () => ({ status, body: { error: { message: 'Not you' }, message: 'Not you' } });

    await expect(translating()).rejects.toMatchObject({ code: 'engine.refused', retry: false });
  });

  it('is unavailable when nobody listens', async () => {
    await expect(open('http://127.0.0.1:9').translate(['the house'], options)).rejects.toMatchObject({
      code: 'engine.unavailable',
    });
  });

  it('is unavailable when it does not answer in time', async () => {
    await expect(translating(50)).rejects.toMatchObject({ code: 'engine.unavailable' });
  });

  it('fails when it answers something else', async () => {
    server.answer = () => ({ body: '<html>Welcome</html>' });

    await expect(translating()).rejects.toMatchObject({ code: expect.stringMatching(/^engine\./) });
  });

  it('stops waiting when it is aborted', async () => {
    const controller = new AbortController();
    server.answer = () => {
      controller.abort(new Error('enough'));
      return silence;
    };

    const aborted = open(server.url).translate(['the house'], { ...options, signal: controller.signal });

    await expect(aborted).rejects.toThrow('enough');
  });

  it('says nothing of its key', async () => {
    server.answer = () => ({ status: 403, body: { message: 'Forbidden' } });

    const error: unknown = await translating().catch((reason: unknown) => reason);

    expect(JSON.stringify([error, String(error)])).not.toContain('secret-key');
  });
}
