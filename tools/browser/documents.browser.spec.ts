import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jobStatus, visitConsole } from './visit-console.ts';

const article = join(import.meta.dirname, '../demo/article.pdf');
const jobLimitMs = 150_000;
const visit = visitConsole();

describe('translating a document', () => {
  let jobPath: string;

  it('needs no more than the file', async () => {
    const visitor = await visit.arrive();
    const { page } = visitor;
    await visit.startJob(page, article);
    jobPath = new URL(page.url()).pathname.slice(1);

    await jobStatus(page, 'Done').waitFor({ timeout: jobLimitMs });

    await page.getByRole('heading', { name: 'Before and after' }).waitFor();
    expect(visitor.complaintsSoFar()).toEqual([]);
  }, 200_000);

  it('shows each page as it was and as it is, by mouse and by keyboard', async () => {
    const visitor = await visit.arrive(jobPath);
    const { page } = visitor;
    await page.getByAltText('Page 1, translated').waitFor();
    const isDrawn = (alt: string) =>
      page.getByAltText(alt).evaluate((picture: HTMLImageElement) => picture.decode().then(() => picture.naturalWidth));
    expect(await isDrawn('Page 1 as it was')).toBeGreaterThan(400);
    expect(await isDrawn('Page 1, translated')).toBeGreaterThan(400);

    await page.keyboard.press('v');

    await page.getByRole('radio', { name: 'Side by side' }).and(page.locator(':checked')).waitFor();
    expect(await visitor.accessibilityFaults()).toEqual([]);
    expect(visitor.complaintsSoFar()).toEqual([]);
  }, 60_000);

  it('says what has changed, and gives the new file', async () => {
    const visitor = await visit.arrive(jobPath);
    const { page } = visitor;
    await page.getByRole('region', { name: 'What has changed' }).getByRole('term').first().waitFor();

    const button = page.getByRole('button', { name: 'Download translated.es.pdf' }).first();
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);

    expect(
      readFileSync(await download.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(visitor.complaintsSoFar()).toEqual([]);
  }, 60_000);

  it('fits a narrow screen', async () => {
    const visitor = await visit.arrive(jobPath);
    const { page } = visitor;
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('heading', { name: 'Before and after' }).waitFor();

    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );

    expect(overflow).toBe(0);
    expect(await visitor.accessibilityFaults()).toEqual([]);
  }, 60_000);
});
