import { z } from 'zod';
import { JobStatus } from './job-status.js';

/** Their name, as it is written: what is erased does not come back. `dryRun` tells what would go. */
export const EraseRequest = z.strictObject({
  confirm: z.string().max(1_000).optional(),
  dryRun: z.boolean().default(false),
});
export type EraseRequest = z.output<typeof EraseRequest>;

export const TableCount = z.object({ table: z.string(), rows: z.int().nonnegative() });

/** What is known of an erasure to whoever has its id: the person themself has no key any more. */
export const Erasure = z.object({
  /** Of the job, and of the certificate. */
  id: z.uuid(),
  status: JobStatus,
  percent: z.number(),
  askedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
});

/** With `dryRun` only the rows that there are. */
export const EraseAnswer = z.object({
  dryRun: z.boolean(),
  rows: z.int().nonnegative(),
  tables: z.array(TableCount),
  erasure: Erasure.optional(),
});
export type EraseAnswer = z.output<typeof EraseAnswer>;

/** Names nobody: who knows the id of the person can check the hash. */
export const ErasureCertificate = z.object({
  certificateId: z.uuid(),
  /** SHA-256 of the id of the person. */
  personHash: z.string(),
  erasedAt: z.iso.datetime(),
  removed: z.object({
    rows: z.int().nonnegative(),
    files: z.int().nonnegative(),
    redisKeys: z.int().nonnegative(),
    redisEvents: z.int().nonnegative(),
  }),
  /** Where it was looked for afterwards, and nothing was found. */
  searched: z.object({
    tables: z.int().nonnegative(),
    files: z.int().nonnegative(),
    redisKeys: z.int().nonnegative(),
  }),
});
export type ErasureCertificate = z.output<typeof ErasureCertificate>;

export const ErasureState = Erasure.extend({
  certificate: ErasureCertificate.optional(),
  /** Of the certificate: a provenance manifest (compact JWS), where the platform has a key to sign with. */
  signature: z.string().optional(),
});
export type ErasureState = z.output<typeof ErasureState>;
