import { pdfJobs } from '@polyspool/contracts/pdf';
import { AppError } from '@polyspool/contracts/errors';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import type { JobHandler } from '@polyspool/jobs/job-handler';
import type { Report } from '@polyspool/jobs/testing';
import { FakeToneCustomizer } from '@polyspool/providers/tone/fake-tone-customizer';
import { testingPdf, textAt } from '@polyspool/pdf/objects/testing-pdf';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeTranslator, textsOf, workbench } from './testing.js';

const house = testingPdf({ pages: [{ content: textAt(72, 720, 'The white house is big.') }] });

/** Fails the first time. */
const failingOnce = (handler: JobHandler<JobContract>, when: 'before' | 'after'): JobHandler<JobContract> => {
  let hasFailed = false;
  return {
    run: async (job) => {
      const answer = hasFailed || when === 'after' ? await handler.run(job) : undefined;
      if (hasFailed) return answer;
      hasFailed = true;
      throw new AppError('engine.unavailable', 'Not now');
    },
  };
};

describe('the stages of a document', () => {
  let folder: string;
  let bench: Awaited<ReturnType<typeof workbench>>;
  const translator = fakeTranslator();
  const customizer = new FakeToneCustomizer();
  const asked: string[][] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'document-stages-spec-'));
    const translate = translator.translate.bind(translator);
    translator.translate = (texts, options) => {
      asked.push([...texts]);
      return translate(texts, options);
    };
    bench = await workbench(folder, house, { translator, customizer });
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('give the translation its tone where the translator cannot', async () => {
    const { artifacts, output, reported } = await bench.translate({ tone: 'formal' });

    expect(await textsOf(artifacts.get('translated.es.pdf'))).toEqual(['la blanca casa es grande. (formal)']);
    expect(reported.map(({ step }) => step)).toContain('tone');
    expect(output.warnings).toEqual([]);
  });

  it('leave the text as it is and warn where nobody has that tone', async () => {
    const { artifacts, output } = await bench.translate({ tone: 'friendly', targetLanguage: 'te' });

    expect(await textsOf(artifacts.get('translated.te.pdf'))).toEqual(['la blanca casa es grande.']);
    expect(output.warnings).toMatchObject([{ code: 'engine.unsupportedTone' }]);
  });

  it.each([
    ['and say so where nobody else can', 'te', [{ code: 'engine.unsupportedTone' }], 'la blanca casa es grande.'],
    ['but those who can', 'es', [], 'la blanca casa es grande. (formal)'],
  ])('take no formality for a tone of a language that has none, %s', async (_name, targetLanguage, warnings, text) => {
    const formal = fakeTranslator();
    const capabilities = { ...formal.capabilities, formality: true };
    Object.assign(formal, { capabilities, heedsFormalityIn: () => Promise.resolve(false) });
    const other = await workbench(folder, house, { translator: formal });

    const { artifacts, output } = await other.translate({ tone: 'formal', targetLanguage });

    expect(output.warnings).toMatchObject(warnings);
    expect(await textsOf(artifacts.get(`translated.${targetLanguage}.pdf`))).toEqual([text]);
  });

  it.each([
    [pdfJobs.extract.name, 'before'],
    [pdfJobs.extract.name, 'after'],
    [pdfJobs.translateBlocks.name, 'after'],
    [pdfJobs.customizeTone.name, 'after'],
    [pdfJobs.reconstruct.name, 'after'],
  ] as const)('that fail go on from there: %s, %s its work', async (name, when) => {
    const children = { ...bench.handlers, [name]: failingOnce(bench.handlers[name]!, when) };
    await expect(bench.translate({ tone: 'formal' }, { children })).rejects.toMatchObject({
      code: 'engine.unavailable',
      message: 'Not now',
    });
    const seen: Report[] = [];
    asked.length = 0;
    const calls = customizer.calls;

    const { artifacts } = await bench.translate({ tone: 'formal' }, { children, onReport: (one) => seen.push(one) });

    expect(await textsOf(artifacts.get('translated.es.pdf'))).toEqual(['la blanca casa es grande. (formal)']);
    // What was done the first time, by this job or another one, is not done again.
    expect(asked).toEqual([]);
    expect(customizer.calls).toBe(calls);
    expect(seen.filter(({ message }) => /^(Reading|Setting) page/.test(message ?? ''))).toEqual([]);
  });

  it('take only what has changed anew: a new term of the glossary leaves the reading alone', async () => {
    const seen: Report[] = [];
    asked.length = 0;

    const { artifacts } = await bench.translate(
      { glossary: [{ source: 'house', target: 'MANSIÓN' }] },
      { onReport: (one) => seen.push(one) },
    );

    expect(await textsOf(artifacts.get('translated.es.pdf'))).toEqual(['la blanca MANSIÓN es grande.']);
    expect(asked).toHaveLength(1);
    expect(seen.map(({ message }) => message)).not.toContain('Reading page 1 of 1');
    expect(seen.map(({ message }) => message)).toContain('Setting page 1');
  });

  it('take from the memory what people have translated', async () => {
    const memory = [{ source: 'The white house is big.', target: 'La Casa Blanca es grande.' }];
    asked.length = 0;

    const { artifacts } = await bench.translate({ memory });

    expect(await textsOf(artifacts.get('translated.es.pdf'))).toEqual(['La Casa Blanca es grande.']);
    expect(asked).toEqual([]);
  });

  it('end when the job is cancelled', async () => {
    const controller = new AbortController();
    const other = await workbench(folder, house);
    const onReport = ({ message }: Report) => {
      if (message === 'Reading page 1 of 1') controller.abort(new Error('enough'));
    };

    await expect(other.translate({}, { signal: controller.signal, onReport })).rejects.toThrow('enough');
  });
});
