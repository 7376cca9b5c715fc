import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { librivoxFolder } from '@polyspool/providers/transcriber/librivox';
import { jobStatus, visitConsole } from './visit-console.ts';

const jobLimitMs = 150_000;
const visit = visitConsole();

describe('a video that is dropped', () => {
  const name = 'Sense and Sensibility';
  let jobPath: string;

  it('is worked on before the eyes of its owner, step by step and part by part', async () => {
    const visitor = await visit.arrive();
    const { page } = visitor;
    const buffer = readFileSync(await visit.makeVideo(name, 4));
    await page.getByLabel('Translate into').selectOption({ label: 'Spanish' });
    expect(await visitor.accessibilityFaults()).toEqual([]);
    const seen = await visitor.watchProgress();

    await page.locator('.drop-zone').drop({ files: { name: `${name}.mp4`, mimeType: 'video/mp4', buffer } });

    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByText('English to Spanish').waitFor({ timeout: jobLimitMs });
    await jobStatus(page, 'Done').waitFor({ timeout: jobLimitMs });
    const sights = await seen();
    const percents = sights.map(({ percent }) => percent);
    expect(percents).toEqual(percents.toSorted((one, other) => one - other));
    expect(new Set(percents).size).toBeGreaterThan(8);
    expect(percents.at(-1)).toBe(100);
    expect(new Set(sights.map(({ step }) => step)).size).toBeGreaterThan(3);
    expect(sights.at(-1)!.parts).toEqual([100, 100, 100]); // the first is a short one
    for (const part of [0, 1, 2]) {
      const onTheWay = sights.map(({ parts }) => parts[part] ?? 0).filter((percent) => percent > 0 && percent < 100);
      expect(new Set(onTheWay).size).toBeGreaterThan(part > 0 ? 2 : 1);
    }
    expect(visitor.complaintsSoFar()).toEqual([]);
    jobPath = new URL(page.url()).pathname.slice(1);
  }, 180_000);

  it('plays, with subtitles in both languages', async () => {
    const visitor = await visit.arrive(jobPath);
    const { page } = visitor;
    await page.locator('track').nth(1).waitFor({ state: 'attached' });
    await page.locator('video').evaluate((video: HTMLVideoElement) => {
      for (const track of video.textTracks) track.mode = 'showing';
      video.muted = true;
      return video.play();
    });

    await page.waitForFunction(() => document.querySelector('video')!.currentTime > 1);
    await page.waitForFunction(() =>
      [...document.querySelector('video')!.textTracks].every((track) => track.cues?.length),
    );

    const duration = await page.locator('video').evaluate((video: HTMLVideoElement) => video.duration);
    expect(duration).toBeGreaterThan(100);
    const tracks = await page
      .locator('video')
      .evaluate((video: HTMLVideoElement) =>
        [...video.textTracks].map(({ language, cues }) => ({ language, cues: cues?.length ?? 0 })),
      );
    expect(tracks.map(({ language }) => language).sort()).toEqual(['en', 'es']);
    for (const { cues } of tracks) expect(cues).toBeGreaterThan(10);
    const captions = page.getByRole('group', { name: 'Current subtitles' });
    expect(await captions.locator('[lang=en]').textContent()).not.toBe('');
    expect(await captions.locator('[lang=es]').textContent()).not.toBe('');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    expect(visitor.complaintsSoFar()).toEqual([]);
  }, 60_000);

  it('is read line by line: a click goes to where it is said', async () => {
    const { page } = await visit.arrive(jobPath);
    const line = page.getByRole('list', { name: 'Transcript' }).getByRole('button').nth(2);

    await line.click();

    expect(await line.locator('[lang]').allTextContents()).toEqual([
      expect.stringMatching(/\w/),
      expect.stringMatching(/\w/),
    ]);
    await page.waitForFunction(() => document.querySelector('video')!.currentTime > 2);
    expect(await line.getAttribute('aria-current')).toBe('true');
  }, 60_000);

  it.each(['subtitles.en.srt', 'subtitles.es.vtt', 'transcript.json'])('gives %s to keep', async (file) => {
    const { page } = await visit.arrive(jobPath);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Download ${file}` }).click(),
    ]);

    const text = readFileSync(await download.path(), 'utf8');

    expect(download.suggestedFilename()).toBe(file);
    expect(text.length).toBeGreaterThan(500);
  });
});

describe('the list of jobs', () => {
  it('shows a new job as it moves, and still shows it after a reload; its owner can stop it', async () => {
    const [atHome, other] = [await visit.arrive(), await visit.arrive()];
    const row = atHome.page.getByRole('listitem').filter({ hasText: 'to be stopped' });
    const percentInRow = async () => Number(await row.getByRole('progressbar').getAttribute('aria-valuenow'));

    await visit.startJob(other.page, await visit.makeVideo('to be stopped', 20));

    await row.getByText('Working').waitFor();
    const before = await percentInRow();
    await atHome.page.waitForFunction(
      (percent) =>
        Number(document.querySelector('.job-row [role=progressbar]')?.getAttribute('aria-valuenow')) > percent,
      before,
    );
    await atHome.page.reload();
    await row.getByText('Working').waitFor();
    expect(await percentInRow()).toBeGreaterThan(before);

    expect(await other.accessibilityFaults()).toEqual([]);
    await other.page.getByRole('button', { name: 'Cancel job' }).click();
    await other.page.getByRole('button', { name: 'Yes, stop' }).click();
    await jobStatus(other.page, 'Cancelled').waitFor();
    await row.getByText('Cancelled').waitFor();
    await other.page.getByText('You stopped this job.').waitFor();
    expect(await atHome.accessibilityFaults()).toEqual([]);
    expect([...atHome.complaintsSoFar(), ...other.complaintsSoFar()]).toEqual([]);
  }, 90_000);
});

it('says what is wrong with a file that is no video', async () => {
  const visitor = await visit.arrive();
  const path = join(visit.folder, 'diary.mp4');
  writeFileSync(path, 'Dear diary, today I was renamed. '.repeat(100));

  await visitor.page.getByLabel('Video or recording').setInputFiles(path);

  const alert = visitor.page.getByRole('alert');
  await alert.getByText('Files of this kind are not accepted').waitFor();
  expect(await alert.locator('p').count()).toBe(2);
  expect(await visitor.page.getByRole('button', { name: 'Choose a file' }).isVisible()).toBe(true);
  expect(visitor.complaintsSoFar()).toEqual([expect.stringContaining('415')]); // the browser's own line
});

it('catches up by itself when job-status was killed and came back', async () => {
  const visitor = await visit.arrive();
  const { page } = visitor;
  await visit.startJob(page, await visit.makeVideo('interrupted', 1));
  await jobStatus(page, 'Working').waitFor();
  await page.evaluate(() => Object.assign(window, { neverLeft: true }));

  await visit.system.killService('job-status');

  await page.getByText('Reconnecting…').waitFor();
  await page.getByText('Reconnecting…').waitFor({ state: 'detached' });
  await jobStatus(page, 'Done').waitFor({ timeout: jobLimitMs });
  await page.getByRole('button', { name: 'Download subtitles.es.srt' }).waitFor();
  expect(await page.evaluate(() => 'neverLeft' in window)).toBe(true);
}, 180_000);

describe('a recording', () => {
  const voice = join(librivoxFolder, 'sense_and_sensibility_01_austen_64kb-0870.wav');

  it('is measured before the eyes of its owner, played from its waveform, and found again by a word of its title', async () => {
    const visitor = await visit.arrive('recordings/new');
    const { page } = visitor;
    await page.getByLabel('Recording as a file').setInputFiles(voice);
    await page.getByLabel('Title').fill('నది ఒడ్డున ఉదయం');
    await page.getByLabel('Spoken language').selectOption({ label: 'Telugu' });

    await page.getByRole('button', { name: 'Add and process' }).click();

    await page.getByRole('meter', { name: 'Loudness', exact: true }).waitFor({ timeout: jobLimitMs });
    await page.getByRole('slider', { name: 'Place in the recording' }).fill('1.5');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(() => document.querySelector('audio')!.currentTime > 2);
    await page.getByRole('button', { name: 'Pause' }).click();
    expect(await visitor.accessibilityFaults()).toEqual([]);

    await page.getByRole('link', { name: 'All recordings' }).click();
    await page.getByRole('searchbox').fill('ఒడ్డు');

    await page.getByRole('list', { name: 'Recordings' }).getByText('నది ఒడ్డున ఉదయం').waitFor();
    expect(visitor.complaintsSoFar()).toEqual([]);
  }, 60_000);
});
