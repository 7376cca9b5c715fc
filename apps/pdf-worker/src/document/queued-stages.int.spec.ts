import { AppError } from '@polyspool/contracts/errors';
import { uploadKey } from '@polyspool/contracts/files';
import { pdfJobs } from '@polyspool/contracts/pdf';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { testingPdf, textAt } from '@polyspool/pdf/objects/testing-pdf';
import { bullIdOf, newJobId } from '@polyspool/jobs/job-ids';
import { openWorkshop, routesOf, type Workshop } from '@polyspool/jobs/testing-workshop';
import { FakeToneCustomizer } from '@polyspool/providers/tone/fake-tone-customizer';
import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { randomUUID } from 'node:crypto';
import { fakeTranslator, handlersOver } from './testing.js';

const house = testingPdf({ pages: [{ content: textAt(72, 720, 'The white house is big.') }] });
const stages = [pdfJobs.extract, pdfJobs.translateBlocks, pdfJobs.customizeTone, pdfJobs.reconstruct] as const;
const contracts: readonly JobContract[] = Object.values(pdfJobs);
const queues = [...new Set(contracts.map(({ queue }) => queue))];

/** Setting takes some processes, which start slowly from the sources. */
const patienceMs = 60_000;

/** In the queues of a worker: each stage fails for good once, and the job is resumed as people do, by its next dispatch. */
describe('a document whose stages fail one after the other', () => {
  const uploadId = randomUUID();
  const broken = new Set<string>();
  const entered: string[] = [];
  const opened: string[] = [];
  const translator = fakeTranslator();
  const customizer = new FakeToneCustomizer();
  let translations = 0;
  const jobId = newJobId();
  let shop: Workshop;

  beforeAll(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
    await shop.storage.write(uploadKey(uploadId), house);
    const fetch = shop.storage.fetch.bind(shop.storage);
    shop.storage.fetch = (key, path) => {
      if (key === uploadKey(uploadId)) opened.push(key);
      return fetch(key, path);
    };
    const translate = translator.translate.bind(translator);
    translator.translate = (texts, options) => {
      translations += 1;
      return translate(texts, options);
    };
    const handlers = handlersOver(shop.storage, { translator, customizer });
    const kinds = contracts.map((contract) => ({
      contract,
      run: (job: Parameters<(typeof handlers)[string]['run']>[0]) => {
        entered.push(contract.name);
        if (broken.has(contract.name)) throw new AppError('engine.refused', `${contract.name} was refused`);
        return handlers[contract.name]!.run(job); // one for each kind
      },
    }));
    const served = (name: string) => kinds.filter(({ contract }) => contract.queue === name);
    await shop.startHostWith([], {
      queues: queues.map((name) => ({ name, concurrency: 2, routes: routesOf(served(name)) })),
    });
  });

  afterAll(() => shop.close());

  async function run(dispatch: number) {
    entered.length = 0;
    const bullId = bullIdOf(jobId, dispatch);
    const input = pdfJobs.translate.input.parse({ uploadId, targetLanguage: 'es', tone: 'formal' });
    await shop.client.put('pdf-extract', [{ contract: pdfJobs.translate, bullId, data: { input, run: dispatch } }]);
    const ended = await eventually(() => shop.ended(bullId, 'pdf-extract'), patienceMs);
    return { ...ended, opened: opened.splice(0).length };
  }

  it('goes on from the stage that failed, with what those before it have made', async () => {
    const openedIn: number[] = [];
    for (const [index, { name }] of stages.entries()) {
      broken.add(name);
      const { failedReason, opened: often } = await run(index + 1);
      broken.delete(name);

      openedIn.push(often);
      expect(failedReason).toBe(`engine.refused: ${name} was refused`);
      const reached = [pdfJobs.translate, ...stages.slice(0, index + 1)];
      expect(new Set(entered)).toEqual(new Set(reached.map((stage) => stage.name)));
    }

    const { completed, opened: often } = await run(stages.length + 1);

    expect(completed?.output).toMatchObject({ translatedBlocks: 1, warnings: [] });
    // To be looked into, to be read, and to be set: never for the same twice.
    expect([...openedIn, often]).toEqual([1, 1, 0, 0, 1]);
    expect([translations, customizer.calls]).toEqual([1, 1]);
    // The receipt tells of what was found: looked into, read, translated, toned.
    expect(completed?.reused?.steps).toBeGreaterThanOrEqual(4);
    expect(completed?.reused?.savedSeconds).toBeGreaterThan(0);
  }, 120_000);
});
