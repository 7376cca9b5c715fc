import { z } from 'zod';
import { defineJobs } from './define-jobs.js';
import { Artifact, JobError, JobStatus } from './job-status.js';
import { Warning } from './warning.js';

const limits = {
  queue: 'reports',
  retries: 2,
  backoff: { type: 'exponential', delayMs: 30_000, jitter: 0.5 },
  softLimitMs: 300_000,
  hardLimitMs: 600_000,
  jobsPerProcess: 1_000,
} as const;

export const ReportFormat = z.enum(['json', 'csv', 'pdf']);
export type ReportFormat = z.output<typeof ReportFormat>;

/** How a report is handed over. Each format is an artifact of the job: `report.json`, `report.csv`, `report.pdf`. */
const delivery = {
  formats: z.array(ReportFormat).min(1).max(3).default(['json', 'csv', 'pdf']),
  /** Mails a link to the one who asked. */
  mail: z.boolean().default(false),
};

const made = { rows: z.int().nonnegative(), warnings: z.array(Warning) };
const days = { startDate: z.iso.date(), endDate: z.iso.date() };
const isSpan = ({ startDate, endDate }: { startDate: string; endDate: string }) => endDate >= startDate;
const spanFault = { message: 'endDate must not lie before startDate', path: ['endDate'] };

/** Hours of recordings, by what they are. */
export const CorpusShare = z.object({
  name: z.string(),
  records: z.int().nonnegative(),
  hours: z.number().nonnegative(),
  speechHours: z.number().nonnegative(),
});
export type CorpusShare = z.output<typeof CorpusShare>;

export const CorpusStatistics = z.object({
  records: z.int().nonnegative(),
  processed: z.int().nonnegative(),
  hours: z.number().nonnegative(),
  speechHours: z.number().nonnegative(),
  byLanguage: z.array(CorpusShare),
  byContributor: z.array(CorpusShare),
  byCategory: z.array(CorpusShare),
  /** A record stands under each of its flags, or under `good`. */
  byQuality: z.array(CorpusShare),
  /** New records by month, `2026-11`. */
  growth: z.array(CorpusShare),
});
export type CorpusStatistics = z.output<typeof CorpusStatistics>;

export const reportJobs = defineJobs('reports', {
  /** What happened on one day (UTC), yesterday where none is named: jobs by kind and end, people, work, failures. */
  daily: {
    ...limits,
    audience: 'operators',
    input: z.strictObject({ date: z.iso.date().optional(), ...delivery }),
    output: z.object({ date: z.iso.date(), jobs: z.int(), failed: z.int(), ...made }),
    steps: ['gather', 'write', 'mail'],
    weights: { gather: 4, write: 4 },
  },
  /** What one person did from one day to another (UTC, both included): oneself; operators may name others. */
  user: {
    ...limits,
    input: z.strictObject({ userId: z.uuid().optional(), ...days, ...delivery }).refine(isSpan, spanFault),
    output: z.object({ ...days, jobs: z.int(), ...made }),
    steps: ['gather', 'write', 'mail'],
    weights: { gather: 4, write: 4 },
  },
  /** How the system does: queues, workers, waiting and running times, dead letters, stores. */
  systemHealth: {
    ...limits,
    audience: 'operators',
    input: z.strictObject({ hours: z.int().min(1).max(720).default(24), ...delivery }),
    output: z.object({ status: z.enum(['healthy', 'degraded']), ...made }),
    steps: ['gather', 'write', 'mail'],
    weights: { gather: 4, write: 4 },
  },
  /** The caller's records, or those of a project; cut into child jobs by place in the order of ids. */
  corpusStatistics: {
    ...limits,
    input: z.strictObject({
      projectId: z.uuid().optional(),
      /** Set by the parent for its parts: whose it is, and ids after the first, up to the second. */
      part: z.strictObject({ userId: z.uuid(), after: z.uuid().optional(), upTo: z.uuid() }).optional(),
      ...delivery,
    }),
    output: z.object({ statistics: CorpusStatistics, warnings: z.array(Warning) }),
    steps: ['parts', 'gather', 'write', 'mail'],
    weights: { parts: 8, gather: 4, write: 4 },
    large: ['statistics'],
  },
});

const { daily, user, systemHealth, corpusStatistics } = reportJobs;
const { part: _ofParent, ...statisticsOptions } = corpusStatistics.input.shape;

/** What is posted for a report: the options of its kind. */
export const ReportRequest = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('daily'), ...daily.input.shape }),
  z.strictObject({ type: z.literal('user'), ...user.input.shape }),
  z.strictObject({ type: z.literal('systemHealth'), ...systemHealth.input.shape }),
  z.strictObject({ type: z.literal('corpusStatistics'), ...statisticsOptions }),
]);
export type ReportRequest = z.output<typeof ReportRequest>;

export const ReportType = z.enum(['daily', 'user', 'systemHealth', 'corpusStatistics']);
export type ReportType = z.output<typeof ReportType>;

/** A report that was asked for, under the id of its job, and its files once it is made. */
export const Report = z.object({
  id: z.uuid(),
  type: ReportType,
  status: JobStatus,
  percent: z.number().min(0).max(100),
  options: z.record(z.string(), z.unknown()),
  error: JobError.optional(),
  files: z.array(Artifact),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
});
export type Report = z.output<typeof Report>;

export const ReportPage = z.object({ items: z.array(Report), nextCursor: z.string().optional() });
export type ReportPage = z.output<typeof ReportPage>;

/** `report.json` of `reports.corpusStatistics`. */
export const CorpusReport = z.object({
  madeAt: z.iso.datetime(),
  project: z.string().optional(),
  statistics: CorpusStatistics,
});
export type CorpusReport = z.output<typeof CorpusReport>;

export const gdprJobs = defineJobs('gdpr', {
  /** All that is kept of a person: a ZIP of JSON and files, with a link that expires (GDPR, articles 15 and 20). */
  export: {
    ...limits,
    limitCaps: { softLimitMs: 6_900_000, hardLimitMs: 7_200_000 },
    input: z.strictObject({ userId: z.uuid().optional() }),
    output: z.object({ files: z.int(), rows: z.int(), bytes: z.int(), expiresAt: z.iso.datetime() }),
    steps: ['rows', 'files', 'write'],
    weights: { files: 10 },
  },
  /** Removes all that is kept of a person, and destroys the key of what backups hold (GDPR, article 17). */
  erase: {
    ...limits,
    audience: 'operators',
    limitCaps: { softLimitMs: 6_900_000, hardLimitMs: 7_200_000 },
    input: z.strictObject({ userId: z.uuid() }),
    output: z.object({
      /** An id that stands in the certificate and in the audit log. */
      certificateId: z.uuid(),
      rows: z.int(),
      files: z.int(),
      redisKeys: z.int(),
    }),
    steps: ['stop', 'files', 'redis', 'keys', 'rows', 'verify'],
    weights: { files: 6, rows: 3, verify: 3 },
  },
});
