import { FakeEngineServer, silence } from '../translator/fake-engine-server.js';
import type { ImageGenerator } from './image-generator.js';

/** What every image generator behind a network does when its server is in trouble. For tests only. */
export function itSurvivesItsServer(open: (url: string, timeoutMs?: number) => ImageGenerator) {
  const request = { prompt: 'a house', width: 64, height: 64, seed: 1, signal: new AbortController().signal };
  let server: FakeEngineServer;
  const making = (timeoutMs?: number) => open(server.url, timeoutMs).make(request);

  beforeEach(async () => {
    server = await new FakeEngineServer(() => silence).start();
  });

  afterEach(() => server.close());

  it.each([408, 429, 500, 502, 503])('is unavailable when it answers %s', async (status) => {
    server.answer = () => ({ status, body: { error: { message: 'Slow down' }, detail: 'Slow down' } });

    await expect(making()).rejects.toMatchObject({ code: 'engine.unavailable', retry: true });
    await expect(open(server.url).check(request.signal)).rejects.toMatchObject({ code: 'engine.unavailable' });
  });

  it.each([400, 401, 403, 422])('is refused for good when it answers %s', async (status) => {
    server.answer = () => ({ status, body: { error: { message: 'Not that' }, detail: 'Not that' } });

    await expect(making()).rejects.toMatchObject({ code: 'engine.refused', retry: false });
  });

  it('is unavailable when nobody listens', async () => {
    await expect(open('http://127.0.0.1:9').make(request)).rejects.toMatchObject({ code: 'engine.unavailable' });
  });

  it('is unavailable when it does not answer in time', async () => {
    await expect(making(50)).rejects.toMatchObject({ code: 'engine.unavailable' });
  });

  it.each(['hangs up', 'stalls'] as const)('is unavailable when it %s in the middle of its answer', async (then) => {
    server.answer = () => ({ body: {}, then });

    await expect(making(300)).rejects.toMatchObject({ code: 'engine.unavailable' });
  });

  it('is unavailable when its answer does not end', async () => {
    server.answer = () => ({ body: 'x'.repeat(17 * 1024 ** 2) });

    await expect(making()).rejects.toMatchObject({ code: 'engine.unavailable' });
  });

  it('fails when it answers something else', async () => {
    server.answer = () => ({ body: '<html>Welcome</html>' });

    await expect(making()).rejects.toMatchObject({ code: expect.stringMatching(/^engine\./) });
  });

  it('stops waiting when it is aborted', async () => {
    const controller = new AbortController();
    server.answer = () => {
      controller.abort(new Error('enough'));
      return { status: 404, body: {} };
    };

    const aborted = open(server.url).make({ ...request, signal: controller.signal });

    await expect(aborted).rejects.toThrow('enough');
  });

  it('says nothing of its key', async () => {
    server.answer = ({ headers }) => ({
      status: 403,
      body: { error: { message: `Not with ${headers.authorization}` } },
    });

    const error: unknown = await making().catch((reason: unknown) => reason);

    expect(JSON.stringify([error, String(error)])).not.toMatch(/secret-key|c2VjcmV0/);
  });
}
