import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { filmSound } from './film-sound.js';
import { levelSound, maxTruePeakDb, targetLufs } from './level-sound.js';
import { measureLoudness } from './measure-loudness.js';
import { placeSounds } from './place-sounds.js';
import { inFolder } from './testing-films.js';
import { ffmpeg, probe } from './testing-stills.js';
import { findWavSound, wavSeconds } from './wav-file.js';

describe('a levelled sound', () => {
  it.each([
    ['quiet', 'sine=f=300:r=16000:d=3,volume=-30dB'],
    ['loud and stereo', 'aevalsrc=0.9*sin(2000*t)|0.7*sin(3000*t):s=44100:d=3'],
    // Loud for a moment, else quiet: a gain alone would send its peaks far over the limit.
    ['full of peaks', "aevalsrc='sin(2*PI*400*t)*(0.05+0.9*lt(mod(t,0.25),0.004))':s=22050:d=4"],
  ])('that was %s has -16 LUFS, and no peak above -1.5 dB', async (_, source) => {
    await inFolder(async (folder) => {
      const [input, output] = [await wav(folder, 'in', source), join(folder, 'out.wav')];

      const { loudnessLufs } = await levelSound({ input, output });

      const found = await measureLoudness({ input: { path: output, demuxer: 'wav' }, channels: 1 });
      expect(found.integratedLufs).toBe(loudnessLufs);
      expect(Math.abs(loudnessLufs! - targetLufs)).toBeLessThanOrEqual(0.5);
      expect(found.truePeakDb).toBeLessThanOrEqual(maxTruePeakDb);
    });
  });

  it('is mono at 48 kHz, exactly as long as it was, and says how it came to be', async () => {
    await inFolder(async (folder) => {
      const [input, output] = [await wav(folder, 'in', 'sine=f=300:r=16000:d=1.5'), join(folder, 'out.wav')];

      const { durationSeconds } = await levelSound({ input, source: 'algorithmicMedia', output });

      expect(durationSeconds).toBe(1.5);
      const { streams, format } = await probe(output);
      expect(streams).toMatchObject([{ codec_name: 'pcm_s16le', sample_rate: '48000', channels: 1 }]);
      expect(format.tags['comment']).toContain('digitalsourcetype/algorithmicMedia');
    });
  });

  it('that is too short to measure is as loud as others, and silence stays silent', async () => {
    await inFolder(async (folder) => {
      const [short, long, silence] = [join(folder, 's.wav'), join(folder, 'l.wav'), join(folder, '0.wav')];

      const ofShort = await levelSound({
        input: await wav(folder, 'in-s', 'sine=f=300:d=0.2,volume=-40dB'),
        output: short,
      });
      await levelSound({ input: await wav(folder, 'in-l', 'sine=f=300:d=2'), output: long });
      const ofSilence = await levelSound({ input: await wav(folder, 'in-0', 'anullsrc=r=8000:d=1'), output: silence });

      expect(ofShort).toMatchObject({ loudnessLufs: undefined, durationSeconds: 0.2 });
      expect(ofSilence).toMatchObject({ loudnessLufs: undefined, durationSeconds: 1 });
      expect(Math.abs((await peak(short)) - (await peak(long)))).toBeLessThan(1.5);
      expect(await peak(silence)).toBe(-Infinity);
    });
  });
});

describe('placed sounds', () => {
  it('begin at their sample, unchanged, in silence', async () => {
    await inFolder(async (folder) => {
      const input = await wav(folder, 'in', 'sine=f=300:r=48000:d=0.5');
      const [sound, output] = [join(folder, 'sound.wav'), join(folder, 'out.wav')];
      await levelSound({ input, source: 'algorithmicMedia', output: sound });

      const sounds = [0.25, 1, 2.75].map((startSeconds) => ({ path: sound, startSeconds }));
      await placeSounds({ sounds, seconds: 3, output });

      const [original, placed] = [await samples(sound), await samples(output)];
      expect(placed).toHaveLength(3 * 48_000);
      expect(placed.slice(12_000, 36_000)).toEqual(original);
      expect(placed.slice(48_000, 72_000)).toEqual(original);
      expect(placed.slice(132_000)).toEqual(original.slice(0, 12_000)); // what is left of the time
      expect(
        [placed.slice(0, 12_000), placed.slice(72_000, 132_000)]
          .flatMap((gap) => [...gap])
          .every((value) => value === 0),
      ).toBe(true);
    });
  });

  it('do not begin before the one before has ended', async () => {
    await inFolder(async (folder) => {
      const { path } = await wav(folder, 'in', 'sine=r=48000:d=1');
      const sounds = [0, 0.9].map((startSeconds) => ({ path, startSeconds }));

      const placing = placeSounds({ sounds, seconds: 3, output: join(folder, 'out.wav') });

      await expect(placing).rejects.toMatchObject({ code: 'input.invalid' });
    });
  });

  it('are refused where they are no such WAV', async () => {
    await inFolder(async (folder) => {
      const { path } = await wav(folder, 'in', 'sine=r=16000:d=1');
      const output = join(folder, 'out.wav');

      const placing = placeSounds({ sounds: [{ path, startSeconds: 0 }], seconds: 3, output });

      await expect(placing).rejects.toMatchObject({ code: 'media.unreadable' });
    });
  });
});

describe('the sound of a film', () => {
  it('has music that begins again, goes down under speech, and fades out; as a whole -16 LUFS', async () => {
    await inFolder(async (folder) => {
      const speech = join(folder, 'speech.wav');
      // As speech is: it comes and goes four times a second.
      await levelSound({ input: await wav(folder, 'in', 'sine=f=1000:d=4,tremolo=f=4:d=0.9'), output: speech });
      const music = join(folder, 'music.mp3');
      await ffmpeg(['-f', 'lavfi', '-i', 'sine=f=200:d=3', music]);
      const output = join(folder, 'out.wav');

      const { loudnessLufs, durationSeconds } = await filmSound({
        narrations: [{ path: speech, startSeconds: 6 }],
        music: { path: music, demuxer: 'mp3' },
        seconds: 16.48,
        output,
      });

      expect(durationSeconds).toBe(16.48);
      expect(Math.abs(loudnessLufs! - targetLufs)).toBeLessThanOrEqual(0.5);
      const heard = (from: number) => bed(output, from);
      const [before, during, after, end] = [await heard(3.5), await heard(8), await heard(12), await heard(15.9)];
      expect(before - during).toBeGreaterThan(8);
      expect(Math.abs(before - after)).toBeLessThan(2);
      expect(after - end).toBeGreaterThan(8);
    });
  });

  it('of narration alone is just that, as long as the film', async () => {
    await inFolder(async (folder) => {
      const speech = join(folder, 'speech.wav');
      await levelSound({ input: await wav(folder, 'in', 'sine=f=1000:d=2'), output: speech });
      const output = join(folder, 'out.wav');

      const { durationSeconds } = await filmSound({
        narrations: [{ path: speech, startSeconds: 1 }],
        seconds: 5.04,
        output,
      });

      expect(durationSeconds).toBe(5.04);
      expect(await bed(output, 0.2)).toBe(-Infinity);
      const { truePeakDb } = await measureLoudness({ input: { path: output, demuxer: 'wav' }, channels: 1 });
      expect(truePeakDb).toBeLessThanOrEqual(maxTruePeakDb);
    });
  });

  it('without anything to hear is silence of its length', async () => {
    await inFolder(async (folder) => {
      const output = join(folder, 'out.wav');

      const made = await filmSound({ narrations: [], seconds: 2, output });

      expect(made).toEqual({ loudnessLufs: undefined, durationSeconds: 2 });
      expect(await wavSeconds(output)).toBe(2);
    });
  });
});

async function wav(folder: string, name: string, source: string) {
  const path = join(folder, `${name}.wav`);
  await ffmpeg(['-f', 'lavfi', '-i', source, '-c:a', 'pcm_s16le', path]);
  return { path, demuxer: 'wav' } as const;
}

async function samples(path: string) {
  const file = await open(path);
  try {
    const { offsetBytes, samples: length } = await findWavSound(file);
    const { buffer } = await file.read(Buffer.alloc(2 * length), 0, 2 * length, offsetBytes);
    return new Int16Array(buffer.buffer, buffer.byteOffset, length);
  } finally {
    await file.close();
  }
}

/** In decibels. */
const peak = async (path: string) =>
  20 * Math.log10((await samples(path)).reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 32_768);

/** How loud the music of 200 Hz is for half a second, in decibels: what is said at 1000 Hz is far above the filter. */
async function bed(path: string, from: number) {
  const part = `${path}.${from}.wav`;
  const filters = 'lowpass=f=300,lowpass=f=300,lowpass=f=300,pan=mono|c0=c0,aresample=48000';
  await ffmpeg(['-ss', String(from), '-t', '0.5', '-i', path, '-af', filters, '-c:a', 'pcm_s16le', part]);
  const found = await samples(part);
  return 10 * Math.log10(found.reduce((sum, value) => sum + (value / 32_768) ** 2, 0) / found.length);
}
