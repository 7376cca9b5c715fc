import { findExecutable } from '@polyspool/processes/find-executable';
import type { SampleDecoder } from './decode-samples.js';
import { keepTimeline } from './extract-audio.js';
import { inputArguments, type MediaInput } from './media-input.js';

/** Decodes the first audio track of a file as 16-bit samples, in its own rate and channels. */
export async function sampleDecoder(input: MediaInput): Promise<SampleDecoder> {
  return {
    command: await findExecutable('ffmpeg'),
    args: [
      ...['-hide_banner', '-nostdin', '-v', 'error', ...inputArguments(input, ['-vn', '-sn', '-dn'])],
      ...['-map', '0:a:0', '-af', keepTimeline, '-c:a', 'pcm_s16le', '-f', 's16le', 'pipe:1'],
    ],
  };
}
