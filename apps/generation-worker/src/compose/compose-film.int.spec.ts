import { uploadKey } from '@polyspool/contracts/files';
import { generationJobs } from '@polyspool/contracts/generation';
import { makeMedia } from '@polyspool/media/make-media';
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factsOf, filmStudio } from '../film/testing-film.js';

const look = { quality: 'draft', transitionSeconds: 0.2 };

/** Clips of a second and a half, one of them with something said in it. */
async function cuttingRoom(folder: string) {
  const studio = filmStudio(folder);
  const clips: object[] = [];
  for (const seed of [1, 2]) {
    const still = await studio.run(generationJobs.image, { prompt: 'a ship', width: 800, height: 450, seed });
    const input = { ...look, picture: still.output.picture, durationSeconds: 1.5, movement: 'still' };
    const { output } = await studio.run(generationJobs.animate, input);
    clips.push({ clip: output.clip, frames: output.frames, durationSeconds: output.durationSeconds });
  }
  const { output: said } = await studio.run(generationJobs.audio, { lines: [{ text: 'Land ho' }], language: 'en' });
  const { sound, words } = said;
  const scenes = [{ ...clips[0], heading: 'At sea', sound, words, soundStartSeconds: 0.3 }, clips[1]];
  studio.storage.takeMade();
  return {
    ...studio,
    scenes,
    compose: (input: object = {}) =>
      studio.run(generationJobs.compose, { title: 'The ship', language: 'en', scenes, ...look, ...input }),
  };
}

describe('ComposeFilm', () => {
  let folder: string;
  let room: Awaited<ReturnType<typeof cuttingRoom>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'compose-film-spec-'));
    room = await cuttingRoom(folder);
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('puts a title before the scenes and an end after them, with a chapter for each', async () => {
    const job = await room.compose();

    const { frames, durationSeconds } = job.output;
    // Title, two clips of 38 frames, end, and three fades of 5.
    expect(frames).toBe(75 + 10 + 2 * 38 + 63 + 10 - 3 * 5);
    const facts = await factsOf(job, folder, 'film.mp4');
    expect(facts).toMatchObject({ frames, width: 640, height: 360 });
    expect(facts.chapters.map(({ title }) => title)).toEqual(['The ship', 'At sea', '2']);
    expect(facts.chapters.at(-1)?.endSeconds).toBeCloseTo(durationSeconds, 2);
    expect(await factsOf(job, folder, 'poster.png')).toMatchObject({ width: 640, height: 360 });
    expect(room.storage.foldersLeft()).toEqual([]);
  });

  it('begins what is said at its time in the film', async () => {
    const { artifacts } = await room.compose();

    // The first scene begins 80 frames after the title, and the first word at its own start.
    expect(String(artifacts.get('subtitles.en.srt'))).toMatch(/^1\n00:00:03,2\d\d --> .*\nLand ho\n$/);
  });

  it('plays music under it where it is asked to', async () => {
    const musicUploadId = randomUUID();
    const music = await makeMedia(join(folder, 'music.mp3'), { seconds: 2, picture: false });
    await room.storage.write(uploadKey(musicUploadId), createReadStream(music));

    const job = await room.compose({ musicUploadId, titleCard: false, endCard: false });

    expect(job.output.loudnessLufs).toBeCloseTo(-16, 0);
    const facts = await factsOf(job, folder, 'film.mp4');
    expect(facts.codecs).toContain('aac');
    // The music does not say how it was made, so neither does the film.
    expect(job.output.source).toBe('composite');
    expect(JSON.stringify(facts.tags)).toContain('digitalsourcetype/composite"');
    expect(job.published[0]?.provenance?.inputs.map(({ name }) => name)).toContain('music');
  });

  it('leaves subtitles out of the film where they are not wanted in it, and publishes them all the same', async () => {
    const job = await room.compose({ subtitles: 'none', titleCard: false, endCard: false });

    expect((await factsOf(job, folder, 'film.mp4')).codecs).not.toContain('mov_text');
    expect([...job.artifacts.keys()]).toContain('subtitles.en.vtt');
  });

  it('takes the same film from what is kept', async () => {
    const first = await room.compose();
    room.storage.takeMade();

    const second = await room.compose();

    expect(room.storage.takeMade()).toEqual([]);
    expect(second.output).toEqual(first.output);
  });

  it('refuses clips that were made with other transitions', async () => {
    const composing = room.compose({ transitionSeconds: 0.36, titleCard: false, endCard: false });

    await expect(composing).rejects.toMatchObject({ code: 'media.unfitting' });
  });

  it('refuses a clip that is said to be longer than it is, before it makes anything of it', async () => {
    const scenes = room.scenes.map((scene) => ({ ...scene, frames: 39 }));
    room.storage.takeMade();

    await expect(room.compose({ scenes })).rejects.toMatchObject({
      code: 'media.unfitting',
      pointers: [{ pointer: '/scenes/0/frames' }],
    });
    expect(room.storage.takeMade()).toEqual([]);
  });

  it('refuses clips that nobody could have made, or that play longer than a film may', async () => {
    const [scene] = room.scenes;
    const long = Array.from({ length: 5 }, () => ({ ...scene, frames: 900 * 25 }));

    await expect(room.compose({ scenes: [{ ...scene, frames: 900 * 25 + 1 }] })).rejects.toMatchObject({
      pointers: [{ pointer: '/scenes/0/frames' }],
    });
    await expect(room.compose({ scenes: long })).rejects.toMatchObject({ pointers: [{ pointer: '/scenes' }] });
  });
});
