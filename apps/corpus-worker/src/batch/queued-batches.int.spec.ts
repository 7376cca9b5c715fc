import { corpusJobs, textsPerPart } from '@polyspool/contracts/corpus';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { uploadKey } from '@polyspool/contracts/files';
import type { JobHandler } from '@polyspool/jobs/job-handler';
import { parseBullId } from '@polyspool/jobs/job-ids';
import { unpackOutput } from '@polyspool/jobs/packing/packed-output';
import { openWorkshop, routesOf, type Workshop } from '@polyspool/jobs/testing-workshop';
import { FakeLanguageIdentifier } from '@polyspool/providers/language-identifier/fake-language-identifier';
import { FakeTranscriber } from '@polyspool/providers/transcriber/fake-transcriber';
import { FakeVoiceDetector } from '@polyspool/providers/voice-detector/fake-voice-detector';
import { readText } from '@polyspool/storage/storage';
import { testStores } from '@polyspool/service/testing/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSound } from '../testing/make-sounds.js';
import { handlersOver } from '../testing/workbench.js';

const patienceMs = 60_000;

interface Result {
  readonly id?: string;
  readonly language?: string;
  readonly recordId?: string;
  readonly ok?: boolean;
}

/** In the queues of a worker, where parts run as jobs of their own. */
describe('batches in the queue', () => {
  let shop: Workshop;

  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });

  afterEach(() => shop.close());

  async function serve(handlers: Readonly<Record<string, JobHandler<JobContract>>>) {
    const kinds = Object.values(corpusJobs).map((contract: JobContract) => ({
      contract,
      run: (job: Parameters<JobHandler<JobContract>['run']>[0]) => handlers[contract.name]!.run(job), // one for each kind
    }));
    const queues = ['file-processing', 'data-analysis'].map((name) => {
      const served = kinds.filter(({ contract }) => contract.queue === name);
      return { name, concurrency: 2, routes: routesOf(served) };
    });
    await shop.startHostWith([], { queues });
  }

  async function ended(contract: JobContract, input: object) {
    const { queue } = contract;
    const bullId = await shop.put(contract, contract.input.parse(input), { queue });
    const { completed, failedReason } = await eventually(() => shop.ended(bullId, queue), patienceMs);
    if (!completed) throw new Error(failedReason);
    const output = await unpackOutput(contract, parseBullId(bullId).jobId, completed.output, { storage: shop.storage });
    const [file] = completed.artifacts;
    const results = file ? (JSON.parse(await readText(shop.storage, file.key)) as Result[]) : [];
    return { ...(output as object), results };
  }

  it(
    'processes what can be processed, and says of the rest what is wrong with it',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'queued-batches-spec-'));
      const sound = await readFile(await writeSound(join(folder, 'tone.wav'), 'sine=r=8000', ['-t', '2']));
      await rm(folder, { recursive: true });
      const engines = { transcriber: new FakeTranscriber(() => []), voiceDetector: new FakeVoiceDetector([]) };
      await serve(handlersOver(shop.storage, engines));
      const items = [sound, Buffer.from('no sound'), sound].map(() => ({
        recordId: randomUUID(),
        uploadId: randomUUID(),
      }));
      await shop.storage.write(uploadKey(items[0]!.uploadId), sound); // there are three
      await shop.storage.write(uploadKey(items[1]!.uploadId), 'no sound');

      const output = await ended(corpusJobs.batchProcess, { recordIds: items.map(({ recordId }) => recordId), items });

      expect(output).toMatchObject({
        succeeded: 1,
        failed: 2,
        items: [
          { recordId: items[0]?.recordId, ok: true },
          { recordId: items[1]?.recordId, ok: false, error: { code: 'media.unreadable' } },
          { recordId: items[2]?.recordId, ok: false, error: { code: 'storage.missing' } },
        ],
      });
    },
    patienceMs,
  );

  it(
    'fails where all fail, and says of what',
    async () => {
      await serve(handlersOver(shop.storage));
      const items = Array.from({ length: 120 }, () => ({ recordId: randomUUID(), uploadId: randomUUID() }));
      const recordIds = items.map(({ recordId }) => recordId);

      const failing = ended(corpusJobs.batchProcess, { recordIds, action: 'analyzeContent', items });

      await expect(failing).rejects.toThrow('batch.allFailed: All 120 records failed: storage.missing (120)');
    },
    patienceMs,
  );

  it(
    'makes batches of a large batch, and keeps the order of its records',
    async () => {
      const items = Array.from({ length: 230 }, () => ({ recordId: randomUUID(), uploadId: randomUUID() }));
      const bad = new Set<string | undefined>([items[7], items[150]].map((item) => item?.uploadId));
      /** Recordings so long that they give their slot back before they are done. */
      const inTurns = new Set<string | undefined>([items[20], items[220]].map((item) => item?.uploadId));
      let atOnce = 0;
      const analyse: JobHandler<JobContract> = {
        run: async ({ input, retryLater }) => {
          const { uploadId } = input as { uploadId: string };
          if (inTurns.delete(uploadId)) await retryLater(0);
          if (bad.has(uploadId)) throw new AppError('media.noAudio', 'The file has no audio track');
          const none = { durationSeconds: 1, speechSeconds: 0, languages: [], keywords: [], warnings: [] };
          return { ...none, pauses: { count: 0, meanSeconds: 0, longestSeconds: 0 } };
        },
      };
      const batch = handlersOver(shop.storage)[corpusJobs.batchProcess.name]!; // it is there
      const counted: JobHandler<JobContract> = {
        run: (job) => {
          const { items: own } = job.input as { items: unknown[] };
          if (own.length < items.length) atOnce = Math.max(atOnce, own.length);
          return batch.run(job);
        },
      };
      await serve({
        ...handlersOver(shop.storage),
        [corpusJobs.analyzeContent.name]: analyse,
        [corpusJobs.batchProcess.name]: counted,
      });

      const recordIds = items.map(({ recordId }) => recordId);
      const output = await ended(corpusJobs.batchProcess, { recordIds, action: 'analyzeContent', items });

      const { results, ...counts } = output;
      expect(counts).toEqual({ succeeded: 228, failed: 2 });
      expect(results.map(({ recordId }) => recordId)).toEqual(recordIds);
      expect(results.flatMap(({ ok }, index) => (ok ? [] : index))).toEqual([7, 150]);
      expect([atOnce, inTurns.size]).toEqual([100, 0]);
    },
    patienceMs,
  );

  it(
    'cuts many texts into parts, each of which is read by itself, and puts the answers in their order',
    async () => {
      let most = 0;
      class Watched extends FakeLanguageIdentifier {
        override async identify(texts: readonly string[]) {
          most = Math.max(most, texts.length);
          return super.identify(texts);
        }
      }
      await serve(handlersOver(shop.storage, { identifier: new Watched((text) => text.split(' ')[0] || undefined) }));
      const languages = ['te', 'en', '', 'hi'];
      const texts = Array.from({ length: 2_100 }, (_, index) => ({
        id: `text ${index}`,
        text: `${languages[index % languages.length]} ${'x'.repeat(200)}`,
      }));

      const output = await ended(corpusJobs.detectLanguages, { texts });

      const { results: items, ...counts } = output;
      expect(items.map(({ id }) => id)).toEqual(texts.map(({ id }) => id));
      expect(items[1]?.language).toBe('en');
      expect(counts).toEqual({ counts: { te: 525, en: 525, hi: 525 }, undetermined: 525, failed: 0 });
      expect(most).toBe(textsPerPart);
    },
    patienceMs,
  );
});
