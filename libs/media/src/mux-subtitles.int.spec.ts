import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { runProgram } from '@polyspool/processes/run-program';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filmContainer, type FilmContainer } from './film-container.js';
import { makeMedia } from './make-media.js';
import { mediaKindOf } from './media-kind.js';
import { muxSubtitles } from './mux-subtitles.js';
import { readStreams } from './read-streams.js';

const srt = '1\n00:00:01,000 --> 00:00:02,000\n<\u2060i>hello<\u2060/i>\n';
const vtt = 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n&lt;i>hello\n';

const films = {
  'film.mp4': ['-c:v', 'libx264', '-c:a', 'aac'],
  'film.mov': ['-c:v', 'libx264', '-c:a', 'pcm_s16le'],
  'film.mkv': ['-c:v', 'libx264', '-c:a', 'flac'],
  'film.webm': ['-c:v', 'libvpx', '-c:a', 'libopus', '-deadline', 'realtime'],
  'film.avi': ['-c:v', 'mpeg4', '-c:a', 'mp3'],
  'film.flv': ['-c:v', 'flv', '-c:a', 'mp3', '-ar', '22050'],
  'film.ts': ['-c:v', 'libx264', '-bf', '2', '-c:a', 'aac'],
  'film.mpg': ['-c:v', 'mpeg2video', '-c:a', 'mp2'],
  'film.ogv': ['-c:v', 'libtheora', '-c:a', 'libvorbis', '-ar', '44100'],
} as const;

const extensions: Readonly<Record<string, string>> = { mp4: 'mp4', mov: 'mov', mkv: 'mkv', webm: 'webm' };

async function muxed(folder: string, path: string) {
  const kind = (await mediaKindOf(path))!; // the test made it
  const container = filmContainer(kind.demuxer, kind.mediaType);
  const files = await Promise.all(
    ['en', 'te'].map(async (language) => {
      const file = join(folder, `${language}.${container.format}`);
      await writeFile(file, container.format === 'srt' ? srt : vtt);
      return { path: file, format: container.format, language, title: language === 'en' ? 'English' : 'తెలుగు' };
    }),
  );
  const output = join(folder, `out.${container.extension}`);
  const fractions: number[] = [];
  const input = { path, demuxer: kind.demuxer };
  const onProgress = (fraction: number) => fractions.push(fraction);
  await muxSubtitles({ input, container, tracks: files, output, durationSeconds: 3, onProgress });
  return { container, output, input, fractions };
}

async function show(path: string, entries: string) {
  const args = ['-v', 'error', '-show_entries', entries, '-of', 'json', path];
  return JSON.parse((await runProgram({ command: 'ffprobe', args })).stdout) as { streams: Record<string, never>[] };
}

/** Checksum of all packets of a kind: equal where nothing was encoded again. */
async function packets(path: string, kind: 'v' | 'a') {
  const args = ['-v', 'error', '-i', path, '-map', `0:${kind}`, '-f', 'framemd5', '-'];
  const { stdout } = await runProgram({ command: 'ffmpeg', args: [...args.slice(0, 3), path, ...args.slice(4)] });
  return stdout.split('\n').flatMap((line) => (line.startsWith('#') ? [] : line.split(',').slice(-1)));
}

describe('muxSubtitles', () => {
  it.each(Object.entries(films))('adds languages to %s and encodes nothing again', async (name, codecs) => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, name), { seconds: 3, args: codecs });

      const { container, output, input, fractions } = await muxed(folder, path);

      const own = name.split('.')[1]!; // every name above has one
      expect(container.extension).toBe(extensions[own] ?? 'mkv');
      const { streams } = await show(
        output,
        'stream=codec_type,codec_name:stream_disposition=default:stream_tags=language,title,handler_name',
      );
      const texts = streams.filter((stream) => stream.codec_type === 'subtitle');
      const codec = { mp4: 'mov_text', mov: 'mov_text', webm: 'webvtt' }[container.extension] ?? 'subrip';
      expect(texts).toMatchObject([
        { codec_name: codec, disposition: { default: 1 }, tags: { language: 'eng' } },
        { codec_name: codec, disposition: { default: 0 }, tags: { language: 'tel' } },
      ]);
      const titles = texts.map(({ tags }: { tags?: Record<string, string> }) => tags?.title ?? tags?.handler_name);
      expect(titles).toEqual(['English', 'తెలుగు']);
      const [before, after] = [await readStreams(input), streams];
      expect(after.slice(0, 2).map(({ codec_name }) => codec_name)).toEqual(before.map(({ codec_name }) => codec_name));
      expect(await packets(output, 'a')).toEqual(await packets(path, 'a'));
      expect(await packets(output, 'v')).toEqual(await packets(path, 'v'));
      expect(fractions.at(-1)).toBe(1);
    });
  });

  it('shows text that looks like markup as text, at its time', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, 'film.mp4'), { seconds: 3, args: [...films['film.mp4']] });

      const { output } = await muxed(folder, path);

      const args = ['-v', 'error', '-i', output, '-map', '0:s:0', '-f', 'srt', '-'];
      const { stdout } = await runProgram({ command: 'ffmpeg', args });
      expect(stdout.replaceAll('\u2060', '')).toContain('00:00:01,000 --> 00:00:02,000\n<i>hello</i>\n');
    });
  });

  it('keeps all sound, chapters and subtitles of the film; those of ours are the default', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const old = join(folder, 'old.srt');
      await writeFile(old, srt);
      const chapters = join(folder, 'chapters.txt');
      await writeFile(chapters, ';FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1500\ntitle=One\n');
      const plain = await makeMedia(join(folder, 'plain.mkv'), { seconds: 3, args: [...films['film.mkv']] });
      const path = join(folder, 'rich.mkv');
      const inputs = ['-i', plain, '-i', old, '-i', chapters];
      const maps = ['-map', '0:v', '-map', '0:a', '-map', '0:a', '-map', '1', '-map_chapters', '2'];
      await runProgram({
        command: 'ffmpeg',
        args: ['-v', 'error', ...inputs, ...maps, '-c', 'copy', '-disposition:s:0', 'default+forced', path],
      });

      const { output } = await muxed(folder, path);

      const streams = await readStreams({ path: output, demuxer: 'matroska' });
      expect(streams.map(({ codec_name }) => codec_name)).toEqual([
        'h264',
        'flac',
        'flac',
        'subrip',
        'subrip',
        'subrip',
      ]);
      expect(streams.slice(3).map(({ disposition }) => [disposition.default, disposition.forced])).toEqual([
        [0, 1],
        [1, 0],
        [0, 0],
      ]);
      const { stdout } = await runProgram({
        command: 'ffprobe',
        args: ['-v', 'error', '-show_chapters', '-of', 'json', output],
      });
      expect(JSON.parse(stdout)).toMatchObject({ chapters: [{ end_time: '1.500000', tags: { title: 'One' } }] });
    });
  });

  it('says so where the container does not take the codecs of the film', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = await makeMedia(join(folder, 'film.avi'), { seconds: 1, args: [...films['film.avi']] });
      const container: FilmContainer = filmContainer('matroska', 'video/webm');

      const muxing = muxSubtitles({
        ...{ input: { path, demuxer: 'avi' }, container, tracks: [], durationSeconds: 1 },
        output: join(folder, 'out.webm'),
      });

      await expect(muxing).rejects.toMatchObject({ code: 'media.unfitting' });
    });
  });
});
