import { AppError } from '@polyspool/contracts/errors';
import { FileKey, type MediaProbe } from '@polyspool/contracts/files';
import type { TimeRange } from '@polyspool/contracts/time-range';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { runFfmpeg } from '@polyspool/media/run-ffmpeg';
import { hash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalAudio } from '@polyspool/media/local-audio';
import type { LocalUpload } from '@polyspool/media/local-upload';
import type { CardFile } from './deck-card.js';

/** Engines hear the ends of words late. */
const marginSeconds = 0.15;
/** Longer ones are no sentences. */
const maxSeconds = 30;
/** 480 lines of a picture that is 4:3. */
const longerSide = 640;

interface Sources {
  readonly upload: LocalUpload;
  readonly audio: LocalAudio;
  readonly probe: MediaProbe;
}

/** Sound and picture of a sentence, each made once for all decks of a recording: several words have one sentence. */
export class CardMedia {
  constructor(
    private readonly job: Pick<RunningJob, 'step' | 'signal'>,
    private readonly sources: Sources,
  ) {}

  /** MP3, because every Anki plays it. */
  async sound(sentence: TimeRange): Promise<CardFile> {
    const { audio } = this.sources;
    const startSeconds = Math.max(0, sentence.startSeconds - marginSeconds);
    const wanted = Math.min(sentence.endSeconds + marginSeconds, startSeconds + maxSeconds);
    const length = Math.max(0.1, Math.min(wanted, audio.durationSeconds) - startSeconds);
    const codec = ['-ac', '1', '-c:a', 'libmp3lame', '-b:a', '64k', ...bare, '-f', 'mp3'];
    const parts = [audio.file, startSeconds, length, ...codec];
    const key = await this.job.step('cardSound', parts, async (files) => {
      const output = this.newFile('mp3');
      await runFfmpeg({
        input: await audio.media(),
        before: ['-ss', String(startSeconds), '-t', String(length)],
        outputs: [{ args: codec, path: output }],
        signal: this.job.signal,
      });
      return keepAndRemove(output, (content) => files.keep('sound.mp3', content));
    });
    return { name: nameOf(parts, 'mp3'), key: FileKey.parse(key) };
  }

  /** From the middle of the sentence; undefined where there is none, or it cannot be read. */
  async picture({ startSeconds, endSeconds }: TimeRange): Promise<CardFile | undefined> {
    const { upload, probe } = this.sources;
    if (!probe.video) return undefined;
    const atSeconds = Math.round((startSeconds + endSeconds) * 500) / 1000;
    const parts = [upload.id, atSeconds, ...jpeg];
    const key = await this.job.step('cardPicture', parts, async (files) => {
      const output = this.newFile('jpg');
      await this.grab(atSeconds, output);
      if (!existsSync(output)) return null;
      return keepAndRemove(output, (content) => files.keep('picture.jpg', content));
    });
    return key === null ? undefined : { name: nameOf(parts, 'jpg'), key: FileKey.parse(key) };
  }

  /** Always by seeking, which in some containers only estimates: a card does not mind, and there may be thousands. */
  private async grab(atSeconds: number, output: string) {
    const { signal } = this.job;
    const input = await this.sources.upload.media();
    try {
      const before = ['-an', '-sn', '-dn', '-ss', String(atSeconds)];
      await runFfmpeg({ input, before, outputs: [{ args: jpeg, path: output }], signal });
    } catch (error) {
      const isDamage = error instanceof AppError && /^(media\.unreadable|process\.failed)$/.test(error.code);
      if (signal.aborted || !isDamage) throw error;
      await rm(output, { force: true });
    }
  }

  private newFile(extension: string) {
    return join(this.sources.upload.folder, `${randomUUID()}.${extension}`);
  }
}

/** Nothing that says when it was made: what is the same has the same bytes. */
const bare = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];

const square = 'scale=w=trunc(iw*sar/2)*2:h=ih,setsar=1';
const smaller = `scale=w='min(iw,${longerSide})':h='min(ih,${longerSide})':force_original_aspect_ratio=decrease`;
const jpeg = [
  ...['-map', '0:v:0', '-vf', `${square},${smaller},format=yuvj420p`, '-frames:v', '1', '-q:v', '4'],
  ...['-f', 'image2', '-update', '1'],
];

async function keepAndRemove(path: string, keep: (content: ReturnType<typeof createReadStream>) => Promise<FileKey>) {
  const key = await keep(createReadStream(path));
  await rm(path);
  return key;
}

/** All media of somebody's cards lie in one folder. */
const nameOf = (parts: readonly unknown[], extension: string) =>
  `polyspool-${hash('sha256', JSON.stringify(parts)).slice(0, 20)}.${extension}`;
