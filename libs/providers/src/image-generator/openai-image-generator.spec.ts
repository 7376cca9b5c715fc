import sharp from 'sharp';
import { FakeEngineServer, type Answering } from '../translator/fake-engine-server.js';
import { itSurvivesItsServer } from './http-image-generator.conformance.js';
import { itIsAnImageGenerator } from './image-generator.conformance.js';
import { OpenAiImageGenerator, type OpenAiImageOptions } from './openai-image-generator.js';

const { signal } = new AbortController();
const request = { prompt: 'a lighthouse', width: 1_600, height: 900, seed: 42, signal };

/** As OpenAI answers. */
const openAi: Answering = async ({ path, body }) => {
  if (path === '/v1/models') return { body: { object: 'list', data: [{ id: 'gpt-image-1', object: 'model' }] } };
  const [width = 0, height = 0] = (JSON.parse(body) as { size: string }).size.split('x').map(Number);
  const image = await sharp({ create: { width, height, channels: 3, background: '#336699' } })
    .webp()
    .toBuffer();
  return {
    body: { created: 1_713_833_628, data: [{ b64_json: image.toString('base64') }], usage: { total_tokens: 100 } },
  };
};

describe('OpenAiImageGenerator', () => {
  let server: FakeEngineServer;
  const open = (options: Partial<OpenAiImageOptions> = {}) =>
    new OpenAiImageGenerator({ url: `${server.url}/v1`, apiKey: 'secret-key', model: 'gpt-image-1', ...options });
  const sentBody = () => JSON.parse(server.requests[0]?.body ?? '{}') as Record<string, unknown>;

  beforeAll(async () => {
    server = await new FakeEngineServer(openAi).start();
  });

  beforeEach(() => {
    server.requests.length = 0;
    server.answer = openAi;
  });

  afterAll(() => server.close());

  itIsAnImageGenerator(() => open());
  itSurvivesItsServer((url, timeoutMs) => open({ url: `${url}/v1`, timeoutMs }));

  it.each([
    ['gpt-image-1', 1_600, 900, '1536x1024'],
    ['gpt-image-1', 900, 1_600, '1024x1536'],
    ['gpt-image-1', 1_200, 1_200, '1024x1024'],
    ['dall-e-3', 1_600, 900, '1792x1024'],
    ['dall-e-2', 1_600, 900, '1024x1024'],
    ['stable-diffusion', 1_600, 900, '1344x768'],
  ])('asks %s for %s x %s as %s', async (model, width, height, size) => {
    const { picture } = await open({ model }).make({ ...request, width, height });

    expect(server.requests[0]?.path).toBe('/v1/images/generations');
    expect(sentBody()).toMatchObject({ model, prompt: 'a lighthouse', n: 1, size });
    expect('response_format' in sentBody()).toBe(model !== 'gpt-image-1');
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width, height });
  });

  it('prefers the model of the request', async () => {
    const { engine } = await open().make({ ...request, model: 'dall-e-3' });

    expect(sentBody()).toMatchObject({ model: 'dall-e-3' });
    const version = `dall-e-3 at ${new URL(server.url).host}`;
    expect(engine).toEqual({ engine: 'openai', version, quality: 'good' });
  });

  it('puts what is not to be seen into the prompt', async () => {
    await open().make({ ...request, negativePrompt: 'people' });

    expect(sentBody()['prompt']).toBe('a lighthouse\n\nNot to be seen: people');
  });

  it('says what it cannot do', async () => {
    const { warnings } = await open().make({ ...request, steps: 30 });

    expect(warnings).toEqual([
      { code: 'image.optionIgnored', detail: 'The image model takes no seed and no steps' },
      { code: 'image.enlarged', detail: 'The image model made 1536 x 1024, enlarged to 1600 x 900' },
    ]);
  });

  it('counts as there where it does not tell its models', async () => {
    server.answer = () => ({ status: 404, body: { error: { message: 'No such route' } } });

    await expect(open().check(signal)).resolves.toBeUndefined();
  });

  it.each([
    ['a link instead of a picture', { data: [{ url: 'http://127.0.0.1/picture.png' }] }],
    ['no picture', { data: [] }],
    ['something else in place of a picture', { data: [{ b64_json: btoa('no picture at all') }] }],
  ])('fails when it gets %s', async (_, body) => {
    server.answer = () => ({ body });

    await expect(open().make(request)).rejects.toMatchObject({ code: 'engine.failed' });
  });
});
