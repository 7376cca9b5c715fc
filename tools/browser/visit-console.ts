import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { WholeSystem } from '../test/whole-system.ts';
import { launchChromium } from './launch-chromium.ts';
import { makeSampleCopy } from './sample-copy.ts';
import { Visitor } from './visitor.ts';

/** For the suite that calls it: a running system, a browser, and visitors that leave after each test. */
export function visitConsole() {
  const visits = new ConsoleVisits();
  beforeAll(() => visits.open(), 60_000);
  afterEach(() => visits.leave());
  afterAll(() => visits.close(), 30_000);
  return visits;
}

class ConsoleVisits {
  readonly folder = mkdtempSync(join(tmpdir(), 'polyspool-browser-'));
  system!: WholeSystem; // as soon as the suite has opened
  private browser: Browser | undefined;
  private visitors: Visitor[] = [];

  async open() {
    [this.system, this.browser] = await Promise.all([WholeSystem.start(), launchChromium()]);
  }

  /** With the user's key in the address, as the terminal prints it; without any where it is empty. */
  async arrive(path = '', key = this.system.run.userKey): Promise<Visitor> {
    const address = `${this.system.run.consoleUrl}${path}${key && `#key=${key}`}`;
    const visitor = await Visitor.arrive(this.browser!, address);
    this.visitors.push(visitor);
    return visitor;
  }

  makeVideo(name: string, repeats: number): Promise<string> {
    return makeSampleCopy(this.folder, name, repeats);
  }

  /** Through the file input; answers when the page of the job is there. */
  async startJob(page: Page, path: string) {
    await page.getByLabel('Video or recording').setInputFiles(path);
    await page.getByRole('heading', { level: 1, name: basename(path) }).waitFor();
  }

  async leave() {
    for (const visitor of this.visitors.splice(0)) await visitor.leave();
  }

  async close() {
    await this.browser?.close();
    await this.system?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const jobStatus = (page: Page, text: string) => page.locator('.job-title').getByText(text, { exact: true });
