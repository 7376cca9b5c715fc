import type { QueueName } from '@polyspool/contracts/catalogue';

export interface Kind {
  /** Of 10,000 jobs, parts of larger ones included. */
  readonly share: number;
  readonly meanS: number;
  readonly spread: number;
  readonly stepS?: number;
  /** What its engine may be asked, where somebody has raised the limit that is shipped. */
  readonly callsPerSecond?: number;
  readonly source: string;
}

const bench = 'tools/bench/README.md';

/**
 * A busy platform: recordings cut into chunks, documents, films, lists, mails. Times are those of one slot with a core of its own.
 * What is not measured is said to be assumed.
 */
export const mix: Readonly<Partial<Record<QueueName, Kind>>> = {
  video: {
    share: 900,
    meanS: 13.8,
    spread: 0.4,
    source: `${bench}, Video: 138 s for 10 minutes in chunks of one minute`,
  },
  content: { share: 400, meanS: 3, spread: 0.5, source: 'assumed' },
  language: { share: 900, meanS: 1, spread: 0.5, source: `${bench}, Long lists: 5.6 s for 500 texts in parts` },
  'pdf-extract': {
    share: 400,
    meanS: 5,
    spread: 0.8,
    source: `${bench}, PDF: 22 s of processor for a document of ten pages, in parts that are assumed`,
  },
  'pdf-translate': {
    share: 400,
    meanS: 8,
    spread: 0.6,
    stepS: 1,
    callsPerSecond: 10,
    source: 'assumed: one call a job, a page in a second, calls for half as many jobs again as come at 10,000 a minute',
  },
  'pdf-tone': { share: 200, meanS: 4, spread: 0.6, source: 'assumed' },
  'pdf-reconstruct': { share: 400, meanS: 15, spread: 0.8, source: 'as pdf-extract' },
  script: { share: 100, meanS: 0.3, spread: 0.3, source: `${bench}, Generation: parse` },
  'image-generation': {
    share: 600,
    meanS: 0.43,
    spread: 0.3,
    source: `${bench}, Generation: 8.6 s for ten pictures and ten narrations`,
  },
  'audio-generation': { share: 600, meanS: 0.43, spread: 0.3, source: 'as image-generation' },
  'video-generation': { share: 600, meanS: 2.6, spread: 0.3, source: `${bench}, Generation: 26 s for ten clips` },
  'file-processing': {
    share: 800,
    meanS: 1.1,
    spread: 1,
    source: `${bench}, Long lists: a batch of 1,000 records in 74 s with two slots, tenfold for recordings that are longer than a second, assumed`,
  },
  'data-analysis': { share: 200, meanS: 2.7, spread: 0.5, source: `${bench}, Long lists: statistics of 1,000 records` },
  notifications: {
    share: 3_000,
    meanS: 0.02,
    spread: 1,
    source: `${bench}, Mail: 1,000 recipients in 4 s, five to a job`,
  },
  system: { share: 400, meanS: 0.01, spread: 1, source: 'assumed' },
  reports: { share: 100, meanS: 2.7, spread: 0.5, source: `${bench}, Long lists` },
};
