import { z } from 'zod';
import { RecordingUpload } from './files.js';
import { Language } from './languages.js';
import { ProcessingState } from './processing-state.js';

/** What a listener would complain of. Thresholds and their sources: corpus-worker's README. */
export const QualityFlag = z.enum([
  'tooQuiet',
  'tooLoud',
  'clipped',
  'noisy',
  'littleSpeech',
  'noSpeech',
  'tooShort',
  'lowSampleRate',
]);
export type QualityFlag = z.output<typeof QualityFlag>;

/** What records are asked for by: `good` are those that were measured and have none of the flags. */
export const RecordQuality = z.enum([...QualityFlag.options, 'good']);
export type RecordQuality = z.output<typeof RecordQuality>;

/** What was measured of a recording. */
export const RecordingMeasures = z.object({
  durationSeconds: z.number().nonnegative(),
  /** Of which somebody speaks. */
  speechSeconds: z.number().nonnegative(),
  /** EBU R128; none for silence. */
  integratedLufs: z.number().optional(),
  loudnessRangeLu: z.number().nonnegative().optional(),
  truePeakDbtp: z.number().optional(),
  /** Share (0 to 1) of samples at full scale. */
  clippedShare: z.number().min(0).max(1),
  /** Of speech to what lies between it; none where one of them is missing. */
  signalToNoiseDb: z.number().optional(),
  sampleRateHz: z.int().positive(),
  channels: z.int().positive(),
  flags: z.array(QualityFlag),
});
export type RecordingMeasures = z.output<typeof RecordingMeasures>;

const text = (max: number) => z.string().trim().min(1).max(max);

/** Under what the speaker has agreed that the recording is kept and used. */
export const Consent = z.strictObject({
  given: z.boolean(),
  on: z.iso.date().optional(),
  /** Where it is written down: a form's number, an address. */
  reference: text(500).optional(),
});
export type Consent = z.output<typeof Consent>;

export const NewRecord = z.strictObject({
  title: text(300),
  description: text(5_000).optional(),
  /** Of an upload of sound; may come later. */
  uploadId: z.uuid().optional(),
  language: Language.optional(),
  category: text(100).optional(),
  place: text(200).optional(),
  contributor: text(200).optional(),
  consent: Consent.optional(),
  /** An SPDX id where there is one, for example `CC-BY-4.0`. */
  licence: text(100).optional(),
  projectId: z.uuid().optional(),
});
export type NewRecord = z.output<typeof NewRecord>;

/** null takes a field away. */
export const RecordChange = z
  .strictObject({
    title: NewRecord.shape.title,
    description: NewRecord.shape.description.nullable(),
    uploadId: z.uuid(),
    language: Language.nullable(),
    category: NewRecord.shape.category.nullable(),
    place: NewRecord.shape.place.nullable(),
    contributor: NewRecord.shape.contributor.nullable(),
    consent: Consent.nullable(),
    licence: NewRecord.shape.licence.nullable(),
  })
  .partial();
export type RecordChange = z.output<typeof RecordChange>;

/** A recording of the corpus, and what is known of it. */
export const CorpusRecord = z.object({
  id: z.uuid(),
  ...NewRecord.shape,
  state: ProcessingState,
  lastJobId: z.uuid().optional(),
  /** Of the last job that processed it. */
  measures: RecordingMeasures.optional(),
  /** That job: its pictures and its working copy are artifacts of it. */
  measuredBy: z.uuid().optional(),
  /** Not in lists. */
  transcript: z.object({ text: z.string(), language: Language, engine: z.string() }).optional(),
  upload: RecordingUpload.optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type CorpusRecord = z.output<typeof CorpusRecord>;

export const CorpusRecordPage = z.object({ items: z.array(CorpusRecord), nextCursor: z.string().optional() });
export type CorpusRecordPage = z.output<typeof CorpusRecordPage>;

/** Of the place where `storage.upload` keeps files for good. */
export const ArchiveState = z.object({ isConfigured: z.boolean() });
export type ArchiveState = z.output<typeof ArchiveState>;
