import { z } from 'zod';
import type { MediaInput } from './media-input.js';
import { runFfprobe } from './run-ffprobe.js';

/** How its pictures are coded. */
export const codedPicture = {
  width: z.int().default(0),
  height: z.int().default(0),
  sample_aspect_ratio: z.string().default('1:1'),
  side_data_list: z.array(z.looseObject({ rotation: z.number().optional() })).default([]),
};

const Stream = z.object({
  index: z.int(),
  codec_type: z.string().default('unknown'),
  codec_name: z.string().default('unknown'),
  ...codedPicture,
  channels: z.int().default(0),
  /** Only some containers say it. */
  nb_frames: z.coerce.number().int().optional(),
  disposition: z.record(z.string(), z.int()).default({}),
});
export type MediaStream = z.output<typeof Stream>;

const Report = z.object({ streams: z.array(Stream).default([]) });

/** Every stream of a file, as much of it as it takes to make another film of it. */
export async function readStreams(input: MediaInput, signal?: AbortSignal): Promise<MediaStream[]> {
  const { stdout } = await runFfprobe({ input, args: ['-show_streams', '-of', 'json'], signal });
  return Report.parse(JSON.parse(stdout)).streams;
}

/** The moving pictures: a cover is a video stream too. */
export const pictureStream = (streams: readonly MediaStream[]) =>
  streams.find(({ codec_type, disposition }) => codec_type === 'video' && !disposition.attached_pic);

type CodedPicture = Pick<MediaStream, keyof typeof codedPicture>;

/** The picture as it is shown: turned upright, with square pixels, sides even as the encoder needs them. */
export function shownSize({ width, height, sample_aspect_ratio: ratio, side_data_list: sides }: CodedPicture) {
  const [over = 1, under = 1] = ratio.split(':').map(Number);
  const stretched = { width: over > 0 && under > 0 ? Math.round((width * over) / under) : width, height };
  const isTurned = sides.some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90);
  const { width: w, height: h } = isTurned ? { width: stretched.height, height: stretched.width } : stretched;
  return { width: even(w), height: even(h) };
}

const even = (pixels: number) => Math.max(2, Math.ceil(pixels / 2) * 2);
