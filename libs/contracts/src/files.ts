import { z } from 'zod';

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

export const UploadKind = z.enum(['video', 'audio']);
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

export const Upload = z.object({
  id: z.uuid(),
  kind: UploadKind,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int().nonnegative(),
  sha256: z.string(),
  probe: MediaProbe,
  createdAt: z.iso.datetime(),
});
export type Upload = z.output<typeof Upload>;

export const UploadPage = z.object({ items: z.array(Upload), nextCursor: z.string().optional() });
export type UploadPage = z.output<typeof UploadPage>;

/** An address that opens one file without a key, for a while. */
export const SignedLink = z.object({ url: z.string(), expiresAt: z.iso.datetime() });
export type SignedLink = z.output<typeof SignedLink>;
