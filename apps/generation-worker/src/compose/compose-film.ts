import { Injectable } from '@nestjs/common';
import type { OutputOf } from '@polyspool/contracts/define-jobs';
import type { generationJobs } from '@polyspool/contracts/generation';
import type { ProvenanceClaims } from '@polyspool/contracts/provenance';
import type { JobHandler } from '@polyspool/jobs/job-handler';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { Storage } from '@polyspool/storage/storage';
import type { ComposeJob, FilmMaterial } from './compose-job.js';
import { gatherMaterial } from './gather-material.js';
import { makeFilm } from './make-film.js';
import { publishFilm } from './publish-film.js';

/** Part of the key under which films are kept: to be raised with every change of how they are put together. */
const looks = 1;

/** Scenes one after the other as a film: pictures are copied, only what lies between them is made. */
@Injectable()
export class ComposeFilm implements JobHandler<typeof generationJobs.compose> {
  constructor(private readonly storage: Storage) {}

  async run(job: ComposeJob): Promise<OutputOf<typeof generationJobs.compose>> {
    job.report('cards', 0, 'Composing film');
    return withTemporaryFolder('film', async (folder) => {
      const material = await gatherMaterial(job, this.storage, folder);
      const claims = claimsOf(job.input, material);
      const made = await job.step('film', [looks, claims, contentOf(material)], (files) =>
        makeFilm(job, this.storage, material, files),
      );
      await publishFilm(job, this.storage, { ...made, language: job.input.language, provenance: claims });
      const { loudnessLufs, ...rest } = made;
      return { ...rest, source: material.source, ...(loudnessLufs !== undefined && { loudnessLufs }), warnings: [] };
    });
  }
}

function claimsOf(input: ComposeJob['input'], { scenes, music, source, ffmpeg }: FilmMaterial): ProvenanceClaims {
  const { scenes: _, source: __, musicUploadId: ___, ...parameters } = input;
  const inputs = scenes.flatMap(({ clip, sound }, index) => [
    { name: `clip-${index + 1}.mp4`, sha256: clip.sha256 },
    ...(sound ? [{ name: `narration-${index + 1}.wav`, sha256: sound.sha256 }] : []),
  ]);
  if (music) inputs.push({ name: 'music', sha256: music.sha256 });
  return { engine: 'ffmpeg', version: ffmpeg, source, parameters, inputs };
}

/** What the film holds, beside its parameters. */
const contentOf = ({ scenes }: FilmMaterial) =>
  scenes.map(({ clip, frames, title, sound, soundStartSeconds, words }) => [
    ...[clip.sha256, frames, title, sound?.sha256 ?? null],
    ...[soundStartSeconds, words],
  ]);
