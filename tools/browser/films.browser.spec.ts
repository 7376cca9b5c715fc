import type { Page } from 'playwright-core';
import { jobStatus, visitConsole } from './visit-console.ts';

const jobLimitMs = 150_000;
const visit = visitConsole();

const script = '# Harbour\n\n## Dawn\n\nThe harbour lies still.\n\n## Night\n\nANNA: Land!\n';

const cards = (page: Page) => page.getByRole('list', { name: 'Scenes' }).locator('.scene-card');
const made = (page: Page) => page.getByRole('region', { name: 'How it was made' });

describe('a film from a script', () => {
  let jobPath: string;

  it('is estimated, begun, and grows on a storyboard until it plays', async () => {
    const visitor = await visit.arrive();
    const { page } = visitor;
    await page.getByRole('radio', { name: 'A script, for a film' }).check({ force: true });
    await page.getByLabel('Script', { exact: true }).fill(script);
    await page.getByLabel('Language of the script').selectOption({ label: 'English' });
    await page.getByRole('radio', { name: /^Draft/ }).check({ force: true });
    await page.getByRole('region', { name: 'Estimate' }).getByText('Cost').waitFor();
    expect(await visitor.accessibilityFaults()).toEqual([]);

    await page.getByRole('button', { name: 'Make the film' }).click();

    await cards(page).nth(1).getByRole('img').or(cards(page).nth(1).locator('video')).waitFor({ timeout: 60_000 });
    await jobStatus(page, 'Done').waitFor({ timeout: jobLimitMs });
    await made(page).getByText('Signed and unchanged').waitFor();
    await page.waitForFunction(
      () => (document.querySelector<HTMLVideoElement>('.film-player video')?.readyState ?? 0) > 1,
    );
    expect(await visitor.accessibilityFaults()).toEqual([]);
    expect(visitor.complaintsSoFar()).toEqual([]);
    jobPath = new URL(page.url()).pathname.slice(1);
  }, 240_000);

  it('is changed in one scene, and the others are taken from before', async () => {
    const visitor = await visit.arrive(jobPath);
    const { page } = visitor;
    await page.getByRole('button', { name: 'Edit Night' }).click();
    await page.getByRole('button', { name: 'Another picture' }).click();
    expect(await visitor.accessibilityFaults()).toEqual([]);

    await page.getByRole('button', { name: 'Make again' }).click();

    await page.getByRole('heading', { name: 'Storyboard' }).waitFor();
    await jobStatus(page, 'Done').waitFor({ timeout: jobLimitMs });
    await made(page).getByText('1 of 2 scenes').waitFor();
    expect(visitor.complaintsSoFar()).toEqual([]);
  }, 240_000);
});
