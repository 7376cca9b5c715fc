import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../browser/launch-chromium.ts';
import type { ConformanceSystem } from '../conformance/conformance-system.ts';
import { makeSampleVideo } from '../demo/sample-video.ts';
import { freePort } from '../start/free-port.ts';
import { codeBlocks } from './code-blocks.ts';
import { FreshFolder } from './fresh-folder.ts';

/** The packed packages against a running system: the examples of their pages, as they stand there, and what they promise. */
export function sdkInUse(system: ConformanceSystem) {
  describe('the packed SDK, in a folder of somebody else, with a running system', () => {
    let folder: FreshFolder;
    let browser: Browser;
    beforeAll(async () => {
      const sample = join(system.folder, 'sample.mp4');
      [folder, browser] = await Promise.all([FreshFolder.make(), launchChromium(), makeSampleVideo(sample)]);
      // As much of it as can be heard soon.
      await promisify(execFile)('ffmpeg', [
        '-v',
        'error',
        '-i',
        sample,
        '-t',
        '9',
        '-c',
        'copy',
        join(folder.path, 'sample.mp4'),
      ]);
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
      folder?.remove();
    });

    const here = (code: string) => code.replaceAll('http://127.0.0.1:8000', system.run.gatewayUrl);
    const run = (name: string, code: string, key = system.run.userKey) => {
      folder.write(name, here(code));
      return folder.node(name, { POLYSPOOL_KEY: key });
    };
    /** As the examples begin. */
    const opened = `
      import { Polyspool } from '@polyspool/sdk';
      const options = { url: 'http://127.0.0.1:8000', key: process.env.POLYSPOOL_KEY };
      const client = new Polyspool(options);`;

    it('processes a video as its page shows it (R006, R049)', async () => {
      const [first = '', second = ''] = codeBlocks('libs/sdk/README.md', 'ts');

      const said = await run(
        'example.ts',
        first + second.replace('import { PolyspoolError }', 'import { PolyspoolError }'),
      );

      expect(said).toMatch(/^\d+ of \d+ bytes$/m);
      expect(said).toMatch(/^running \d+(\.\d+)? \w+ \d+ parts$/m);
      expect(said).toMatch(/^succeeded 100 /m);
      expect(said).toMatch(/^\d+ lines, \d+ words$/m);
      expect(said).toMatch(/00:00:\d\d,\d{3} --> 00:00:/);
      expect(said).toMatch(/^404 job\.unknown$/m);
    }, 120_000);

    it('hears the same of a job by every way, and its result', async () => {
      const code = `${opened}
        const job = await client.jobs.submit('system.debug', { waitMs: 1500, parts: 2, note: 'తెలుగు' });
        const follow = async (via) => {
          const seqs = [], ways = new Set();
          for await (const update of new Polyspool({ ...options, transports: [via] }).jobs.handle(job.id).events()) {
            ways.add(update.via);
            seqs.push(update.job.seq);
          }
          return { ways: [...ways], isSorted: seqs.every((seq, at) => at === 0 || seq >= seqs[at - 1]), last: seqs.at(-1) };
        };
        const all = await Promise.all(['ws', 'sse', 'poll'].map(follow));
        console.log(JSON.stringify({ all, result: await job.result(), seq: job.known.seq }));
        process.exit();`;

      const { all, result, seq } = JSON.parse(await run('ways.mjs', code, system.adminKey));

      const ways = (...names: string[]) => names.map((name) => ({ ways: [name], isSorted: true, last: seq as number }));
      expect(all).toEqual(ways('ws', 'sse', 'poll'));
      expect(result).toMatchObject({ status: 'success', note: 'తెలుగు' });
    }, 60_000);

    it('sends a stream whose length nobody knows, cancels, lists, and hears of what is one’s own', async () => {
      const code = `${opened}
        import { createReadStream, readFileSync } from 'node:fs';
        import { createHash } from 'node:crypto';
        const upload = await client.uploads.create(createReadStream('sample.mp4', { highWaterMark: 7000 }), { name: 'again.mp4' });
        const file = await client.uploads.content(upload.id);
        const sha256 = createHash('sha256').update(await file.bytes()).digest('hex');
        const mine = client.events({ mine: true });
        const heard = mine.next();
        await new Promise((resolve) => setTimeout(resolve, 500));
        const job = await client.videos.process(upload, {}, { runAt: new Date(Date.now() + 3_600_000), idempotencyKey: upload.id });
        const same = await client.videos.process(upload, {}, { runAt: job.known.runAt, idempotencyKey: upload.id }).catch((e) => e);
        await job.cancel();
        await heard;
        for await (const { id } of client.jobs.all({ status: 'cancelled', limit: 1 })) if (id === job.id) console.log('listed');
        const error = await job.result().catch((one) => one);
        console.log(JSON.stringify([upload.sha256 === sha256, error.code, error.job.id === job.id, same.id === job.id || same.code]));
        process.exit();`;

      const said = (await run('stream.mjs', code)).trim().split('\n');

      expect(said[0]).toBe('listed');
      expect(JSON.parse(said[1]!)).toEqual([true, 'job.cancelled', true, true]);
    }, 60_000);

    it('verifies the webhooks that the system sends', async () => {
      const [, , third = ''] = codeBlocks('libs/sdk/README.md', 'ts');
      const code = `${opened}
        ${third}
        const [{ id }] = (await client.webhooks.list()).items;
        await client.webhooks.test(id);
        const delivered = () => client.webhooks.deliveries(id, { status: 'delivered' }).next();
        while ((await delivered()).done) await new Promise((resolve) => setTimeout(resolve, 100));
        process.exit();`;

      const said = await run('webhook.mjs', code.replaceAll('3000', String(await freePort())));

      expect(said).toMatch(/^webhook\.test undefined$/m);
    }, 60_000);

    /** A page of theirs, on the same server as the API. */
    const visit = async (entry: string) => {
      const script = await folder.bundle(entry);
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      const body = `<!doctype html><div id="root"></div><script type="module">${script}</script>`;
      await page.route('**/somebody-else', (route) => route.fulfill({ contentType: 'text/html', body }));
      await page.goto(`${system.run.gatewayUrl}/somebody-else#key=${system.run.userKey}`);
      return { page, complaints };
    };
    const sample = () => join(folder.path, 'sample.mp4');

    it('takes a video in a page, by the React components as their page shows them (R098, R100)', async () => {
      const [first = ''] = codeBlocks('libs/react/README.md', 'tsx');
      folder.write('page.tsx', first);
      const { page, complaints } = await visit('page.tsx');

      await page.getByLabel('Video').setInputFiles(sample());

      await page.getByRole('progressbar', { name: 'Processing Your Video' }).waitFor();
      await page.getByText('Video ready to watch!').waitFor({ timeout: 60_000 });
      expect(await page.getByText('Processing completed successfully!').isVisible()).toBe(true);
      expect(complaints).toEqual([]);
      await page.close();
    }, 90_000);

    it('shows a job in looks of one’s own, by the hooks as their page shows them', async () => {
      const [first = '', second = ''] = codeBlocks('libs/react/README.md', 'tsx');
      folder.write('subtitles.tsx', second);
      const own = first.replace(/<VideoUpload.*\/>/, '<Subtitles />').replace(', VideoUpload', '');
      folder.write('hooks.tsx', `import { Subtitles } from './subtitles.tsx';\n${own}`);
      const { page, complaints } = await visit('hooks.tsx');

      await page.getByLabel('Recording').setInputFiles(sample());

      await page.getByText(/^succeeded, 100 %, \d+ parts$/).waitFor({ timeout: 60_000 });
      await page.getByRole('list', { name: 'Files' }).getByText('subtitles.en.srt', { exact: true }).first().waitFor();
      expect(await page.getByRole('button', { name: 'Cancel' }).count()).toBe(0);
      expect(complaints).toEqual([]);
      await page.close();
    }, 90_000);
  });
}
