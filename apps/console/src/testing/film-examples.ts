import type { FilmScript, Scene } from '@polyspool/contracts/film';
import type { ScriptUpload } from '@polyspool/contracts/files';
import type { Artifact, Job } from '@polyspool/contracts/job-status';
import type { Provenance } from '@polyspool/contracts/provenance';
import { aJob, anArtifact, anUpload, ids } from './examples.js';

export const aScript = (over: Partial<ScriptUpload> = {}): ScriptUpload => ({
  ...anUpload(),
  kind: 'script',
  name: 'harbour.fountain',
  mediaType: 'text/plain',
  probe: { characters: 5120, format: 'fountain' },
  ...over,
});

export const aScene = (id: string, over: Partial<Scene> = {}): Scene => ({
  id,
  heading: `Heading of ${id}`,
  action: '',
  lines: [{ text: `This is ${id}` }],
  picturePrompt: `a picture of ${id}`,
  seed: 7,
  ...over,
});

export const aFilm = (...scenes: Scene[]): FilmScript => ({ title: 'The harbour', language: 'en', scenes });

/** Ids of what a scene is made by, and of the files that this makes. */
export const partIds = (index: number) => ({
  image: ids.child(10 + index),
  audio: ids.child(30 + index),
  clip: ids.child(50 + index),
  picture: `00000000-0000-4000-8000-0000000002${index}0`,
  sound: `00000000-0000-4000-8000-0000000002${index}1`,
  film: `00000000-0000-4000-8000-0000000002${index}2`,
});

const done = { status: 'succeeded', percent: 100, parentId: ids.job, step: undefined } as const;

export const anImageJob = (scene: Scene, index: number, over: Partial<Job> = {}): Job =>
  aJob({
    ...done,
    id: partIds(index).image,
    type: 'generation.image',
    input: { prompt: scene.picturePrompt, seed: scene.seed, style: '', width: 1600, height: 900 },
    output: { picture: `pictures/${index}.png` },
    ...over,
  });

export const anAudioJob = (scene: Scene, index: number, over: Partial<Job> = {}): Job =>
  aJob({
    ...done,
    id: partIds(index).audio,
    type: 'generation.audio',
    input: { lines: scene.lines, language: 'en' },
    ...over,
  });

export const aClipJob = (index: number, over: Partial<Job> = {}): Job =>
  aJob({
    ...done,
    id: partIds(index).clip,
    type: 'generation.animate',
    input: { picture: `pictures/${index}.png`, durationSeconds: 5 },
    ...over,
  });

/** All that makes the scenes, done. */
export const partsOf = ({ scenes }: FilmScript, over: Partial<Job> = {}): Job[] =>
  scenes.flatMap((scene, index) => [
    anImageJob(scene, index, over),
    ...(scene.lines.length > 0 ? [anAudioJob(scene, index, over)] : []),
    aClipJob(index, over),
  ]);

export function filesOfScene(index: number): Artifact[] {
  const { image, audio, clip, picture, sound, film } = partIds(index);
  return [
    anArtifact({ id: picture, jobId: image, name: 'picture.png', kind: 'picture', mediaType: 'image/png' }),
    anArtifact({ id: sound, jobId: audio, name: 'narration.wav', kind: 'sound', mediaType: 'audio/wav' }),
    anArtifact({ id: film, jobId: clip, name: 'clip.mp4', kind: 'media', mediaType: 'video/mp4' }),
  ];
}

export const aProvenance = (over: Partial<Provenance> = {}): Provenance => ({
  manifest: {
    engine: 'procedural + flite + ffmpeg',
    source: 'algorithmicMedia',
    parameters: { quality: 'final' },
    seed: 1,
    inputs: [{ name: 'film.json', sha256: 'ab' }],
    artifact: { name: 'film.mp4', mediaType: 'video/mp4', bytes: 2048, sha256: 'cd' },
    job: { id: ids.job, type: 'generation.fullVideo' },
    madeAt: '2026-01-02T03:04:05.000Z',
  },
  isSigned: true,
  isUnchanged: true,
  keyId: 'key-2026',
  jws: 'aaa.bbb.ccc',
  ...over,
});
