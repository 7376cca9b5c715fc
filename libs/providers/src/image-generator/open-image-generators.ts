import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import type { ImageGenerator } from './image-generator.js';
import type { ImageGeneratorEnv } from './image-generator-env.js';
import { ImageGenerators } from './image-generators.js';
import { Automatic1111ImageGenerator } from './automatic1111-image-generator.js';
import { ComfyUiImageGenerator } from './comfyui-image-generator.js';
import { OpenAiImageGenerator } from './openai-image-generator.js';
import { ProceduralImageGenerator } from './procedural-image-generator.js';

/** All that the environment sets up. Throws `BadEnvironment` where the standard one is not among them, or is set up by half. */
export function openImageGenerators(env: ImageGeneratorEnv): ImageGenerators {
  const generators = [
    new ProceduralImageGenerator(),
    ...automatic1111(env),
    ...openAi(env),
    ...comfyUi(env),
  ] satisfies ImageGenerator[];
  const byName = new Map(generators.map((generator) => [generator.name, generator]));
  if (!byName.has(env.IMAGE_GENERATOR))
    throw new BadEnvironment([`${needs[env.IMAGE_GENERATOR]}: needed with IMAGE_GENERATOR=${env.IMAGE_GENERATOR}`]);
  return new ImageGenerators(byName, env.IMAGE_GENERATOR);
}

const needs = {
  procedural: '',
  automatic1111: 'AUTOMATIC1111_URL',
  openai: 'OPENAI_IMAGE_MODEL',
  comfyui: 'COMFYUI_URL',
};

function automatic1111(env: ImageGeneratorEnv): ImageGenerator[] {
  const url = env.AUTOMATIC1111_URL;
  if (!url) return [];
  const { AUTOMATIC1111_AUTH: auth, AUTOMATIC1111_MODEL: model } = env;
  return [new Automatic1111ImageGenerator({ url, auth, model, timeoutMs: inMs(env.AUTOMATIC1111_TIMEOUT_S) })];
}

function openAi(env: ImageGeneratorEnv): ImageGenerator[] {
  const { OPENAI_IMAGE_URL: url, OPENAI_IMAGE_KEY: apiKey, OPENAI_IMAGE_MODEL: model } = env;
  if (!url && !apiKey && !model) return [];
  if (!model) throw new BadEnvironment(['OPENAI_IMAGE_MODEL: needed with OPENAI_IMAGE_URL and OPENAI_IMAGE_KEY']);
  if (!url && !apiKey) throw new BadEnvironment(['OPENAI_IMAGE_KEY: needed without OPENAI_IMAGE_URL']);
  return [new OpenAiImageGenerator({ url, apiKey, model, timeoutMs: inMs(env.OPENAI_IMAGE_TIMEOUT_S) })];
}

function comfyUi(env: ImageGeneratorEnv): ImageGenerator[] {
  const url = env.COMFYUI_URL;
  if (!url) return [];
  const { COMFYUI_MODEL: model, COMFYUI_WORKFLOW: workflowPath } = env;
  return [new ComfyUiImageGenerator({ url, model, workflowPath, timeoutMs: inMs(env.COMFYUI_TIMEOUT_S) })];
}

const inMs = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1_000);
