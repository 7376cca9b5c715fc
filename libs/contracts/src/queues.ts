import type { QueueName } from './catalogue.js';

export interface QueueLimits {
  /** Jobs at once in one process. */
  readonly slots: number;
  /** Jobs at once over all processes, where there is a bound. */
  readonly slotsOverAll?: number;
  /** Queues with the same name here take turns in one process: what their jobs load fits onto one device only once. */
  readonly sharedSlot?: string;
}

export const queueLimits: Readonly<Record<QueueName, QueueLimits>> = {
  system: { slots: 2 },
  video: { slots: 4 },
  content: { slots: 4 },
  language: { slots: 4 },
  'pdf-extract': { slots: 2 },
  'pdf-translate': { slots: 2 },
  'pdf-tone': { slots: 2 },
  'pdf-reconstruct': { slots: 2 },
  script: { slots: 2 },
  'image-generation': { slots: 1, sharedSlot: 'device' },
  'audio-generation': { slots: 1, sharedSlot: 'device' },
  'video-generation': { slots: 1, sharedSlot: 'device' },
  'file-processing': { slots: 4 },
  'data-analysis': { slots: 2 },
  notifications: { slots: 2 },
  maintenance: { slots: 1, slotsOverAll: 1 },
  backup: { slots: 1, slotsOverAll: 1 },
  reports: { slots: 2 },
};

/** What the systems before this one called their queues. */
export const queueAliases: Readonly<Record<string, string>> = {
  celery: 'video',
  default: 'system',
  extraction: 'pdf-extract',
  translation: 'pdf-translate',
  video_generation: 'video-generation',
  image_generation: 'image-generation',
  audio_generation: 'audio-generation',
  file_processing: 'file-processing',
  data_analysis: 'data-analysis',
};

/** Queues may be named as they were before. */
export const queueNamed = (name: string) => (Object.hasOwn(queueAliases, name) ? queueAliases[name]! : name);

/** A job's parts in one fan-out. */
export const maxChildren = 500;
/** Open root jobs of one user. */
export const maxOpenJobs = 200;
/** The packed input as JSON, and the packed output. */
export const maxInputBytes = 32 * 1024;
