import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import { FidelityReport } from '@polyspool/contracts/fidelity';
import { pdfJobs } from '@polyspool/contracts/pdf';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import type { JobHandler } from '@polyspool/jobs/job-handler';
import { StepCache } from '@polyspool/jobs/step-cache';
import type { Report } from '@polyspool/jobs/testing';
import { testingPdf, textAt } from '@polyspool/pdf/objects/testing-pdf';
import { FakeTextRecognizer } from '@polyspool/providers/ocr/fake-text-recognizer';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pdfVersion } from './pdf-version.js';
import { textsOf, workbench } from './testing.js';

/** Each document takes some processes, which start slowly from the sources. */
const patienceMs = 120_000;

const words = { content: textAt(72, 720, 'The house is big.') };
/** One grey pixel, as large as the page. */
const picture = { content: 'q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q' };

/** Fails at a page's picture so often. */
function recognizerFailingAt(page: number, times: number, code: ErrorCode) {
  const recognizer = new FakeTextRecognizer();
  const recognize = recognizer.recognize.bind(recognizer);
  let left = times;
  recognizer.recognize = (shown, options) => {
    if (!shown.path.includes(`-${page}.`) || left === 0) return recognize(shown, options);
    left -= 1;
    return Promise.reject(new AppError(code, 'Too dark'));
  };
  return recognizer;
}

describe('a document of which a part fails', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'partial-results-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it(
    'is delivered uncompared where it cannot be drawn',
    async () => {
      const bench = await workbench(folder, testingPdf({ pages: [words] }));
      const fetch = bench.storage.fetch.bind(bench.storage);
      bench.storage.fetch = (key, path) =>
        key.includes('translated') ? writeFile(path, 'Nothing that PDFium draws') : fetch(key, path);

      const { artifacts, output } = await bench.translate({ layouts: ['alternating'] });

      expect([...artifacts.keys()].sort()).toEqual([
        'bilingual-alternating.en-es.pdf',
        'document.json',
        'fidelity.json',
      ]);
      expect(output.warnings).toMatchObject([
        { code: 'file.unreadable', detail: expect.stringContaining('not compared') },
      ]);
      expect(output.fidelity.mostChangedPixels).toBeUndefined();
      bench.storage.fetched.length = 0;
      await bench.translate({ layouts: ['alternating'] });
      expect(bench.storage.fetched).toEqual([]);
      const report = FidelityReport.parse(JSON.parse(String(artifacts.get('fidelity.json'))));
      expect(report.warnings).toEqual(output.warnings);
      expect(report.pages).toMatchObject([{ page: 1, kind: 'text', translatedBlocks: 1 }]);
    },
    patienceMs,
  );

  it(
    'keeps the pictures that could be read, and leaves the one that cannot, twice; another job has it read',
    async () => {
      const scanned = testingPdf({ pages: [picture, picture, words] });
      const bench = await workbench(folder, scanned, { recognizer: recognizerFailingAt(2, 2, 'engine.failed') });

      const { output, workloads } = await bench.translate({ language: 'en' });
      const { output: again } = await bench.translate({ language: 'en' });

      expect(output.untouchedPages).toMatchObject([{ page: 2, reason: expect.stringContaining('Too dark') }]);
      expect(output.fidelity).toMatchObject({ scannedPages: 1, untouchedPages: 1 });
      expect(workloads.at(-1)).toEqual({ unit: 'scannedPages', amount: 1 });
      expect(again.untouchedPages).toEqual([]);
      expect(again.fidelity).toMatchObject({ scannedPages: 2, untouchedPages: 0 });
    },
    patienceMs,
  );

  it(
    'leaves a picture that is too large for all jobs',
    async () => {
      const recognizer = recognizerFailingAt(1, 2, 'document.tooComplex');
      const bench = await workbench(folder, testingPdf({ pages: [picture, words] }), { recognizer });
      const input = { uploadId: bench.uploadId, language: 'en' };

      const { output } = await bench.run(pdfJobs.extract, { ...input, pages: '1' });
      const { output: again } = await bench.run(pdfJobs.extract, { ...input, pages: '1-2' });

      expect(output.untouchedPages).toMatchObject([{ page: 1 }]);
      expect(again.untouchedPages).toEqual(output.untouchedPages);
    },
    patienceMs,
  );

  it(
    'tells of the pictures that are left to be recognised, and how far it is among all pages',
    async () => {
      const recognizer = recognizerFailingAt(11, 1, 'engine.unavailable');
      const pages = [picture, ...Array.from({ length: 9 }, () => words), picture, picture];
      const bench = await workbench(folder, testingPdf({ pages }), { recognizer });
      const run = () => bench.run(pdfJobs.extract, { uploadId: bench.uploadId, language: 'en' });
      await expect(run()).rejects.toMatchObject({ code: 'engine.unavailable' });

      const { workloads, reported } = await run();

      expect(workloads.filter(({ unit }) => unit === 'scannedPages')).toEqual([{ unit: 'scannedPages', amount: 2 }]);
      const told = reported.flatMap(({ fraction, message = '' }) => (/^Re\w+ing page/.test(message) ? [fraction] : []));
      expect(told).toEqual([10 / 12, 11 / 12, 10 / 12, 11 / 12]);
    },
    patienceMs,
  );

  it(
    'has a picture read that could not be at first',
    async () => {
      const scanned = testingPdf({ pages: [picture, words] });
      const bench = await workbench(folder, scanned, { recognizer: recognizerFailingAt(1, 1, 'engine.failed') });

      const { output } = await bench.run(pdfJobs.extract, { uploadId: bench.uploadId, language: 'en' });

      expect(output).toMatchObject({ scannedPages: 1, untouchedPages: [] });
    },
    patienceMs,
  );

  it('does not read a page again that would end its process again', async () => {
    const bench = await workbench(folder, testingPdf({ pages: [words, words] }));
    const { step } = new StepCache(bench.storage, { uploadId: bench.uploadId });
    const left = { page: 1, reason: 'It has ended its process' };
    await step('given-up', ['read', pdfVersion, null, 1], () => Promise.resolve(left));
    const seen: Report[] = [];

    const { output } = await bench.run(
      pdfJobs.extract,
      { uploadId: bench.uploadId },
      { onReport: (report) => seen.push(report) },
    );

    expect(output).toMatchObject({ pages: 2, blocks: 1, untouchedPages: [left] });
    const read = seen.flatMap(({ message = '' }) => (message.startsWith('Reading page') ? [message] : []));
    expect(read).toEqual(['Reading page 2 of 2']);
  });

  it(
    'waits for a recogniser that does not answer',
    async () => {
      const recognizer = recognizerFailingAt(1, Infinity, 'engine.unavailable');
      const bench = await workbench(folder, testingPdf({ pages: [picture, words] }), { recognizer });

      const reading = bench.run(pdfJobs.extract, { uploadId: bench.uploadId, language: 'en' });

      await expect(reading).rejects.toMatchObject({ code: 'engine.unavailable' });
    },
    patienceMs,
  );

  it(
    'is not read again where reading was given up, and keeps its title',
    async () => {
      const pages = Array.from({ length: 12 }, () => words);
      const bench = await workbench(folder, testingPdf({ pages, title: 'The house' }));
      const extract = bench.handlers[pdfJobs.extract.name]!;
      const seen: Report[] = [];
      const failing: JobHandler<JobContract> = {
        run: (job) => {
          if (job.input.pages === '1-10') throw new AppError('job.hardLimit', 'It took too long');
          return extract.run(job);
        },
      };

      const { output, artifacts } = await bench.translate(
        { language: 'en' },
        { children: { ...bench.handlers, [pdfJobs.extract.name]: failing }, onReport: (one) => seen.push(one) },
      );

      const read = seen.map(({ message }) => message).filter((message) => message?.startsWith('Reading page '));
      expect(new Set(read)).toEqual(new Set(['Reading page 11 of 12', 'Reading page 12 of 12']));
      expect(output.untouchedPages).toHaveLength(10);
      expect(output.fidelity).toMatchObject({ translatedBlocks: 2, untouchedPages: 10 });
      expect(JSON.parse(String(artifacts.get('document.json')))).toMatchObject({ title: 'The house' });
    },
    patienceMs,
  );

  it(
    'names the pages that could not be set, beside those that could not be read',
    async () => {
      const bench = await workbench(folder, testingPdf({ pages: [words, words] }));
      const reconstruct = bench.handlers[pdfJobs.reconstruct.name]!;
      const left = [{ page: 2, reason: 'It ends every process' }];
      const leaving: JobHandler<JobContract> = {
        run: (job) => reconstruct.run({ ...job, input: { ...job.input, untouchedPages: left } }),
      };

      const { output, artifacts } = await bench.translate(
        { language: 'en' },
        { children: { ...bench.handlers, [pdfJobs.reconstruct.name]: leaving } },
      );

      expect(output.untouchedPages).toEqual(left);
      expect(await textsOf(artifacts.get('translated.es.pdf'))).toEqual(['la casa es grande.', 'The house is big.']);
    },
    patienceMs,
  );

  it(
    'leaves nothing behind but in the folder of its upload',
    async () => {
      const own = join(folder, 'own');
      const bench = await workbench(own, testingPdf({ pages: [words] }));

      await bench.translate({ tone: 'formal' });

      const [store = ''] = await readdir(own);
      expect(await readdir(join(own, store))).toEqual(['uploads']);
    },
    patienceMs,
  );
});
