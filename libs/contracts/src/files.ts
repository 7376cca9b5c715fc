import { z } from 'zod';
import { ScriptFormat } from './film.js';
import { ProcessingState } from './processing-state.js';

/** Where a file lives in storage; messages carry only its key. No part may be `.` or `..`. */
export const FileKey = z
  .string()
  .max(512)
  .regex(/^(?!\.{1,2}(\/|$))[\w.-]+(\/(?!\.{1,2}(\/|$))[\w.-]+)*$/)
  .brand<'FileKey'>();
export type FileKey = z.output<typeof FileKey>;

/** All that belongs to an upload: its bytes, and what jobs keep of their steps over it. It ends with the upload. */
export const uploadFolder = (uploadId: string): FileKey => FileKey.parse(`uploads/${uploadId}`);

/** The bytes of an upload, for those who write them and those who read them. */
export const uploadKey = (uploadId: string): FileKey => FileKey.parse(`${uploadFolder(uploadId)}/source`);

/** What a person has begun to send in pieces, until it is an upload. */
export const incomingFolder = (userId: string): FileKey => FileKey.parse(`incoming/${userId}`);

export const UploadKind = z.enum(['video', 'audio', 'document', 'script']);
export type UploadKind = z.output<typeof UploadKind>;

/** What ffprobe found. Times in seconds, sizes in pixels. */
export const MediaProbe = z.object({
  /** The ffmpeg demuxer that read it, for example `mov` or `matroska`. */
  demuxer: z.string(),
  durationSeconds: z.number().nonnegative(),
  /** Its size as it is shown: turned upright, with square pixels. */
  video: z.object({ codec: z.string(), width: z.int(), height: z.int(), framesPerSecond: z.number() }).optional(),
  audioTracks: z.array(
    z.object({
      codec: z.string(),
      channels: z.int(),
      sampleRateHz: z.int(),
      language: z.string().optional(),
      title: z.string().optional(),
    }),
  ),
});
export type MediaProbe = z.output<typeof MediaProbe>;

/** What a look into a PDF found. */
export const DocumentProbe = z.object({
  /** 0 where only a password would tell. */
  pages: z.int().nonnegative(),
  title: z.string().optional(),
  isEncrypted: z.boolean(),
  needsPassword: z.boolean(),
  isTagged: z.boolean(),
  /** Fields of a form that can be filled in. */
  fields: z.int().nonnegative(),
  attachments: z.int().nonnegative(),
  hasScripts: z.boolean(),
  isSigned: z.boolean(),
});
export type DocumentProbe = z.output<typeof DocumentProbe>;

/** What a look into a text found. */
export const ScriptProbe = z.object({
  characters: z.int().positive(),
  /** As its name says; of a plain text it is found out when it is read. */
  format: ScriptFormat.optional(),
});
export type ScriptProbe = z.output<typeof ScriptProbe>;

const file = {
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int().nonnegative(),
  sha256: z.string(),
  /** Of the jobs over it, as the one that began or ended last tells. */
  state: ProcessingState,
  lastJobId: z.uuid().optional(),
  createdAt: z.iso.datetime(),
};

export const RecordingUpload = z.object({ ...file, kind: z.enum(['video', 'audio']), probe: MediaProbe });
export type RecordingUpload = z.output<typeof RecordingUpload>;

export const DocumentUpload = z.object({ ...file, kind: z.literal('document'), probe: DocumentProbe });
export type DocumentUpload = z.output<typeof DocumentUpload>;

export const ScriptUpload = z.object({ ...file, kind: z.literal('script'), probe: ScriptProbe });
export type ScriptUpload = z.output<typeof ScriptUpload>;

export const Upload = z.discriminatedUnion('kind', [RecordingUpload, DocumentUpload, ScriptUpload]);
export type Upload = z.output<typeof Upload>;

export const UploadPage = z.object({ items: z.array(Upload), nextCursor: z.string().optional() });
export type UploadPage = z.output<typeof UploadPage>;

/** An address that opens one file without a key, for a while. */
export const SignedLink = z.object({ url: z.string(), expiresAt: z.iso.datetime() });
export type SignedLink = z.output<typeof SignedLink>;
