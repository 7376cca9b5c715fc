import type { Page } from 'playwright-core';
import { jobStatus, visitConsole } from './visit-console.ts';

const visit = visitConsole();

describe('the door', () => {
  it('asks for a key, and opens with a good one', async () => {
    const visitor = await visit.arrive('', '');
    const { page } = visitor;
    await page.getByRole('heading', { name: 'Welcome' }).waitFor();
    expect(await visitor.accessibilityFaults()).toEqual([]);

    await page.getByLabel('Your key').fill(visit.system.run.userKey);
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'Your jobs' }).waitFor();
    expect(visitor.complaintsSoFar()).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { name: 'Your jobs' }).waitFor();
  });

  it('says that a wrong key is wrong', async () => {
    const visitor = await visit.arrive('', '');
    const { page } = visitor;

    await page.getByLabel('Your key').fill('psk_of-somebody-else');
    await page.getByRole('button', { name: 'Sign in' }).click();

    await page.getByRole('alert').getByText('This key is not valid').waitFor();
    expect(await visitor.accessibilityFaults()).toEqual([]);
    expect(visitor.complaintsSoFar()).toEqual([expect.stringContaining('401')]); // the browser's own line
  });

  it('takes the key of a link out of the address at once', async () => {
    const { page } = await visit.arrive();
    await page.getByRole('heading', { name: 'Your jobs' }).waitFor();

    expect(page.url()).toBe(visit.system.run.consoleUrl);
  });

  it('leads back from an address that leads nowhere', async () => {
    const visitor = await visit.arrive('jobs/01a200d6-4801-73d9-9642-83177ba4c2b9');

    await visitor.page.getByRole('heading', { name: 'We can’t find this job' }).waitFor();

    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.page.getByRole('link', { name: 'Go to your jobs' }).click();
    await visitor.page.getByRole('heading', { name: 'Your jobs' }).waitFor();
  });
});

describe('without a mouse', () => {
  it('a video is chosen, and its job stopped after a second thought', async () => {
    const { page } = await visit.arrive();
    await page.getByRole('heading', { name: 'Your jobs' }).waitFor();

    const chosen = page.waitForEvent('filechooser');
    await tabTo(page, 'Choose a file');
    await page.keyboard.press('Enter');
    await (await chosen).setFiles(await visit.makeVideo('by keyboard', 20));
    await page.getByRole('heading', { level: 1, name: 'by keyboard' }).waitFor();

    await tabTo(page, 'Cancel job');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('Keep going');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('Cancel job');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Yes, stop');
    await page.keyboard.press('Enter');

    await jobStatus(page, 'Cancelled').waitFor();
  }, 60_000);

  it('a finished video is played, read and kept', async () => {
    const { page } = await visit.arrive();
    await visit.startJob(page, await visit.makeVideo('to be played', 1));
    await jobStatus(page, 'Done').waitFor({ timeout: 100_000 });
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
    const time = () => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);

    await tabTo(page, 'to be played.mp4');
    await page.keyboard.press('Space');
    await page.waitForFunction(() => document.querySelector('video')!.currentTime > 0.5);
    await page.keyboard.press('Space');
    await page.waitForFunction(() => document.querySelector('video')!.paused);
    const paused = await time();
    await tabTo(page, '0:0');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForFunction((before) => document.querySelector('video')!.currentTime > before + 1, paused);
    await page.reload();
    await page.getByRole('link', { name: 'Downloads' }).waitFor();
    const download = page.waitForEvent('download');
    await tabTo(page, 'Downloads');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Download subtitles.es.srt');
    await page.keyboard.press('Enter');

    expect((await download).suggestedFilename()).toBe('subtitles.es.srt');
  }, 120_000);
});

describe('who runs the system', () => {
  it('sees what is in it, and holds a queue while its users are told', async () => {
    const operator = await visit.arrive('operations', visit.system.run.adminKey);
    const inList = (name: string, text: string) =>
      operator.page.getByRole('list', { name, exact: true }).getByText(text, { exact: true });
    await inList('Workers', 'video-worker').waitFor();
    await inList('Schedules', 'health-check').waitFor();
    await operator.page.getByText('No job has failed for good.').waitFor();
    expect(await operator.accessibilityFaults()).toEqual([]);

    await operator.page.getByRole('button', { name: 'Pause video', exact: true }).click();
    await inList('Queues', 'Paused').waitFor();
    const user = await visit.arrive();
    await visit.startJob(user.page, await visit.makeVideo('held back', 20));
    await user.page.getByText('Its queue is paused').waitFor();
    expect(await user.accessibilityFaults()).toEqual([]);
    await operator.page.getByRole('button', { name: 'Resume video', exact: true }).click();

    await jobStatus(user.page, 'Working').waitFor();
    expect([...operator.complaintsSoFar(), ...user.complaintsSoFar()]).toEqual([]);
  }, 60_000);

  it('is nobody who has a key of a user', async () => {
    const visitor = await visit.arrive('operations');

    await visitor.page.getByRole('heading', { name: 'This page is for operators' }).waitFor();

    expect(await visitor.accessibilityFaults()).toEqual([]);
    expect(visitor.complaintsSoFar()).toEqual([]);
  });
});

describe('keys', () => {
  it('are made on one’s own page, open what they are made for, and are seen by administrators', async () => {
    const visitor = await visit.arrive('account/keys');
    const { page } = visitor;
    await page.getByRole('button', { name: 'Make a key' }).click();
    await page.getByLabel('What it is for').fill('Course server');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await page.getByRole('button', { name: 'Make the key' }).click();
    const key = (await page.getByLabel('Key', { exact: true }).textContent()) ?? '';
    expect(await visitor.accessibilityFaults()).toEqual([]);

    const headers = { authorization: `Bearer ${key}` };
    const statusOf = async (path: string) => (await fetch(`${visit.system.run.gatewayUrl}${path}`, { headers })).status;
    expect([await statusOf('/v1/jobs'), await statusOf('/v1/webhooks')]).toEqual([200, 403]);

    const admin = await visit.arrive('operations/people', visit.system.run.adminKey);
    await admin.page.getByRole('button', { name: '2 keys of Local user' }).click();
    await admin.page.getByRole('heading', { name: 'Course server' }).waitFor();
    expect(await admin.accessibilityFaults()).toEqual([]);
    expect([...visitor.complaintsSoFar(), ...admin.complaintsSoFar()]).toEqual([]);
  });
});

/** Presses Tab until something is focused whose name begins so, for the `times`th time; everything on the way is visible. */
async function tabTo(page: Page, name: string, times = 1) {
  const passed: string[] = [];
  for (let left = times; left > 0;) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    passed.push(now);
    if (now.startsWith(name)) left -= 1;
    if (passed.length > 60) throw new Error(`Tab did not come to ${name}: ${passed.join(' | ')}`);
  }
}

/** The name of what has the focus, which must be seen: an outline on itself, or on what stands for it. */
async function focused(page: Page): Promise<string> {
  const { name, isSeen } = await page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const stands = [getComputedStyle(element), getComputedStyle(element, '::after')];
    if (element.nextElementSibling) stands.push(getComputedStyle(element.nextElementSibling));
    const isInside = !element.matches(':focus'); // at one of the player's own buttons, which the browser marks itself
    const isSeen = isInside || stands.some(({ outlineStyle }) => outlineStyle !== 'none');
    return { name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim(), isSeen };
  });
  expect([name, isSeen]).toEqual([name, true]);
  return name;
}
