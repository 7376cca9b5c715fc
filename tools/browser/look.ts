import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const run = JSON.parse(readFileSync('/tmp/stay.txt','utf8').split('\n')[0]!);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
const sizes = { light: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }, dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }, small: { viewport: { width: 360, height: 740 }, colorScheme: 'light' } } as const;
const ctxs = Object.fromEntries(await Promise.all(Object.entries(sizes).map(async ([n, o]) => { const c = await b.newContext(o as any); const p = await c.newPage(); p.on('console', m => console.log(n, m.type(), m.text())); p.on('pageerror', e => console.log(n, 'ERR', e)); p.on('requestfailed', r => console.log(n, 'failed', r.url(), r.failure()?.errorText)); return [n, p]; })));
const shot = async (name: string, full = true) => { for (const [n, p] of Object.entries(ctxs)) await (p as any).screenshot({ path: `/tmp/screens/${name}-${n}.png`, fullPage: full }); };
for (const p of Object.values(ctxs)) await p.goto(run.consoleUrl);
await ctxs.light.getByLabel('Your key').waitFor(); await shot('signin');
for (const p of Object.values(ctxs)) { await p.goto(run.consoleUrl + '#key=' + run.userKey); await p.getByText('Your jobs').waitFor(); }
await ctxs.light.waitForTimeout(500); await shot('home-empty');
await ctxs.light.getByLabel('Video or recording').setInputFiles('/tmp/Sense and Sensibility.mp4');
await ctxs.light.waitForURL('**/jobs/*');
const url = ctxs.light.url(); console.log(url);
for (const n of ['dark','small']) await ctxs[n].goto(url);
await ctxs.light.getByRole('list', { name: 'Parts' }).waitFor();
await ctxs.light.waitForFunction(() => [...document.querySelectorAll('.part-fill')].some(e => Number(e.getAttribute('aria-valuenow')) > 40), null, { timeout: 120000 });
await shot('running');
await ctxs.light.getByRole('heading', { name: 'Watch and read' }).waitFor({ timeout: 200000 });
await ctxs.light.waitForTimeout(1000); await shot('running-text');
for (const n of ['dark','small']) await ctxs[n].goto(run.consoleUrl);
await ctxs.dark.getByRole('progressbar').first().waitFor(); await ctxs.dark.waitForTimeout(600);
await ctxs.dark.screenshot({ path: '/tmp/screens/home-running-dark.png', fullPage: true }); await ctxs.small.screenshot({ path: '/tmp/screens/home-running-small.png', fullPage: true });
for (const n of ['dark','small']) await ctxs[n].goto(url);
await ctxs.light.getByText('Done', { exact: true }).first().waitFor({ timeout: 300000 });
await ctxs.light.waitForFunction(() => document.querySelectorAll('track').length === 2);
for (const p of Object.values(ctxs)) { await p.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2); await p.evaluate(() => { document.querySelector('video')!.currentTime = 1.5; }); }
await ctxs.light.waitForTimeout(1000); await shot('finished'); await ctxs.light.screenshot({ path: '/tmp/screens/finished-fold.png' });
for (const p of Object.values(ctxs)) { await p.goto(run.consoleUrl); await p.getByRole('list', { name: 'Jobs' }).waitFor(); }
await ctxs.light.waitForTimeout(500); await shot('home');
await b.close();
