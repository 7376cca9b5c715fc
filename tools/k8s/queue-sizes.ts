import type { QueueName } from '@polyspool/contracts/catalogue';

/** What a pod is given: what it asks for, and what it may take. */
export interface Size {
  readonly cpu: readonly [asked: number, most: number];
  readonly memoryMi: readonly [asked: number, most: number];
  /** Of the folder for temporary files. */
  readonly scratchGi: number;
}

export interface QueueSize extends Size {
  readonly app: WorkerApp;
  /** Jobs at once in a pod, where the contract's number is not meant for one of this size. */
  readonly slots?: number;
  readonly pods: readonly [least: number, most: number];
  /** Where nobody should wait longer: one pod more as long as somebody does. */
  readonly patienceS?: number;
}

export type WorkerApp =
  'video-worker' | 'pdf-worker' | 'generation-worker' | 'corpus-worker' | 'notifications' | 'maintenance';

/**
 * Memory is what tools/bench/README.md found: a worker with all that it started, and as much again, since a pod that goes
 * above it is killed with its jobs. Processors: what the slots kept busy there. A queue without a line does not compile.
 */
export const queueSizes: Readonly<Record<QueueName, QueueSize>> = {
  // 879 MiB with 4 slots; one core for each slot, so that 4 slots on 2 cores were no faster than 2. A recording has up to 10 GiB.
  video: {
    app: 'video-worker',
    slots: 2,
    cpu: [2, 3],
    memoryMi: [1024, 2048],
    scratchGi: 40,
    pods: [0, 20],
    patienceS: 300,
  },
  content: { app: 'video-worker', slots: 2, cpu: [2, 3], memoryMi: [1024, 2048], scratchGi: 40, pods: [0, 10] },
  // Word lists and lexicon: 472 MiB.
  language: { app: 'video-worker', cpu: [1, 2], memoryMi: [640, 1280], scratchGi: 10, pods: [0, 10] },
  // 423 MiB for each document that is open, 1,034 MiB for ten documents in all four queues.
  'pdf-extract': {
    app: 'pdf-worker',
    cpu: [2, 3],
    memoryMi: [1024, 2048],
    scratchGi: 5,
    pods: [0, 10],
    patienceS: 120,
  },
  'pdf-translate': { app: 'pdf-worker', cpu: [0.25, 1], memoryMi: [384, 768], scratchGi: 2, pods: [0, 2] },
  'pdf-tone': { app: 'pdf-worker', cpu: [0.25, 1], memoryMi: [384, 768], scratchGi: 2, pods: [0, 4] },
  'pdf-reconstruct': { app: 'pdf-worker', cpu: [2, 3], memoryMi: [1024, 2048], scratchGi: 5, pods: [0, 10] },
  // 922 MiB with all that a film starts.
  script: { app: 'generation-worker', cpu: [0.25, 1], memoryMi: [384, 768], scratchGi: 1, pods: [0, 4] },
  'image-generation': { app: 'generation-worker', cpu: [1, 2], memoryMi: [640, 1280], scratchGi: 2, pods: [0, 10] },
  'audio-generation': { app: 'generation-worker', cpu: [1, 2], memoryMi: [640, 1280], scratchGi: 2, pods: [0, 10] },
  'video-generation': { app: 'generation-worker', cpu: [2, 3], memoryMi: [1024, 2048], scratchGi: 20, pods: [0, 10] },
  // 189 MiB and 179 of its programs for four hours of sound; 350 MiB for 3,000 records.
  'file-processing': {
    app: 'corpus-worker',
    slots: 2,
    cpu: [2, 3],
    memoryMi: [512, 1024],
    scratchGi: 40,
    pods: [0, 10],
  },
  'data-analysis': { app: 'corpus-worker', cpu: [1, 2], memoryMi: [384, 768], scratchGi: 5, pods: [0, 6] },
  // 486 MiB for 20,000 recipients.
  notifications: {
    app: 'notifications',
    cpu: [0.25, 1],
    memoryMi: [512, 1024],
    scratchGi: 1,
    pods: [1, 4],
    patienceS: 60,
  },
  // What has schedules is never away.
  system: { app: 'maintenance', cpu: [0.1, 0.5], memoryMi: [320, 640], scratchGi: 1, pods: [1, 3], patienceS: 60 },
  maintenance: { app: 'maintenance', cpu: [0.25, 1], memoryMi: [320, 640], scratchGi: 2, pods: [1, 1] },
  // 289 MiB; one that is tested lies here, unpacked.
  backup: { app: 'maintenance', cpu: [0.5, 1], memoryMi: [384, 768], scratchGi: 40, pods: [0, 1] },
  // 318 MiB for 100,000 records.
  reports: { app: 'maintenance', cpu: [0.5, 1], memoryMi: [384, 768], scratchGi: 5, pods: [0, 4] },
};
