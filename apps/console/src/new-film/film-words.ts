import type { FilmQuality, ImageEngine, Movement, SpeechEngine } from '@polyspool/contracts/film';
import type { DigitalSourceType } from '@polyspool/contracts/provenance';
import type { ChosenFilm } from './film-form.js';

export const qualityNames: Record<FilmQuality, string> = { draft: 'Draft', final: 'Final' };

export const subtitleNames: Record<ChosenFilm['subtitles'], string> = {
  soft: 'A track that can be switched off',
  burned: 'In the picture',
  none: 'Only as files',
};

export const imageEngineNames: Record<ImageEngine, string> = {
  procedural: 'Storyboard, drawn by rules',
  automatic1111: 'Stable Diffusion (AUTOMATIC1111)',
  openai: 'OpenAI',
  comfyui: 'ComfyUI',
};

export const speechEngineNames: Record<SpeechEngine, string> = {
  flite: 'Flite',
  espeak: 'eSpeak NG',
  piper: 'Piper',
  openai: 'OpenAI',
  sherpa: 'sherpa-onnx',
};

export const movementNames: Record<Movement, string> = {
  zoomIn: 'Closer',
  zoomOut: 'Further away',
  panLeft: 'To the left',
  panRight: 'To the right',
  parallax: 'Through the depth',
  still: 'Not at all',
};

/** Whether a model has made it, which nobody should have to guess. */
export const sourceWords: Record<DigitalSourceType, string> = {
  algorithmicMedia: 'By rules, without an AI model',
  trainedAlgorithmicMedia: 'By an AI model',
  compositeWithTrainedAlgorithmicMedia: 'With parts that an AI model has made',
  composite: 'With parts that do not say how they were made',
};

/** An engine as a job names it; new ones may not be known here. */
export const engineWords = (engine: string) =>
  ({ ...speechEngineNames, ...imageEngineNames })[engine as ImageEngine] ?? engine;

/** Each value with its name, as lists of choices want it. */
export const namedOptions = <Value extends string>(names: Readonly<Record<Value, string>>) =>
  Object.entries(names) as [Value, string][];
