import type { FilmQuality } from '@polyspool/contracts/film';
import type { DigitalSourceType } from '@polyspool/contracts/provenance';
import { digitalSourceUri } from '@polyspool/contracts/provenance';
import type { ClipFormat } from './clip-format.js';

/**
 * H.264 of which pieces are joined as they are. No picture follows from a later one, so that each is decoded at the place where it
 * is shown: a cut before a key picture then takes just those pictures that it names.
 */
export const filmCodec = ({ framesPerSecond }: ClipFormat, quality: FilmQuality): string[] => [
  ...['-c:v', 'libx264', ...effort[quality], '-pix_fmt', 'yuv420p', '-threads', '2'],
  // The same header in every piece, whatever is in its pictures.
  ...['-x264-params', 'stitchable=1:bframes=0', '-g', String(framesPerSecond * 2), '-video_track_timescale', '90000'],
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'],
];

const effort: Readonly<Record<FilmQuality, readonly string[]>> = {
  draft: ['-preset', 'ultrafast', '-crf', '30', '-profile:v', 'main'],
  final: ['-preset', 'veryfast', '-crf', '20', '-profile:v', 'high'],
};

/** Says inside an MP4 or WAV how it came to be: to machines by IPTC's word for it, to people by a sentence. */
export const sourceMark = (source: DigitalSourceType): string[] => [
  ...['-metadata', `digital_source_type=${digitalSourceUri(source)}`],
  ...['-metadata', `comment=${inWords[source]} (${digitalSourceUri(source)})`],
];

const inWords: Readonly<Record<DigitalSourceType, string>> = {
  algorithmicMedia: 'Made by rules, without a trained model',
  trainedAlgorithmicMedia: 'Made by a trained model (AI)',
  compositeWithTrainedAlgorithmicMedia: 'Holds parts made by a trained model (AI)',
  composite: 'Holds parts that do not say how they were made',
};
