import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { jobStatus, visitConsole } from './visit-console.ts';

const jobLimitMs = 150_000;
const visit = visitConsole();

const lines = (page: Page) => page.getByRole('list', { name: 'Transcript' }).locator('.transcript-line');
const words = (page: Page) => page.getByRole('group', { name: 'Current subtitles' }).getByRole('button');
const vocabulary = (page: Page) => page.getByRole('region', { name: 'Vocabulary' });

describe('learning from a video', () => {
  let jobPath: string;

  it('begins within seconds: the first lines are there while the rest is worked on', async () => {
    const visitor = await visit.arrive();
    const { page } = visitor;
    await page.getByLabel('Spoken language').selectOption({ label: 'English' });
    await visit.startJob(page, await visit.makeVideo('to learn from', 4));

    await lines(page).first().waitFor({ timeout: 60_000 });

    expect(await jobStatus(page, 'Working').isVisible()).toBe(true);
    await jobStatus(page, 'Done').waitFor({ timeout: jobLimitMs });
    expect(visitor.complaintsSoFar()).toEqual([]);
    jobPath = new URL(page.url()).pathname.slice(1);
  }, 240_000);

  it('looks a word up, and knows it from then on', async () => {
    const visitor = await visit.arrive(jobPath);
    const { page } = visitor;
    await vocabulary(page).getByRole('table').waitFor();
    const percent = () => vocabulary(page).locator('.coverage-percent').textContent();
    expect(await percent()).toBe('0%');
    await lines(page).nth(1).click();
    const word = words(page).and(page.locator('.word-new')).first();
    const text = await word.textContent();

    await word.click();

    const card = page.getByRole('region', { name: `The word “${text}”` });
    await card.getByText(/sure/).first().waitFor();
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await card.getByRole('radio', { name: 'Known' }).first().check();
    await page.waitForFunction(() => document.querySelector('.coverage-percent')?.textContent !== '0%');
    await page.reload();
    await vocabulary(page).getByRole('table').waitFor();
    expect(await percent()).not.toBe('0%');
    expect(visitor.complaintsSoFar()).toEqual([]);
  }, 60_000);

  it('marks the word that is spoken while it plays', async () => {
    const { page } = await visit.arrive(jobPath);
    await lines(page).first().waitFor();
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);

    await page.locator('video').evaluate((video: HTMLVideoElement) => {
      video.muted = true;
      return video.play();
    });

    const spoken = async () => (await page.waitForSelector('.word.spoken')).textContent();
    const first = await spoken();
    await page.waitForFunction((text) => {
      const now = document.querySelector('.word.spoken')?.textContent;
      return now !== undefined && now !== text;
    }, first);
  }, 60_000);

  it('puts a line right, and makes only again what depends on it', async () => {
    const visitor = await visit.arrive(jobPath);
    const { page } = visitor;
    await page
      .getByRole('button', { name: /^Edit the line/ })
      .nth(1)
      .click();
    await page.getByRole('textbox', { name: 'English' }).fill('The river is wide.');
    await page.getByRole('button', { name: 'Keep' }).click();

    await page.getByRole('button', { name: 'Make again' }).click();

    await page.waitForURL((url) => !url.pathname.endsWith(jobPath));
    await jobStatus(page, 'Done').waitFor({ timeout: jobLimitMs });
    await page.getByText(/taken from earlier work/).waitFor();
    await lines(page).getByText('The river is wide.').waitFor();
    expect(visitor.complaintsSoFar()).toEqual([]);
  }, 200_000);

  it('takes the words home as a deck', async () => {
    const visitor = await visit.arrive(jobPath);
    const { page } = visitor;
    await vocabulary(page).getByRole('table').waitFor();
    await page.getByRole('button', { name: 'Make a table (CSV)' }).click();
    const button = page.getByRole('group', { name: 'Deck' }).getByRole('button', { name: /^Download/ });
    await button.waitFor({ timeout: jobLimitMs });

    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);

    expect(readFileSync(await download.path(), 'utf8').split('\n').length).toBeGreaterThan(5);
    expect(visitor.complaintsSoFar()).toEqual([]);
  }, 200_000);

  it('fits a narrow screen, without a mouse stop for every line', async () => {
    const visitor = await visit.arrive(jobPath);
    const { page } = visitor;
    await page.setViewportSize({ width: 360, height: 740 });
    await vocabulary(page).getByRole('table').waitFor();

    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );

    expect(overflow).toBe(0);
    expect(await lines(page).and(page.locator('[tabindex="0"]')).count()).toBe(1);
    expect(await visitor.accessibilityFaults()).toEqual([]);
  }, 60_000);
});

it('makes a slide and shows it', async () => {
  const visitor = await visit.arrive('slides');
  const { page } = visitor;
  await page.getByRole('textbox', { name: 'Expression' }).fill('break the ice');
  await page.getByRole('textbox', { name: 'Translation', exact: true }).fill('분위기를 깨다');
  await page.getByRole('button', { name: 'Make the slide' }).click();

  const picture = page.getByRole('img', { name: 'Slide: break the ice' });

  await picture.waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.slide-result img')?.naturalWidth);
  expect(await visitor.accessibilityFaults()).toEqual([]);
  expect(visitor.complaintsSoFar()).toEqual([]);
}, 90_000);
