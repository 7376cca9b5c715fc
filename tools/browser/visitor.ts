/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What the page has shown, each time one of these changed. */
export interface Sight {
  readonly percent: number;
  readonly step: string;
  readonly parts: readonly number[];
}

/** Somebody with a browser profile of their own, and what that browser complained about. */
export class Visitor {
  readonly page: Page;
  /** Errors in the console, faults of the page, requests to strangers. */
  complaints: string[] = [];

  private constructor(page: Page, origin: string) {
    this.page = page;
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    const isForeign = (url: string) => /^(https?|wss?):/.test(url) && new URL(url).host !== new URL(origin).host;
    const hear = (url: string) => isForeign(url) && this.complaints.push(`asked ${url}`);
    page.on('request', (request) => hear(request.url()));
    page.on('websocket', (socket) => hear(socket.url()));
  }

  static async arrive(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const visitor = new Visitor(await context.newPage(), address);
    await visitor.page.goto(address);
    return visitor;
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }

  /** The complaints so far; they are heard only once. */
  complaintsSoFar(): string[] {
    return this.complaints.splice(0);
  }

  /** What axe finds, in the light and in the dark. */
  async accessibilityFaults(): Promise<string[]> {
    const faults: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await this.page.evaluate(axe);
      faults.push(...(await this.page.evaluate(runAxe)).map((fault) => `${colorScheme}: ${fault}`));
    }
    await this.page.emulateMedia({ colorScheme: null, reducedMotion: null });
    return faults;
  }

  /** Begins to remember; answers a function that tells what was seen since. */
  async watchProgress(): Promise<() => Promise<Sight[]>> {
    await this.page.evaluate(rememberSights);
    return () => this.page.evaluate(() => (window as unknown as { sights: Sight[] }).sights);
  }
}

interface AxeResult {
  readonly violations: readonly { id: string; nodes: readonly { html: string; failureSummary: string }[] }[];
}

// Runs in the page.
async function runAxe() {
  const { axe } = window as unknown as { axe: { run(): Promise<AxeResult> } };
  const { violations } = await axe.run();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}

// Runs in the page.
function rememberSights() {
  const sights: Sight[] = [];
  Object.assign(window, { sights });
  const valueOf = (bar: Element) => Number(bar.getAttribute('aria-valuenow'));
  const look = () => {
    const bar = document.querySelector('[role=progressbar][aria-label=Progress]');
    if (!bar) return;
    const step = document.querySelector('[aria-current=step] .step-label')?.firstChild?.textContent ?? '';
    const parts = [...document.querySelectorAll('[aria-label=Parts] [role=progressbar]')].map(valueOf);
    const sight = { percent: valueOf(bar), step, parts };
    if (JSON.stringify(sights.at(-1)) !== JSON.stringify(sight)) sights.push(sight);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  look();
}
