import { runProgram } from '@polyspool/processes/run-program';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { downmix, extractAudio } from './extract-audio.js';
import { makeMedia, type MediaWishes } from './make-media.js';
import { mediaKindOf } from './media-kind.js';
import { probeMedia } from './probe-media.js';

/** Seconds after the first picture at which a tone of a fifth of a second begins. */
const beeps = [1, 3.5, 7.25];
const isOn = beeps.map((from) => `between(t\\,${from}\\,${from + 0.2})`).join('+');
const beeping = `aevalsrc=0.5*sin(2*PI*1000*t)*(${isOn}):s=48000`;
const picture = 'color=size=64x64:rate=25';

/** Extracted as a job does it. */
async function soundOf(path: string, folder: string, track = 0) {
  const kind = await mediaKindOf(path);
  const input = { path, demuxer: kind!.demuxer }; // a test of what is on the list
  const { durationSeconds, audioTracks } = await probeMedia(input);
  const output = join(folder, 'out.wav');
  const filters = downmix(audioTracks[track]!.channels);
  const { isDamaged } = await extractAudio({ input, track, durationSeconds, filters, output, format: 'wav' });
  return { durationSeconds, isDamaged, samples: await readSamples(output) };
}

async function readSamples(path: string) {
  const wav = await readFile(path);
  const from = wav.indexOf('data') + 8;
  return Float64Array.from(
    { length: (wav.length - from) >> 1 },
    (_, index) => wav.readInt16LE(from + 2 * index) / 32768,
  );
}

/** Where a tone begins after silence, in seconds. */
function onsets(samples: Float64Array) {
  const found: number[] = [];
  let loudAt = -Infinity;
  samples.forEach((sample, index) => {
    if (Math.abs(sample) < 0.1) return;
    if (index - loudAt > 4800) found.push(index / 16_000);
    loudAt = index;
  });
  return found;
}

function expectBeeps(samples: Float64Array, expected = beeps) {
  const found = onsets(samples);
  expect(found).toHaveLength(expected.length);
  found.forEach((seconds, index) => expect(Math.abs(seconds - expected[index]!)).toBeLessThan(0.05));
}

const film = (...args: string[]): MediaWishes => ({ seconds: 10, sound: beeping, picture, args });
const recording = (...args: string[]): MediaWishes => ({ seconds: 10, sound: beeping, picture: false, args });

describe('the sound of every container on the list', () => {
  it.each<[name: string, wishes: MediaWishes]>([
    ['a.mp4', film()],
    ['b-frames.mp4', film('-c:v', 'libx264', '-bf', '3')],
    ['fragmented.mp4', film('-movflags', 'frag_keyframe+empty_moov', '-bf', '0')],
    ['a.mov', film()],
    ['a.mkv', film()],
    ['a.webm', film('-deadline', 'realtime')],
    ['a.avi', film('-c:a', 'libmp3lame')],
    ['a.ts', film()],
    ['a.mpg', film()],
    ['a.flv', film('-ar', '44100')],
    ['a.ogv', film()],
    ['a.ogg', recording()],
    ['a.opus', recording()],
    ['a.wav', recording()],
    ['a.mp3', recording()],
    ['no-header.mp3', recording('-write_xing', '0')],
    ['a.flac', recording()],
    ['a.aac', recording()],
    ['a.m4a', recording()],
  ])('comes out at the times at which it plays: %s', async (name, wishes) => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, name), wishes);

      const { durationSeconds, samples, isDamaged } = await soundOf(path, folder);

      expect(Math.abs(durationSeconds - 10)).toBeLessThan(0.2);
      expectBeeps(samples);
      expect(isDamaged).toBe(false);
    });
  });
});

describe('sound and pictures that do not begin together', () => {
  const late = ['-af', 'asetpts=PTS+2/TB'];

  it.each<[name: string, args: string[]]>([
    ['late.mp4', late],
    ['late.mkv', late],
    ['late.ts', late],
    ['late.ogv', late],
    ['late.flv', [...late, '-ar', '44100']],
  ])('keep their distance: %s', async (name, args) => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, name), film(...args));

      const { samples, isDamaged } = await soundOf(path, folder);

      expectBeeps(
        samples,
        beeps.map((seconds) => seconds + 2),
      );
      expect(isDamaged).toBe(false);
    });
  });

  it('are counted from the first picture where a stream was recorded from its middle', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, 'middle.ts'), film('-output_ts_offset', '95440')); // its clock soon begins anew

      expectBeeps((await soundOf(path, folder)).samples);
    });
  });

  it('stay together where an edit list cuts off the beginning', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const whole = await makeMedia(join(folder, 'whole.mp4'), film('-c:v', 'libx264', '-g', '100'));
      const path = join(folder, 'cut.mp4');
      await runProgram({ command: 'ffmpeg', args: ['-v', 'error', '-ss', '0.5', '-i', whole, '-c', 'copy', path] });

      const { samples } = await soundOf(path, folder);

      expectBeeps(
        samples,
        beeps.map((seconds) => seconds - 0.5),
      );
    });
  });

  it('stay together over many small holes', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const holes = ['-af', "asetnsamples=960,aselect='not(eq(mod(n,50),20))'", '-c:a', 'pcm_s16le'];
      const path = await makeMedia(join(folder, 'holes.mkv'), film(...holes));

      expectBeeps((await soundOf(path, folder)).samples);
    });
  });

  it('stay together at a variable frame rate', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const dropped = ['-vf', "select='lt(t,2)+gt(t,6)+not(mod(n,7))'", '-vsync', 'vfr'];
      const path = await makeMedia(join(folder, 'vfr.mp4'), film(...dropped));

      const { durationSeconds, samples, isDamaged } = await soundOf(path, folder);

      expect(Math.abs(durationSeconds - 10)).toBeLessThan(0.2);
      expectBeeps(samples);
      expect(isDamaged).toBe(false);
    });
  });
});

/** Its loudness over a tenth of a second in the middle of the first tone, 1 for the loudest square. */
function loudness(samples: Float64Array, fromSeconds = 1.05) {
  const part = samples.subarray(fromSeconds * 16_000, (fromSeconds + 0.1) * 16_000);
  return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
}

describe('the level of the sound', () => {
  const tone = '0.5*sin(2*PI*1000*t)';
  const asSpoken = 0.5 / Math.SQRT2;
  const surround = (channels: string[], layout: string) => `aevalsrc=${channels.join('|')}:s=48000:c=${layout}`;

  it.each<[name: string, sound: string, args: string[]]>([
    ['eight.wav', `aevalsrc=${tone}:s=8000`, ['-c:a', 'pcm_u8']],
    ['eight.avi', `aevalsrc=${tone}:s=8000`, ['-c:a', 'pcm_u8']],
    ['deep.wav', `aevalsrc=${tone}:s=96000`, ['-c:a', 'pcm_s24le']],
    ['float.wav', `aevalsrc=${tone}:s=48000`, ['-c:a', 'pcm_f32le']],
    ['stereo.m4a', surround([tone, tone], 'stereo'), []],
  ])('is kept: %s', async (name, sound, args) => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, name), { sound, seconds: 2, picture: false, args });

      const { samples } = await soundOf(path, folder);

      expect(Math.abs(loudness(samples) / asSpoken - 1)).toBeLessThan(0.05);
    });
  });

  it.each<[layout: string, middle: string, all: string]>([
    ['5.1', `0|0|${tone}|0|0|0`, `${tone}|${tone}|${tone}|0|${tone}|${tone}`],
    ['7.1', `0|0|${tone}|0|0|0|0|0`, `${tone}|${tone}|${tone}|0|${tone}|${tone}|${tone}|${tone}`],
  ])(
    'does not fall where people speak from the middle of %s, nor break where all channels are loud',
    async (layout, middle, all) => {
      await withTemporaryFolder('spec', async (folder) => {
        const heard: number[] = [];
        for (const channels of [middle, all]) {
          const path = await makeMedia(join(folder, 'sound.wav'), {
            sound: surround(channels.split('|'), layout),
            seconds: 2,
            picture: false,
          });
          heard.push(loudness((await soundOf(path, folder)).samples) / asSpoken);
        }

        expect(heard[0]).toBeGreaterThan(0.6);
        expect(heard[1]).toBeGreaterThan(0.9);
        expect(heard[1]).toBeLessThan(2);
      });
    },
  );
});

describe('several audio tracks', () => {
  it('are told apart by their language, and the chosen one is heard', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const tones = [300, 900, 2700];
      const channels = tones.map((hertz) => `0.5*sin(2*PI*${hertz}*t)`).join('|');
      const split = tones.map((_, index) => ['-map', '0:a', `-filter:a:${index}`, `pan=mono|c0=c${index}`]).flat();
      const languages = ['eng', 'spa', 'tel'].flatMap((tag, index) => [`-metadata:s:a:${index}`, `language=${tag}`]);
      const path = await makeMedia(join(folder, 'tracks.mkv'), {
        sound: `aevalsrc=${channels}:s=48000:c=3.0`,
        picture: false,
        seconds: 2,
        args: [...split, ...languages, '-c:a', 'flac'],
      });
      const { audioTracks } = await probeMedia({ path, demuxer: 'matroska' });
      expect(audioTracks.map(({ language }) => language)).toEqual(['eng', 'spa', 'tel']);

      for (const [track, hertz] of tones.entries()) {
        const { samples } = await soundOf(path, folder, track);
        const risen = samples.filter((sample, index) => sample >= 0 && (samples[index - 1] ?? 0) < 0).length;
        expect(Math.abs(risen / 2 - hertz)).toBeLessThan(10);
      }
    });
  });
});
