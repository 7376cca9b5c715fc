import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { detectSilences } from './detect-silences.js';
import { extractAudio } from './extract-audio.js';
import { makeMedia } from './make-media.js';
import type { Demuxer } from './media-input.js';
import { mediaKindOf } from './media-kind.js';
import { probeMedia } from './probe-media.js';

/** A tone in seconds 3 to 4 and 7 to 8, else silence. */
const beeps =
  'sine=frequency=440:sample_rate=44100:samples_per_frame=441,volume=enable=not(between(t\\,3\\,4)+between(t\\,7\\,8)):volume=0';

describe('extractAudio', () => {
  it.each(['wav', 'flac'] as const)('writes 16 kHz mono 16-bit %s and tells progress', async (format) => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, 'in.mp4'), { args: ['-ac', '2', '-ar', '48000'] });
      const output = join(folder, `out.${format}`);
      const fractions: number[] = [];

      await extractAudio({
        input: { path, demuxer: 'mov' },
        track: 0,
        durationSeconds: 4,
        output,
        format,
        onProgress: (fraction) => fractions.push(fraction),
      });

      const { durationSeconds, audioTracks } = await probeMedia({ path: output, demuxer: format });
      expect(durationSeconds).toBeCloseTo(4, 1);
      expect(audioTracks).toMatchObject([
        { codec: format === 'wav' ? 'pcm_s16le' : 'flac', channels: 1, sampleRateHz: 16000 },
      ]);
      expect(fractions.at(-1)).toBe(1);
    });
  });

  it.each<[name: string, demuxer: Demuxer, args: string[]]>([
    ['a.mp4', 'mov', []],
    ['a.mkv', 'matroska', []],
    ['a.ts', 'mpegts', []],
    ['a.mp3', 'mp3', ['-write_xing', '0', '-q:a', '5']],
    ['a.aac', 'aac', []],
    ['a.flac', 'flac', []],
    ['a.ogg', 'ogg', []],
    ['a.wav', 'wav', []],
  ])('cuts a range exactly where it is in %s', async (name, demuxer, args) => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, name), { seconds: 10, sound: beeps, picture: false, args });
      const output = join(folder, 'out.wav');

      await extractAudio({ input: { path, demuxer }, track: 0, startSeconds: 5, endSeconds: 9, output, format: 'wav' });

      const silences = await detectSilences({ input: { path: output, demuxer: 'wav' } });
      expect(silences).toHaveLength(2);
      expect(Math.abs(silences[0]!.endSeconds - 2)).toBeLessThan(0.1);
      expect(Math.abs(silences[1]!.startSeconds - 3)).toBeLessThan(0.1);
      expect(Math.abs(silences[1]!.endSeconds - 4)).toBeLessThan(0.1);
    });
  });

  it('keeps the time of sound that begins after the picture', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const late = ['-af', 'asetpts=PTS+2/TB'];
      const path = await makeMedia(join(folder, 'late.mkv'), { seconds: 6, args: late });
      const output = join(folder, 'out.wav');

      await extractAudio({ input: { path, demuxer: 'matroska' }, track: 0, output, format: 'wav' });

      const [before] = await detectSilences({ input: { path: output, demuxer: 'wav' } });
      expect(before!.startSeconds).toBe(0);
      expect(Math.abs(before!.endSeconds - 2)).toBeLessThan(0.1);
    });
  });

  it('makes the same bytes of the same recording', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, 'in.mp4'), { args: ['-metadata', 'title=Secret'] });
      const input = { path, demuxer: 'mov' } as const;
      const outputs = [join(folder, '1.flac'), join(folder, '2.flac')];

      for (const output of outputs) await extractAudio({ input, track: 0, output, format: 'flac' });

      const [first, second] = await Promise.all(outputs.map((output) => readFile(output)));
      expect(first!.equals(second!)).toBe(true);
      expect(first!.includes('Secret')).toBe(false);
    });
  });

  it.each<[string, args: string[], isDamaged: boolean]>([
    ['holes.ts', ['-af', "aselect='lt(t,2)+gt(t,2.5)'"], true],
    ['holes.mkv', ['-af', "aselect='lt(t,2)+gt(t,2.5)'"], false], // its reader says what it cannot read
    ['ends-before-the-pictures.avi', ['-af', 'atrim=end=2'], false],
  ])('takes for damage what is missing without a word: %s', async (name, args, isDamaged) => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, name), { args });
      const { demuxer } = (await mediaKindOf(path))!; // a test of what is on the list
      const output = join(folder, 'out.flac');

      const extracted = await extractAudio({ input: { path, demuxer }, track: 0, output, format: 'flac' });

      expect(extracted).toEqual({ isDamaged });
    });
  });

  it('says that a track is not there', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, 'in.mp4'), { seconds: 1 });
      const output = join(folder, 'out.wav');

      const failing = extractAudio({ input: { path, demuxer: 'mov' }, track: 1, output, format: 'wav' });

      await expect(failing).rejects.toMatchObject({ code: 'media.noAudio', message: 'The file has no audio track 1' });
    });
  });
});
