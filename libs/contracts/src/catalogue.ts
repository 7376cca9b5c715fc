import { corpusJobs, storageJobs } from './corpus.js';
import type { JobContract } from './define-jobs.js';
import { generationJobs } from './generation.js';
import { maintenanceJobs } from './maintenance.js';
import { notificationJobs } from './notifications.js';
import { pdfJobs } from './pdf.js';
import { gdprJobs, reportJobs } from './reports.js';
import { slidesJobs } from './slides.js';
import { systemJobs } from './system.js';
import { videoJobs } from './video.js';
import { vocabularyJobs } from './vocabulary.js';

const domains = [
  systemJobs,
  videoJobs,
  vocabularyJobs,
  slidesJobs,
  pdfJobs,
  generationJobs,
  corpusJobs,
  storageJobs,
  notificationJobs,
  maintenanceJobs,
  reportJobs,
  gdprJobs,
] as const;

type ContractsOf<Jobs> = Jobs extends Record<string, infer C> ? C : never;
export type AnyJob = ContractsOf<(typeof domains)[number]>;
export type QueueName = AnyJob['queue'];

/** Every job kind by name. */
export const catalogue: ReadonlyMap<string, JobContract> = new Map(
  domains.flatMap((jobs) => Object.values(jobs)).map((contract) => [contract.name, contract]),
);

/** Every queue, the lanes of short jobs among them. */
export const queueNames: readonly string[] = [
  ...new Set([...catalogue.values()].flatMap(({ queue, lane }) => (lane ? [queue, lane.queue] : [queue]))),
];
