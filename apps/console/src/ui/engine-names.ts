import type { EngineName } from '@polyspool/contracts/engines';

/** An engine in everyday words. */
export const engineLabel = (name: EngineName) => labels[name];

const labels: Record<EngineName, string> = {
  transcriber: 'the speech engine',
  translator: 'the translation engine',
  documentTranslator: 'the translation engine for documents',
  scriptReader: 'the engine that reads scripts',
  imageGenerator: 'the picture engine',
  speechSynthesizer: 'the narration engine',
};
