import type { EngineName } from '@polyspool/contracts/engines';

/** An engine in everyday words. */
export const engineLabel = (name: EngineName) => labels[name];

const labels: Record<EngineName, string> = {
  transcriber: 'the speech engine',
  translator: 'the translation engine',
  documentTranslator: 'the translation engine for documents',
  'scriptReader:model': 'the model that reads scripts',
  'imageGenerator:automatic1111': 'the picture engine Stable Diffusion web UI',
  'imageGenerator:openai': 'the picture engine OpenAI',
  'imageGenerator:comfyui': 'the picture engine ComfyUI',
  'speechSynthesizer:piper': 'the narration engine Piper',
  'speechSynthesizer:openai': 'the narration engine OpenAI',
};
