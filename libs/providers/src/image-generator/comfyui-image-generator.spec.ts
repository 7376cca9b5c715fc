import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { ComfyUiImageGenerator, type ComfyUiOptions } from './comfyui-image-generator.js';
import { FakeComfyUi } from './fake-comfyui.js';
import { itSurvivesItsServer } from './http-image-generator.conformance.js';
import { itIsAnImageGenerator } from './image-generator.conformance.js';

const { signal } = new AbortController();
const request = { prompt: 'a "quoted" lighthouse', width: 1_600, height: 900, seed: 42, signal };

describe('ComfyUiImageGenerator', () => {
  let comfy: FakeComfyUi;
  const open = (options: Partial<ComfyUiOptions> = {}) =>
    new ComfyUiImageGenerator({ url: comfy.url, pollMs: 1, ...options });

  beforeEach(async () => {
    comfy = await new FakeComfyUi().start();
    comfy.picture = await sharp({ create: { width: 64, height: 36, channels: 3, background: '#336699' } })
      .png()
      .toBuffer();
    comfy.onPrompt = (id) => comfy.finish(id);
  });

  afterEach(() => comfy.close());

  itIsAnImageGenerator(() => open());
  itSurvivesItsServer((url, timeoutMs) => open({ url, model: 'a-model', timeoutMs }));

  it('sends a graph of text to picture', async () => {
    const made = await open().make({ ...request, negativePrompt: 'people', steps: 12 });

    expect(comfy.graphs[0]).toMatchObject({
      model: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'first.safetensors' } },
      wanted: { inputs: { text: 'a "quoted" lighthouse' } },
      unwanted: { inputs: { text: 'people' } },
      canvas: { inputs: { width: 1_368, height: 768, batch_size: 1 } },
      sampler: { inputs: { seed: 42, steps: 12 } },
    });
    expect(comfy.requests.at(-1)).toBe('GET /view?filename=polyspool_00001_.png&subfolder=&type=output');
    expect(made).toMatchObject({ seed: 42, source: 'trainedAlgorithmicMedia', layers: [] });
    expect(await sharp(made.picture).metadata()).toMatchObject({ width: 1_600, height: 900 });
  });

  it('tells the progress of its own prompt, and looks at once when that has ended', async () => {
    const told: number[] = [];
    let mine = '';
    comfy.onPrompt = (id) => {
      mine = id;
      comfy.say('progress', { value: 9, max: 10, prompt_id: 'of another' });
      comfy.say('progress', { value: 5, max: 10, prompt_id: id, node: 'sampler' });
    };
    const onProgress = (fraction: number) => {
      told.push(fraction);
      if (fraction === 1) return;
      comfy.finish(mine);
      comfy.say('executing', { node: null, prompt_id: mine });
    };

    await open({ pollMs: 600_000 }).make({ ...request, model: 'a-model', onProgress });

    expect(told).toEqual([0.475, 1]);
  });

  it('says why a prompt has failed', async () => {
    comfy.onPrompt = (id) => comfy.fail(id, 'Allocation on device');

    await expect(open().make(request)).rejects.toMatchObject({
      code: 'engine.failed',
      message: 'ComfyUI could not make it: Allocation on device',
    });
  });

  it('fails when there is no picture in what came out', async () => {
    comfy.onPrompt = (id) => {
      comfy.history = { [id]: { outputs: { saved: { text: ['none'] } } } };
    };

    await expect(open().make(request)).rejects.toMatchObject({ code: 'engine.failed' });
  });

  describe('when it is cancelled', () => {
    async function cancelled(take: (id: string) => void) {
      const controller = new AbortController();
      let mine = '';
      comfy.onPrompt = (id) => {
        take((mine = id));
        controller.abort(new Error('enough'));
      };
      await expect(open().make({ ...request, signal: controller.signal })).rejects.toThrow('enough');
      return { mine, interrupts: comfy.requests.filter((asked) => asked.startsWith('POST /interrupt')) };
    }

    it('interrupts what runs', async () => {
      const { mine, interrupts } = await cancelled((id) => comfy.running.push(id));

      expect(interrupts).toEqual([`POST /interrupt {"prompt_id":"${mine}"}`]);
    });

    it('takes what waits out of the queue, and interrupts nobody else', async () => {
      comfy.running.push('of another');
      const { mine, interrupts } = await cancelled((id) => comfy.pending.push(id));

      expect(comfy.requests).toContain(`POST /queue {"delete":["${mine}"]}`);
      expect(interrupts).toEqual([]);
    });
  });

  it('withdraws what takes too long', async () => {
    comfy.onPrompt = (id) => void comfy.running.push(id);

    await expect(open({ timeoutMs: 60 }).make(request)).rejects.toMatchObject({ code: 'engine.unavailable' });

    expect(comfy.requests.filter((asked) => asked.startsWith('POST /interrupt'))).toHaveLength(1);
  });

  it('counts what runs and what waits', async () => {
    comfy.running.push('one');
    comfy.pending.push('two', 'three');

    expect(await open().queueLength(signal)).toBe(3);
  });

  describe('with a workflow of its own', () => {
    let folder: string;
    const write = async (workflow: unknown) => {
      const path = join(folder, 'workflow.json');
      await writeFile(path, JSON.stringify(workflow));
      return path;
    };

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'comfyui-spec-'));
    });

    afterEach(() => rm(folder, { recursive: true }));

    it('fills in what it has places for', async () => {
      const inputs = {
        text: 'masterpiece, %prompt%',
        noise_seed: '%seed%',
        size: ['%width%', '%height%'],
        link: ['2', 0],
      };
      const workflowPath = await write({ 7: { class_type: 'Anything', inputs } });
      const generator = open({ workflowPath });

      await generator.make(request);

      expect(comfy.graphs[0]?.['7']?.inputs).toEqual({
        text: 'masterpiece, a "quoted" lighthouse',
        noise_seed: 42,
        size: [1_368, 768],
        link: ['2', 0],
      });
      expect(await generator.label()).toMatchObject({
        version: expect.stringMatching(/^workflow [0-9a-f]{8} at 127\.0\.0\.1:\d+$/),
      });
    });

    it.each([[{ nodes: [], links: [] }], [{ 7: { class_type: 'Anything', inputs: {} } }]])(
      'does not begin with %j',
      async (workflow) => {
        const workflowPath = await write(workflow);

        expect(() => open({ workflowPath })).toThrow('COMFYUI_WORKFLOW');
      },
    );
  });
});
