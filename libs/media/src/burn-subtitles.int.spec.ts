import type { TimeRange } from '@polyspool/contracts/time-range';
import { runProgram } from '@polyspool/processes/run-program';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { burnSubtitles } from './burn-subtitles.js';
import { makeMedia } from './make-media.js';
import { mediaKindOf } from './media-kind.js';
import { probeMedia } from './probe-media.js';
import { pictureStream, readStreams, shownSize } from './read-streams.js';

const black = 'color=black:size=320x180:rate=25';
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];

const ass = (from: string, to: string, { width = 320, height = 180 } = {}) => `[Script Info]
ScriptType: v4.00+
PlayResX: ${width}
PlayResY: ${height}

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BorderStyle, Outline, Alignment, MarginL, MarginR, MarginV
Style: Spoken,Noto Sans,${Math.round(height / 8)},&H00FFFFFF,&H00000000,1,0,2,5,5,5

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:0${from},0:00:0${to},Spoken,,0,0,0,,HHHHHH
`;

interface Wishes {
  readonly range?: TimeRange;
  readonly text?: string;
}

async function burned(folder: string, path: string, { range, text = ass('1.00', '2.00') }: Wishes = {}) {
  const kind = (await mediaKindOf(path))!; // the test made it
  const input = { path, demuxer: kind.demuxer };
  const { durationSeconds } = await probeMedia(input);
  const subtitles = join(folder, 'burn.ass');
  await writeFile(subtitles, text);
  const output = join(folder, 'burned.mp4');
  const fractions: number[] = [];
  await burnSubtitles({
    ...{ input, subtitles, durationSeconds, output },
    range: range ?? { startSeconds: 0, endSeconds: durationSeconds },
    onProgress: (fraction) => fractions.push(fraction),
  });
  return { output, fractions, streams: await readStreams({ path: output, demuxer: 'mov' }) };
}

/** Times of pictures, and which of them show bright letters on black. */
async function lettersIn(path: string, folder: string) {
  const log = join(folder, 'log.txt');
  const filter = `signalstats,metadata=print:key=lavfi.signalstats.YMAX:file=${log}`;
  await runProgram({
    command: 'ffmpeg',
    args: ['-v', 'error', '-y', '-i', path, '-an', '-vf', filter, '-f', 'null', '-'],
  });
  const times = [...(await readFile(log, 'utf8')).matchAll(/pts_time:(\S+)\s+lavfi\.signalstats\.YMAX=(\d+)/g)];
  const pictures = times.map(([, seconds, brightest]) => ({
    seconds: Number(seconds),
    bright: Number(brightest) > 150,
  }));
  return {
    all: pictures.map(({ seconds }) => seconds),
    lettered: pictures.flatMap((one) => (one.bright ? [one.seconds] : [])),
  };
}

/** Seconds at which a beep begins. */
async function beepAt(path: string, track = 0) {
  const args = [
    '-v',
    'info',
    '-i',
    path,
    '-map',
    `0:a:${track}`,
    '-af',
    'silencedetect=n=-30dB:d=0.2',
    '-f',
    'null',
    '-',
  ];
  const { stderr } = await runProgram({ command: 'ffmpeg', args: ['-nostdin', ...args] });
  return Number(/silence_end: (\S+)/.exec(stderr)?.[1]);
}

/** A tone that begins at 2 s. */
const beep = `aevalsrc=exprs='if(gte(t,2),0.5*sin(2*PI*440*t),0)':sample_rate=44100`;

describe('burnSubtitles', () => {
  it('draws letters into the pictures for as long as they are to be read, and copies the sound', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, 'film.mp4'), {
        seconds: 3,
        picture: black,
        args: [...h264, '-c:a', 'aac'],
      });

      const { output, streams, fractions } = await burned(folder, path);

      const { all, lettered } = await lettersIn(output, folder);
      expect(all.length).toBe(75);
      expect([lettered[0], lettered.at(-1), lettered.length]).toEqual([1, 1.96, 25]);
      expect(streams.map(({ codec_name }) => codec_name)).toEqual(['h264', 'aac']);
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      expect(fractions.at(-1)).toBe(1);
    });
  });

  it.each([
    ['film.mp4', [...h264, '-g', '50', '-c:a', 'aac']],
    ['film.mkv', [...h264, '-g', '50', '-c:a', 'flac']],
    ['film.ts', [...h264, '-g', '50', '-bf', '2', '-c:a', 'aac']],
    ['film.mpg', ['-c:v', 'mpeg2video', '-c:a', 'mp2']],
    ['film.avi', ['-c:v', 'mpeg4', '-c:a', 'mp3']],
  ])('takes a range of %s: pictures, sound and letters stay together', async (name, args) => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, name), { seconds: 5, picture: black, sound: beep, args });

      // From 1.4 s: the beep at 2 s comes at 0.6 s, with letters from 0.60 to 1.00 s.
      const range = { startSeconds: 1.4, endSeconds: 4 };
      const { output } = await burned(folder, path, { range, text: ass('0.60', '1.00') });

      const { all, lettered } = await lettersIn(output, folder);
      expect(all.length).toBeGreaterThanOrEqual(64);
      expect(all.length).toBeLessThanOrEqual(66);
      expect(lettered[0]! - all[0]!).toBeGreaterThan(0.54); // there are letters, or the test has failed here
      expect(lettered[0]! - all[0]!).toBeLessThan(0.66);
      expect(Math.abs((await beepAt(output)) - lettered[0]!)).toBeLessThan(0.07);
      const { durationSeconds } = await probeMedia({ path: output, demuxer: 'mov' });
      expect(Math.abs(durationSeconds - 2.6)).toBeLessThan(0.1);
    });
  });

  it('keeps the times of pictures that come at an uneven rate', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      // Every picture of the first second, then every third, then every tenth.
      const uneven = `${black},select='if(lt(t,1),1,if(lt(t,2),not(mod(n,3)),not(mod(n,10))))'`;
      const args = [...h264, '-fps_mode', 'passthrough', '-c:a', 'aac'];
      const path = await makeMedia(join(folder, 'film.mp4'), { seconds: 4, picture: uneven, args });

      const { output } = await burned(folder, path);

      const [before, after] = [await lettersIn(path, folder), await lettersIn(output, folder)];
      expect(after.all).toEqual(before.all);
      expect(after.all.length).toBeLessThan(50);
      expect(after.lettered).toEqual(before.all.filter((seconds) => seconds >= 1 && seconds < 2));
    });
  });

  it.each([
    ['AC-3 as it is', ['-c:a', 'ac3'], 'ac3'],
    ['PCM as AAC', ['-c:a', 'pcm_s16le'], 'aac'],
  ])('keeps all six channels of every track: %s', async (_, args, codec) => {
    await withTemporaryFolder('spec', async (folder) => {
      const sound = 'sine=frequency=440:sample_rate=48000,aformat=channel_layouts=5.1';
      const options = [...h264, ...args, '-map', '0:v', '-map', '1:a', '-map', '1:a'];
      const path = await makeMedia(join(folder, 'film.mkv'), { seconds: 1, picture: black, sound, args: options });

      const { streams } = await burned(folder, path);

      const tracks = streams.filter(({ codec_type }) => codec_type === 'audio');
      expect(tracks.map(({ codec_name, channels }) => [codec_name, channels])).toEqual([
        [codec, 6],
        [codec, 6],
      ]);
    });
  });

  it('plays 8-bit sound, and pictures with odd sides', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const picture = 'color=black:size=321x181:rate=10,format=rgb24';
      const args = ['-c:v', 'ffv1', '-c:a', 'pcm_u8'];
      const path = await makeMedia(join(folder, 'film.mkv'), { seconds: 2, picture, args });

      const { streams } = await burned(folder, path);

      expect(streams).toMatchObject([{ width: 322, height: 182 }, { codec_name: 'aac' }]);
    });
  });

  it('draws upright on the film of a phone held upright, and unstretched on stretched pixels', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const plain = await makeMedia(join(folder, 'plain.mp4'), {
        seconds: 2,
        picture: black,
        args: [...h264, '-c:a', 'aac'],
      });
      const turned = join(folder, 'turned.mp4');
      const turn = ['-i', plain, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', turned];
      await runProgram({ command: 'ffmpeg', args: ['-v', 'error', ...turn] });
      const stretched = await makeMedia(join(folder, 'wide.mp4'), {
        ...{ seconds: 2, picture: `${black},setsar=2` },
        args: [...h264, '-c:a', 'aac'],
      });

      const [upright, wide] = [await sizeOf(turned), await sizeOf(stretched)];
      const { streams } = await burned(folder, turned, { text: ass('0.00', '2.00', upright) });

      expect(upright).toEqual({ width: 180, height: 320 });
      expect(wide).toEqual({ width: 640, height: 180 });
      expect(streams[0]).toMatchObject({ width: 180, height: 320, side_data_list: [] });
    });
  });

  it('shows subtitles over one still picture for as long as there is sound', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const picture = await makeMedia(join(folder, 'one.mp4'), {
        ...{ seconds: 1, picture: black, sound: false },
        args: [...h264, '-frames:v', '1'],
      });
      const sound = await makeMedia(join(folder, 'sound.m4a'), { seconds: 3, picture: false });
      const path = join(folder, 'still.mp4');
      await runProgram({
        command: 'ffmpeg',
        args: ['-v', 'error', '-i', picture, '-i', sound, '-map', '0:v', '-map', '1:a', '-c', 'copy', path],
      });

      const { output, fractions } = await burned(folder, path);

      const { all, lettered } = await lettersIn(output, folder);
      expect(all.length).toBeGreaterThan(25);
      expect([lettered[0], lettered.at(-1)]).toEqual([1, 1.9]);
      expect(fractions.at(-1)).toBe(1);
    });
  });

  it('says so where there is nothing to draw into', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, 'sound.wav'), { seconds: 1, picture: false });

      await expect(burned(folder, path)).rejects.toMatchObject({ code: 'media.noPicture' });
    });
  });
});

async function sizeOf(path: string) {
  return shownSize(pictureStream(await readStreams({ path, demuxer: 'mov' }))!); // the test has made pictures
}
