import type { MediaProbe } from '@polyspool/contracts/files';
import { uploadKey } from '@polyspool/contracts/files';
import type { Transcript } from '@polyspool/contracts/segments';
import type { NewArtifact } from '@polyspool/jobs/job-handler';
import { StepCache } from '@polyspool/jobs/step-cache';
import { makeMedia, type MediaWishes } from '@polyspool/media/make-media';
import { mediaKindOf } from '@polyspool/media/media-kind';
import { probeMedia } from '@polyspool/media/probe-media';
import { readStreams } from '@polyspool/media/read-streams';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { DiskStorage } from '@polyspool/storage/disk-storage';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FilmJob } from './film-job.js';
import { makeFilm } from './make-film.js';

const transcript: Transcript = {
  language: 'en',
  targetLanguage: 'te',
  transcriber: { engine: 'fake', quality: 'draft' },
  segments: [
    { startSeconds: 0.5, endSeconds: 1.5, text: 'Hello.', words: [], translation: 'నమస్తే.' },
    { startSeconds: 2, endSeconds: 2.8, text: 'Goodbye.', words: [], translation: 'వీడ్కోలు.' },
  ],
};

interface Wishes extends Partial<Transcript> {
  readonly burnIn?: boolean;
  readonly mux?: boolean;
  readonly range?: { startSeconds: number; endSeconds: number };
}

/** A bench with one upload, on which films are made as often as the test likes. */
async function bench(folder: string, name: string, media: MediaWishes = {}) {
  const path = await makeMedia(join(folder, name), { seconds: 3, ...media });
  const { demuxer } = (await mediaKindOf(path))!; // the test made it
  const probe: MediaProbe = await probeMedia({ path, demuxer });
  const storage = new DiskStorage(join(folder, 'storage'));
  const uploadId = randomUUID();
  await storage.write(uploadKey(uploadId), createReadStream(path));
  return async ({ burnIn = false, mux = false, range, ...changes }: Wishes) => {
    const files = new Map<string, { file: NewArtifact; path: string }>();
    const fractions: number[] = [];
    let reused = 0;
    const input = { uploadId, burnIn, mux };
    const job: FilmJob = {
      input,
      signal: new AbortController().signal,
      log: () => undefined,
      report: (_, fraction) => void fractions.push(fraction),
      step: new StepCache(storage, input, { onReused: () => void reused++ }).step,
      artifact: async (file, content) => {
        const copy = join(folder, `${randomUUID()}-${file.name}`);
        await pipeline(Readable.from(content as Readable), createWriteStream(copy));
        files.set(file.name, { file, path: copy });
      },
    };
    const whole = { startSeconds: 0, endSeconds: probe.durationSeconds };
    const parts = { storage, probe, range: range ?? whole, transcript: { ...transcript, ...changes } };
    const warnings = await makeFilm(job, parts);
    return { warnings, files, fractions, reused: () => reused };
  };
}

const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];

describe('makeFilm', () => {
  it('makes none where none was asked for', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const film = await bench(folder, 'film.mp4', { args: h264 });

      const { warnings, files } = await film({});

      expect([warnings, files.size]).toEqual([[], 0]);
    });
  });

  it('adds a track for each language and one for both, and draws both into the pictures', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const film = await bench(folder, 'film.mp4', { args: h264 });

      const { warnings, files, fractions } = await film({ burnIn: true, mux: true });

      expect(warnings).toEqual([]);
      expect([...files.values()].map(({ file }) => file)).toEqual([
        { name: 'subtitled.mp4', kind: 'media', mediaType: 'video/mp4' },
        { name: 'burned.mp4', kind: 'media', mediaType: 'video/mp4' },
      ]);
      const codecs = async (name: string) =>
        (await readStreams({ path: files.get(name)!.path, demuxer: 'mov' })).map(({ codec_name }) => codec_name);
      expect(await codecs('subtitled.mp4')).toEqual(['h264', 'aac', 'mov_text', 'mov_text', 'mov_text']);
      expect(await codecs('burned.mp4')).toEqual(['h264', 'aac']);
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      expect(fractions.at(-1)).toBe(1);
    });
  });

  it('makes a Matroska film of what cannot carry text, and says so', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const film = await bench(folder, 'film.avi', { args: ['-c:v', 'mpeg4', '-c:a', 'mp3'] });

      const { warnings, files } = await film({ mux: true });

      expect(warnings).toMatchObject([{ code: 'film.containerChanged' }]);
      const { path, file } = files.get('subtitled.mkv')!;
      expect(file.mediaType).toBe('video/matroska');
      const streams = await readStreams({ path, demuxer: 'matroska' });
      expect(streams.map(({ codec_name }) => codec_name)).toEqual(['mpeg4', 'mp3', 'subrip', 'subrip', 'ass']);
    });
  });

  it('draws again only what has changed', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const film = await bench(folder, 'film.mp4', { args: h264 });
      await film({ burnIn: true });

      const again = await film({ burnIn: true });
      const [first, second] = transcript.segments;
      const edited = await film({ burnIn: true, segments: [{ ...first!, text: 'Hello, you.' }, second!] });

      expect(again.reused()).toBe(1);
      expect(edited.reused()).toBe(0);
      expect(edited.files.has('burned.mp4')).toBe(true);
    });
  });

  it('draws a range with its subtitles counted from its start', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const film = await bench(folder, 'film.mp4', { args: h264 });

      const { files } = await film({ burnIn: true, range: { startSeconds: 1, endSeconds: 2.5 } });

      const { durationSeconds } = await probeMedia({ path: files.get('burned.mp4')!.path, demuxer: 'mov' });
      expect(Math.abs(durationSeconds - 1.5)).toBeLessThan(0.1);
    });
  });

  it('makes no film of sound alone, nor of one in which nobody speaks', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const sound = await bench(folder, 'sound.wav', { picture: false });
      const silent = await bench(folder, 'film.mp4', { args: h264 });

      const [noPicture, noSubtitles] = [
        await sound({ mux: true, burnIn: true }),
        await silent({ mux: true, segments: [] }),
      ];

      expect(noPicture.warnings).toMatchObject([{ code: 'film.noPicture' }]);
      expect(noSubtitles.warnings).toMatchObject([{ code: 'film.noSubtitles' }]);
      expect(noPicture.files.size + noSubtitles.files.size).toBe(0);
    });
  });
});
