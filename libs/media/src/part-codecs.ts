import type { ClipFormat } from './clip-format.js';

export const samplesPerSecond = 48_000;

/** H.264 of which parts can be joined without encoding them again: every player knows it. */
export const pictureCodec = ({ framesPerSecond }: ClipFormat): string[] => [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p', '-threads', '2'],
  // The same header in every part, whatever is in its pictures.
  ...['-x264-params', 'stitchable=1', '-g', String(framesPerSecond * 2), '-video_track_timescale', '90000'],
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'],
];

/** Not compressed: compressed sound has a lead-in, which would be heard at each join. */
export const partSound: readonly string[] = ['-c:a', 'pcm_s16le'];
export const encodedSound: readonly string[] = ['-c:a', 'aac', '-b:a', '160k'];

export const withoutOrigin: readonly string[] = ['-map_metadata', '-1', '-fflags', '+bitexact'];

/** Sound that ends with the last of so many frames: cut, or silent to the end. */
export const soundFilter = (frames: number, { framesPerSecond }: ClipFormat) =>
  `aformat=sample_fmts=s16:channel_layouts=stereo,apad,atrim=end_sample=${(frames * samplesPerSecond) / framesPerSecond}`;
