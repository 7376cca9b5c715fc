import { uploadKey } from '@polyspool/contracts/files';
import type { FilmScript } from '@polyspool/contracts/film';
import type { DigitalSourceType, ProvenanceClaims } from '@polyspool/contracts/provenance';
import type { Storage } from '@polyspool/storage/storage';
import { hash } from 'node:crypto';
import { ffmpegVersion } from '../engines/ffmpeg-version.js';
import { hashOf } from '../files/hash-of.js';
import { scriptText } from '../script/publish-script.js';
import type { FilmedScene, FilmInput } from './film-job.js';

export interface FilmFacts {
  readonly input: FilmInput;
  readonly film: FilmScript;
  readonly filmed: readonly FilmedScene[];
  /** Of the film, music and all. */
  readonly source: DigitalSourceType;
}

/** Of what the film was made, scene by scene, and how. */
export async function filmProvenance(
  storage: Storage,
  { input, film, filmed, source }: FilmFacts,
): Promise<ProvenanceClaims> {
  const { script: _, film: __, voices, ...parameters } = input;
  const inputs = [{ name: 'film.json', sha256: hash('sha256', scriptText(film)) }];
  for (const { scene, image, audio, clip } of filmed) {
    inputs.push({ name: `${scene.id}/picture.png`, sha256: await hashOf(storage, image.picture) });
    if (audio) inputs.push({ name: `${scene.id}/narration.wav`, sha256: await hashOf(storage, audio.sound) });
    inputs.push({ name: `${scene.id}/clip.mp4`, sha256: await hashOf(storage, clip.clip) });
  }
  if (input.musicUploadId !== undefined)
    inputs.push({ name: 'music', sha256: await hashOf(storage, uploadKey(input.musicUploadId)) });
  const labels = filmed.flatMap(({ image, audio }) => [image.engine, ...(audio ? [audio.engine] : [])]);
  const engines = new Set(labels.map(({ engine }) => engine));
  const versions = new Set(labels.flatMap(({ engine, version }) => (version ? [`${engine} ${version}`] : [])));
  return {
    engine: [...engines, 'ffmpeg'].join(' + '),
    version: [...versions, `ffmpeg ${await ffmpegVersion()}`].join(' + '),
    source,
    parameters: { ...parameters, voices: Object.keys(voices) },
    seed: input.seed,
    inputs,
  };
}
