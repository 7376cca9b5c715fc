import type { Transcript } from '@polyspool/contracts/segments';
import type { videoJobs } from '@polyspool/contracts/video';
import type { OutputOf } from '@polyspool/contracts/define-jobs';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { joinClips, type FilmPart } from '@polyspool/media/join-clips';
import type { Storage } from '@polyspool/storage/storage';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { firstSense } from './expression-slide.js';
import type { Scene } from './scene.js';

type ReelOutput = Pick<OutputOf<typeof videoJobs.processContent>, 'expressions' | 'durationSeconds'>;

interface ReelOrder {
  readonly scenes: readonly Scene[];
  readonly transcript: Transcript;
  readonly folder: string;
}

/** Scenes with their place in the reel. */
type PlacedScene = Scene & { readonly startSeconds: number; readonly endSeconds: number; readonly number: string };

/** The reel first, as that is what people came for; then what it is made of. */
export async function publishReel(
  job: RunningJob<typeof videoJobs.processContent>,
  storage: Storage,
  { scenes, transcript, folder }: ReelOrder,
): Promise<ReelOutput> {
  const placed = placeScenes(scenes);
  const parts: FilmPart[] = [];
  for (const { key, seconds } of scenes.flatMap(({ slide, clip }) => [slide, clip]).map(keyAndSeconds)) {
    const path = join(folder, `part-${parts.length}.mov`);
    await storage.fetch(key, path);
    parts.push({ path, seconds });
  }
  const output = join(folder, 'reel.mp4');
  const chapters = placed.map(({ expression, startSeconds, endSeconds }) => ({
    title: expression.entry.lemma,
    startSeconds,
    endSeconds,
  }));
  const onProgress = (fraction: number) => job.report('reel', fraction, 'Joining the clips');
  await joinClips({ parts, chapters, title: 'Expressions', output, signal: job.signal, onProgress });

  const { language } = transcript;
  const film = { kind: 'media', mediaType: 'video/mp4', language } as const;
  await job.artifact({ ...film, name: 'reel.mp4' }, createReadStream(output));
  const list = { name: 'expressions.json', kind: 'vocabulary', mediaType: 'application/json', language } as const;
  await job.artifact(
    list,
    JSON.stringify(
      { language, targetLanguage: transcript.targetLanguage, expressions: placed.map(described) },
      null,
      2,
    ),
  );
  for (const { slide, clip, number } of placed) {
    const picture = { name: `slide-${number}.png`, kind: 'media', mediaType: 'image/png', language } as const;
    await job.artifact(picture, await storage.read(slide.file));
    await job.artifact({ ...film, name: `clip-${number}.mp4` }, await storage.read(clip.file));
  }
  return { expressions: placed.map(outputOf), durationSeconds: placed.at(-1)?.endSeconds ?? 0 };
}

const keyAndSeconds = ({ part, seconds }: Scene['slide']) => ({ key: part, seconds });

function placeScenes(scenes: readonly Scene[]): PlacedScene[] {
  let endSeconds = 0;
  return scenes.map((scene, index) => {
    const startSeconds = endSeconds;
    endSeconds = toMilliseconds(startSeconds + scene.slide.seconds + scene.clip.seconds);
    return { ...scene, startSeconds, endSeconds, number: String(index + 1).padStart(2, '0') };
  });
}

const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;

const outputOf = ({ expression: { entry }, startSeconds, endSeconds }: PlacedScene) => ({
  expression: entry.lemma,
  ...(entry.gloss && { translation: firstSense(entry.gloss.text) }),
  startSeconds,
  endSeconds,
});

/** All there is to know of an expression. Times of the reel, and of the recording. */
function described({ expression, range, startSeconds, endSeconds, number }: PlacedScene) {
  const { entry, sentence, spans } = expression;
  return {
    expression: entry.lemma,
    kind: entry.kind,
    partOfSpeech: entry.partOfSpeech,
    cefr: entry.cefr,
    rank: entry.rank,
    gloss: entry.gloss,
    said: spans.map(({ start, end }) => sentence.text.slice(start, end)),
    sentence: {
      text: sentence.text,
      translation: sentence.translation,
      startSeconds: sentence.startSeconds,
      endSeconds: sentence.endSeconds,
    },
    clip: { file: `clip-${number}.mp4`, ...range },
    slide: `slide-${number}.png`,
    reel: { startSeconds, endSeconds },
  };
}
