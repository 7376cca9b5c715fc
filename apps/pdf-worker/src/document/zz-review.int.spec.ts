import { AppError } from '@polyspool/contracts/errors';
import { testingPdf, textAt } from '@polyspool/pdf/objects/testing-pdf';
import { FakeTextRecognizer } from '@polyspool/providers/ocr/fake-text-recognizer';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workbench } from './testing.js';

const picture = 'q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q';
const show = async (name: string, work: Promise<any>) => {
  try {
    const { output } = await work;
    console.log(name, JSON.stringify({ u: output.untouchedPages, w: output.warnings, f: output.fidelity.untouchedPages }));
  } catch (error) {
    console.log(name, 'FAILED', AppError.from(error).code, AppError.from(error).message);
  }
};

describe('review', () => {
  let folder: string;
  beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'zz-')); });
  afterAll(() => rm(folder, { recursive: true }));

  it('A: one page of OCR fails', async () => {
    const recognizer = new FakeTextRecognizer();
    const own = recognizer.recognize.bind(recognizer);
    recognizer.recognize = async (p, o) => { if (p.path.includes('scan-2')) throw new AppError('engine.failed', 'tesseract did not end within 120000 ms'); return own(p, o); };
    const pdf = testingPdf({ pages: [{ content: picture }, { content: picture }, { content: textAt(72, 720, 'The house is big.') }] });
    await show('A', (await workbench(folder, pdf, { recognizer })).translate({ language: 'en' }));
  }, 200000);

  it('B: warnings twice', async () => {
    const recognizer = new FakeTextRecognizer();
    recognizer.recognize = async () => { throw new AppError('engine.missing', 'tesseract is not installed'); };
    const pdf = testingPdf({ pages: [{ content: picture }, { content: textAt(72, 720, 'The house is big.') }] });
    await show('B', (await workbench(folder, pdf, { recognizer })).translate({ language: 'en' }));
  }, 200000);

  it('C: a group whose extraction was killed is read again', async () => {
    const pdf = testingPdf({ pages: Array.from({ length: 22 }, () => ({ content: textAt(72, 720, 'The house is big.') })) });
    const bench = await workbench(folder, pdf);
    const seen: string[] = [];
    const children = { ...bench.handlers, 'pdf.extract': { run: async (job: any) => { if (job.input.pages === '21-22') throw new AppError('job.hardLimit', 'too long'); return bench.handlers['pdf.extract']!.run(job); } } };
    await show('C', bench.translate({ language: 'en' }, { children, onReport: (r) => void seen.push(r.step + ':' + r.message) } as any));
    console.log('C read', seen.filter((x) => /page 2[12]/.test(x)).join(' | '));
  }, 200000);
});
