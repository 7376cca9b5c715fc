import { z } from 'zod';
import { imageGeneratorEnv } from './image-generator-env.js';
import { openImageGenerators } from './open-image-generators.js';

const open = (source: Record<string, string>) => openImageGenerators(z.object(imageGeneratorEnv).parse(source));

describe('openImageGenerators', () => {
  it.each([
    [{}, ['procedural']],
    [{ AUTOMATIC1111_URL: 'http://127.0.0.1:7860', AUTOMATIC1111_AUTH: 'me:it' }, ['procedural', 'automatic1111']],
    [{ OPENAI_IMAGE_KEY: 'a key', OPENAI_IMAGE_MODEL: 'gpt-image-1' }, ['procedural', 'openai']],
    [{ OPENAI_IMAGE_URL: 'http://127.0.0.1:1234/v1', OPENAI_IMAGE_MODEL: 'sd' }, ['procedural', 'openai']],
    [{ COMFYUI_URL: 'http://127.0.0.1:8188', COMFYUI_TIMEOUT_S: '60' }, ['procedural', 'comfyui']],
  ])('of %j sets up %j', (source: Record<string, string>, names) => {
    expect(open(source).all.map(({ name }) => name)).toEqual(names);
  });

  it('chooses the standard one where nothing is said', () => {
    const generators = open({ IMAGE_GENERATOR: 'comfyui', COMFYUI_URL: 'http://127.0.0.1:8188' });

    expect(generators.choose().name).toBe('comfyui');
    expect(generators.choose('procedural').name).toBe('procedural');
  });

  it('has no other one to choose', () => {
    expect(() => open({}).choose('openai')).toThrow(expect.objectContaining({ code: 'engine.missing' }));
  });

  it.each([
    [{ IMAGE_GENERATOR: 'automatic1111' }, 'AUTOMATIC1111_URL'],
    [{ IMAGE_GENERATOR: 'comfyui' }, 'COMFYUI_URL'],
    [{ IMAGE_GENERATOR: 'openai' }, 'OPENAI_IMAGE_MODEL'],
    [{ OPENAI_IMAGE_KEY: 'a key' }, 'OPENAI_IMAGE_MODEL'],
    [{ OPENAI_IMAGE_MODEL: 'gpt-image-1' }, 'OPENAI_IMAGE_KEY'],
    [{ COMFYUI_URL: 'file:///etc' }, 'COMFYUI_URL'],
    [{ COMFYUI_URL: 'http://127.0.0.1:8188', COMFYUI_WORKFLOW: '/nowhere.json' }, 'COMFYUI_WORKFLOW'],
  ])('of %j says what is missing or wrong', (source: Record<string, string>, name) => {
    expect(() => open(source)).toThrow(name);
  });
});
