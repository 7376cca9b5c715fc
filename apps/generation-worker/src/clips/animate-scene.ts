import { Injectable } from '@nestjs/common';
import type { OutputOf } from '@polyspool/contracts/define-jobs';
import type { Movement } from '@polyspool/contracts/film';
import type { generationJobs } from '@polyspool/contracts/generation';
import type { ProvenanceClaims } from '@polyspool/contracts/provenance';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { animateStill } from '@polyspool/media/animate-still';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { Storage } from '@polyspool/storage/storage';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpegVersion } from '../engines/ffmpeg-version.js';
import { filmSource } from '../files/film-source.js';
import { fetchHashed, type HashedFile } from '../files/hashed-file.js';
import { filmFormat } from '../plan/film-format.js';
import { framesIn, secondsOf } from '../plan/scene-times.js';
import { clipSubtitles } from './clip-subtitles.js';
import { movementOf } from './movement-of.js';

type AnimateJob = RunningJob<typeof generationJobs.animate>;

/** Part of the key under which clips are kept: to be raised with every change of how they look. */
const looks = 1;

/** A picture that moves. */
@Injectable()
export class AnimateScene implements JobHandler<typeof generationJobs.animate> {
  constructor(private readonly storage: Storage) {}

  async run(job: AnimateJob): Promise<OutputOf<typeof generationJobs.animate>> {
    const { input } = job;
    job.report('animate', 0, 'Animating scene');
    return withTemporaryFolder('clip', async (folder) => {
      const picture = await fetchHashed(this.storage, input.picture, folder, 'picture.png');
      const layers: HashedFile[] = [];
      for (const [index, key] of input.layers.entries())
        layers.push(await fetchHashed(this.storage, key, folder, `layer-${index}.png`));
      const { movement, warnings } = movementOf({ ...input, layers: layers.length });
      const plan = planOf(input, movement);
      const inputs = movement === 'parallax' ? layers : [picture];
      const source = filmSource(inputs.map((file) => file.source));
      const ffmpeg = await ffmpegVersion();
      const clip = await job.step('clip', [looks, ffmpeg, plan, source, hashes(inputs)], async ({ keep }) => {
        const output = join(folder, 'clip.mp4');
        const subtitles = plan.subtitles === undefined ? undefined : join(folder, 'clip.ass');
        if (subtitles !== undefined) await writeFile(subtitles, plan.subtitles ?? '');
        const onProgress = (fraction: number) => job.report('animate', fraction, 'Animating scene');
        const pictures = inputs.map(({ path }) => path);
        const drawing = { ...plan, pictures, subtitles, source, output };
        await animateStill({ ...drawing, signal: job.signal, onProgress });
        return keep('clip.mp4', createReadStream(output));
      });
      const provenance = { ...claimsOf(plan, source, inputs), version: ffmpeg };
      const file = { name: 'clip.mp4', kind: 'media', mediaType: 'video/mp4', provenance } as const;
      await job.artifact(file, await this.storage.read(clip));
      return { clip, frames: plan.frames, durationSeconds: secondsOf(plan.frames), movement, warnings };
    });
  }
}

/** All that the clip depends on, beside its pictures. */
function planOf(input: AnimateJob['input'], movement: Movement) {
  const { seed, quality, words, language = 'und' } = input;
  const format = filmFormat(input);
  const frames = framesIn(input.durationSeconds);
  const subtitles = input.subtitles === 'burned' ? clipSubtitles({ words, language, picture: format }) : undefined;
  const transitionFrames = Math.min(framesIn(input.transitionSeconds), Math.floor(frames / 2));
  return { movement, seed, frames, format, quality, transitionFrames, ...(subtitles && { subtitles }) };
}

const hashes = (files: readonly HashedFile[]) => files.map(({ sha256 }) => sha256);

function claimsOf(
  { subtitles, ...plan }: ReturnType<typeof planOf>,
  source: ProvenanceClaims['source'],
  files: readonly HashedFile[],
): ProvenanceClaims {
  const inputs = files.map(({ sha256 }, index) => ({ name: `picture-${index + 1}.png`, sha256 }));
  return {
    engine: 'ffmpeg',
    source,
    parameters: { ...plan, isSubtitled: subtitles !== undefined },
    seed: plan.seed,
    inputs,
  };
}
