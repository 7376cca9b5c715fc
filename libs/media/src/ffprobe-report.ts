import { z } from 'zod';
import { codedPicture } from './read-streams.js';

const Stream = z.object({
  codec_type: z.string().default('unknown'),
  codec_name: z.string().default('unknown'),
  ...codedPicture,
  avg_frame_rate: z.string().default('0/0'),
  r_frame_rate: z.string().default('0/0'),
  channels: z.int().default(0),
  sample_rate: z.coerce.number().int().default(0),
  disposition: z.object({ attached_pic: z.int().default(0) }).prefault({}),
  tags: z.object({ language: z.string().optional(), title: z.string().optional() }).default({}),
});

/** What `ffprobe -show_streams -show_format -of json` prints, as far as it is used. Absent is what ffprobe does not know. */
export const FfprobeReport = z.object({
  streams: z.array(Stream).default([]),
  format: z.object({ duration: z.coerce.number().optional(), start_time: z.coerce.number().optional() }).default({}),
});
export type FfprobeReport = z.output<typeof FfprobeReport>;
export type FfprobeStream = z.output<typeof Stream>;
