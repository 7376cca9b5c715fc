import sharp from 'sharp';
import { FakeEngineServer, silence, type Answering, type EngineAnswer } from '../translator/fake-engine-server.js';
import { Automatic1111ImageGenerator, type Automatic1111Options } from './automatic1111-image-generator.js';
import { itSurvivesItsServer } from './http-image-generator.conformance.js';
import { itIsAnImageGenerator } from './image-generator.conformance.js';

const { signal } = new AbortController();
const request = { prompt: 'a lighthouse', width: 1_600, height: 900, seed: 42, signal };

async function picture(width: number, height: number, info: object = {}): Promise<EngineAnswer> {
  const png = await sharp({ create: { width, height, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
  return { body: { images: [png.toString('base64')], parameters: {}, info: JSON.stringify(info) } };
}

/** As version 1.10 answers. */
const webUi: Answering = async ({ path, body }) => {
  if (path === '/sdapi/v1/options')
    return { body: { sd_model_checkpoint: 'sd_xl_base_1.0.safetensors', sd_checkpoint_hash: '31e35c80fc', other: 1 } };
  if (path === '/internal/pending-tasks') return { body: { size: 2, tasks: ['task(a)', 'task(b)'] } };
  if (path === '/internal/progress') return { body: { active: true, queued: false, completed: false, progress: 0.4 } };
  if (path.startsWith('/sdapi/v1/progress'))
    return { body: { progress: 0.4, eta_relative: 1, state: { job_count: 1 } } };
  if (path === '/sdapi/v1/interrupt') return { body: {} };
  const { width, height, override_settings: override } = JSON.parse(body) as Asked;
  // What it does not have it leaves out.
  const isKnown = override?.sd_model_checkpoint === 'dream.safetensors';
  const made = isKnown ? ['dream', '879db523c3'] : ['sd_xl_base_1.0', '31e35c80fc'];
  return picture(width, height, { sd_model_name: made[0], sd_model_hash: made[1] });
};

interface Asked {
  readonly width: number;
  readonly height: number;
  readonly override_settings?: { readonly sd_model_checkpoint: string };
}

describe('Automatic1111ImageGenerator', () => {
  let server: FakeEngineServer;
  const open = (options: Partial<Automatic1111Options> = {}) =>
    new Automatic1111ImageGenerator({ url: server.url, auth: 'me:secret-key', pollMs: 1, ...options });
  const sent = (path: string) => server.requests.filter((asked) => asked.path === path);
  const sentBody = () => JSON.parse(sent('/sdapi/v1/txt2img')[0]?.body ?? '{}') as Record<string, unknown>;

  beforeAll(async () => {
    server = await new FakeEngineServer(webUi).start();
  });

  beforeEach(() => {
    server.requests.length = 0;
    server.answer = webUi;
  });

  afterAll(() => server.close());

  itIsAnImageGenerator(() => open());
  itSurvivesItsServer((url, timeoutMs) => open({ url, model: 'a-model', timeoutMs }));

  it('asks for no more than its models can, and enlarges what it gets', async () => {
    const made = await open().make({ ...request, negativePrompt: 'people', steps: 12, model: 'dream.safetensors' });

    expect(sentBody()).toMatchObject({
      prompt: 'a lighthouse',
      negative_prompt: 'people',
      width: 1_368,
      height: 768,
      seed: 42,
      steps: 12,
      batch_size: 1,
      override_settings: { sd_model_checkpoint: 'dream.safetensors' },
      override_settings_restore_afterwards: true,
    });
    expect(await sharp(made.picture).metadata()).toMatchObject({ width: 1_600, height: 900 });
    expect(made).toMatchObject({
      seed: 42,
      engine: { version: `dream 879db523c3 at ${new URL(server.url).host}` },
      layers: [],
    });
    expect(made.warnings.map(({ code }) => code)).toEqual(['image.enlarged']);
  });

  it('leaves the model loaded where each request names its own', async () => {
    await open({ model: 'dream.safetensors' }).make(request);

    expect(sentBody()).toMatchObject({
      override_settings: { sd_model_checkpoint: 'dream.safetensors' },
      override_settings_restore_afterwards: false,
    });
  });

  it('names the model that the server has loaded', async () => {
    expect(await open().label()).toEqual({
      engine: 'automatic1111',
      version: `sd_xl_base_1.0 31e35c80fc at ${new URL(server.url).host}`,
      quality: 'good',
    });
  });

  it('refuses a model that the server does not have, though that makes a picture with another', async () => {
    await expect(open().make({ ...request, model: 'absent.safetensors' })).rejects.toMatchObject({
      code: 'engine.refused',
      message: expect.stringContaining('has no checkpoint absent.safetensors'),
    });
  });

  it('takes the picture of a server that does not say with which model it made it', async () => {
    server.answer = (incoming) => (incoming.path === '/sdapi/v1/txt2img' ? picture(160, 90) : webUi(incoming));

    const { engine } = await open().make({ ...request, model: 'dream.safetensors' });

    expect(engine.version).toMatch(/^dream at /);
  });

  it('asks which model is loaded before it makes a picture: afterwards nothing can spoil that', async () => {
    await open().make(request);

    const paths = server.requests.map(({ path }) => path).filter((path) => !path.includes('progress'));
    expect(paths).toEqual(['/sdapi/v1/options', '/sdapi/v1/txt2img']);
  });

  it('shows who it is', async () => {
    await open().label();

    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${btoa('me:secret-key')}`);
  });

  it('tells how far its own picture is', async () => {
    const told: number[] = [];
    const asked = Promise.withResolvers<void>();
    server.answer = (incoming) =>
      incoming.path === '/sdapi/v1/txt2img' ? asked.promise.then(() => picture(160, 90)) : webUi(incoming);

    await open().make({ ...request, onProgress: (fraction) => void (told.push(fraction), asked.resolve()) });

    expect(told).toEqual([0.4, 1]);
    const { id_task: taskId } = JSON.parse(sent('/internal/progress')[0]?.body ?? '{}') as { id_task: string };
    expect(taskId).toBe(sentBody()['force_task_id']);
  });

  it('comes without progress where that cannot be had', async () => {
    server.answer = (incoming) => (incoming.path.includes('progress') ? { status: 500 } : webUi(incoming));

    await expect(open().make(request)).resolves.toMatchObject({ seed: 42 });
  });

  describe('when it is cancelled', () => {
    async function cancelled(progress: Answering) {
      const controller = new AbortController();
      server.answer = (incoming) => {
        if (incoming.path === '/sdapi/v1/txt2img') {
          controller.abort(new Error('enough'));
          return silence;
        }
        return incoming.path.includes('progress') ? progress(incoming) : webUi(incoming);
      };
      await expect(open().make({ ...request, signal: controller.signal })).rejects.toThrow('enough');
      return sent('/sdapi/v1/interrupt').length;
    }

    it('interrupts the server', async () => {
      expect(await cancelled(webUi)).toBe(1);
    });

    it('interrupts nobody else', async () => {
      expect(await cancelled(() => ({ body: { active: false, queued: true, completed: false } }))).toBe(0);
    });

    it('interrupts servers that know no tasks', async () => {
      const withoutTasks: Answering = (incoming) =>
        incoming.path.startsWith('/internal') ? { status: 404, body: { detail: 'Not Found' } } : webUi(incoming);

      expect(await cancelled(withoutTasks)).toBe(1);
    });
  });

  it('interrupts what takes too long', async () => {
    server.answer = (incoming) => (incoming.path === '/sdapi/v1/txt2img' ? silence : webUi(incoming));

    await expect(open({ timeoutMs: 60 }).make(request)).rejects.toMatchObject({ code: 'engine.unavailable' });

    expect(sent('/sdapi/v1/interrupt')).toHaveLength(1);
  });

  it('counts what waits and what runs', async () => {
    expect(await open().queueLength(signal)).toBe(3);
  });

  it('does not take anything for a picture', async () => {
    server.answer = ({ path }) =>
      path === '/sdapi/v1/txt2img'
        ? { body: { images: [btoa('<svg xmlns="http://www.w3.org/2000/svg"/>')] } }
        : { status: 404 };

    await expect(open({ model: 'a-model' }).make(request)).rejects.toMatchObject({ code: 'engine.failed' });
  });
});
