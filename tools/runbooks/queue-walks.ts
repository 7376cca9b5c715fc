import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { repository } from '../dashboards/made-files.ts';
import { until } from '../faults/until.ts';
import { addReplica } from './add-replica.ts';
import type { Walk } from './walk.ts';
import type { WalkedRunbook } from './walked-runbook.ts';

const workers = ['video-worker', 'pdf-worker', 'generation-worker', 'corpus-worker', 'maintenance', 'notifications'];
const status = async (walk: Walk, path: string) => (await walk.answer('GET', path)).status;

export const queueWalks: readonly WalkedRunbook[] = [
  {
    page: 'queue-paused',
    shows: 'a queue that is paused says who did it, and its jobs go on when it is unpaused',
    signs: ['QueuePaused'],
    breaks: async (walk) => {
      await walk.ask('POST', '/v1/admin/queues/system/pause');
      walk.afterwards(() => walk.ask('POST', '/v1/admin/queues/system/resume'));
      await walk.waits(await walk.submit('system.debug'), 'paused');
    },
    says: [/^system \d{4}-/m, /^\d{4}-.* queue\.pause system$/m],
    mends: (walk) => walk.mend('queue-paused', 'npx polyspool unpause', { queue: 'system' }),
  },
  {
    page: 'queue-unserved',
    shows: 'a queue whose worker stands still is unserved, and is served when it moves again',
    signs: ['QueueUnserved'],
    breaks: async (walk) => {
      walk.freeze('corpus-worker');
      const id = await walk.submit('corpus.detectLanguages', { texts: [{ id: '1', text: 'Good morning.' }] });
      await walk.waits(id, 'noWorker');
    },
    says: [/data-analysis/, /maintenance/],
    mends: (walk) => walk.restore(),
  },
  {
    page: 'no-workers',
    shows: 'where no worker moves, the health of workers is 503 and jobs wait for one',
    signs: ['NoWorkers'],
    breaks: async (walk) => {
      walk.freeze(...workers);
      const id = await walk.submit('system.debug');
      await until('workers are missed', async () => (await status(walk, '/health/workers')) === 503);
      expect(await status(walk, '/health/celery')).toBe(200);
      await walk.waits(id, 'noWorker');
    },
    says: [/^503$/m, /^"redis":"127\.0\.0\.1:\d+"$/m, /^"queuePrefix":"polyspool"$/m],
    mends: (walk) => walk.restore(),
  },
  {
    page: 'jobs-wait-too-long',
    shows: 'a job behind others waits by fair share, and another worker takes it',
    signs: ['JobsWaitTooLong'],
    breaks: async (walk) => {
      const others = await walk.submitMany(6, { waitMs: 25_000 });
      walk.afterwards(() => Promise.all(others.map((each) => walk.answer('POST', `/v1/jobs/${each}/cancel`))));
      const id = await walk.submit('system.debug');
      await walk.waits(id, 'fairShare');
      await walk.type('queue=system');
      await walk.type(`psql $database -c "UPDATE jobs SET created_at = now() - interval '1 hour' WHERE id = '${id}'"`);
      walk.afterwards(() => walk.is('succeeded', id));
    },
    says: [/^fairShare$/m, /system/],
    mends: (walk) => addReplica(walk, 'maintenance'),
  },
  {
    page: 'engine-down',
    shows: 'a job whose engine does not answer waits for it, and goes on when it does',
    signs: ['EngineBreakerOpen'],
    breaks: async (walk) => {
      const document = join(repository, 'tools/demo/article.pdf');
      const { said: uploadId } = await walk.type(`curl -s -H "$admin" -F file=@${document} $api/uploads | field id`);
      const id = await walk.submit('pdf.translate', { uploadId, language: 'en', targetLanguage: 'es' });
      await walk.waits(id, 'engineDown');
      await walk.type(`job=${id}`);
      await until('job-status has told of it', async () =>
        (await walk.look('engine-down'))[0]!.said.includes('ECONNREFUSED'),
      );
    },
    says: [/^documentTranslator (open|probing) .*ECONNREFUSED/m],
    mends: async (walk) => {
      await startTranslator(walk);
      const { said: id } = await walk.type('echo $job');
      await walk.is('succeeded', id);
    },
  },
];

/** The server of the engine, on the address where it is looked for. It speaks as LibreTranslate. */
async function startTranslator(walk: Walk): Promise<void> {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { q = [] } = (body ? JSON.parse(body) : {}) as { q?: readonly string[] };
      const answer = request.url?.startsWith('/languages') ? languages : { translatedText: q };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
  });
  walk.afterwards(() => server.close());
  await once(server.listen(walk.translatorPort, '127.0.0.1'), 'listening');
}

const languages = [
  { code: 'en', targets: ['es'] },
  { code: 'es', targets: ['en'] },
];
