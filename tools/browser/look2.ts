import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const run = JSON.parse(readFileSync('/tmp/stay.txt','utf8').split('\n')[0]!);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: ['--no-sandbox','--disable-gpu'] });
const sizes = { light: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }, dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }, small: { viewport: { width: 360, height: 740 }, colorScheme: 'light' } } as const;
for (const [n, o] of Object.entries(sizes)) { const c = await b.newContext(o as any); const p = await c.newPage(); p.on('console', m => m.type() !== 'verbose' && console.log(n, m.type(), m.text()));
await p.goto(run.consoleUrl + '#key=' + run.userKey); await p.getByRole('list', { name: 'Jobs' }).waitFor(); await p.waitForTimeout(500);
await p.screenshot({ path: `/tmp/screens/home-${n}.png`, fullPage: true });
await p.getByRole('link', { name: 'Sense' }).first().click(); await p.locator('video').waitFor(); await p.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
await p.waitForTimeout(500);
await p.screenshot({ path: `/tmp/screens/finished-start-${n}.png`, fullPage: true });
await p.locator('.transcript-line').nth(1).click(); await p.waitForTimeout(700);
await p.screenshot({ path: `/tmp/screens/finished-${n}.png`, fullPage: true });
console.log(n, 'overflow', await p.evaluate(() => document.documentElement.scrollWidth - innerWidth));
}
await b.close();
