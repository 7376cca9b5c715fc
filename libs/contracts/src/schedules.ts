import { z } from 'zod';

/** Five fields, six with seconds in front, or a name like `@daily`. */
const Cron = z.string().trim().max(100);

export const NewSchedule = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Small letters, digits and -, at most 63'),
  /** A job kind of the catalogue. */
  type: z.string().max(100),
  input: z.record(z.string(), z.unknown()).default({}),
  /** In UTC. */
  cron: Cron,
  enabled: z.boolean().default(true),
});
export type NewSchedule = z.output<typeof NewSchedule>;

export const ScheduleChange = z.strictObject({
  input: z.record(z.string(), z.unknown()).optional(),
  cron: Cron.optional(),
  enabled: z.boolean().optional(),
});
export type ScheduleChange = z.output<typeof ScheduleChange>;

/** When a schedule would run, before it is one. */
export const PreviewRequest = z.strictObject({ cron: Cron });
export type PreviewRequest = z.output<typeof PreviewRequest>;

/** The next times, in order. */
export const SchedulePreview = z.object({ times: z.array(z.iso.datetime()) });
export type SchedulePreview = z.output<typeof SchedulePreview>;

/** A job that begins again and again. A run is left out while the job of the last one is open. */
export const Schedule = z.object({
  name: z.string(),
  type: z.string(),
  input: z.record(z.string(), z.unknown()),
  cron: z.string(),
  enabled: z.boolean(),
  /** None while it is disabled. */
  nextRunAt: z.iso.datetime().optional(),
  lastRunAt: z.iso.datetime().optional(),
  lastJobId: z.uuid().optional(),
});
export type Schedule = z.output<typeof Schedule>;

export const ScheduleList = z.object({ items: z.array(Schedule) });
export type ScheduleList = z.output<typeof ScheduleList>;
