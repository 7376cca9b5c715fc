import type { Job } from '@polyspool/contracts/job-status';
import { v7 } from 'uuid';
import { PdfJob, pdfJobView, pdfStatusOf } from './pdf-status.js';

const job: Job = {
  id: v7(),
  type: 'pdf.translate',
  status: 'running',
  percent: 41.7,
  step: 'translate',
  input: {},
  attempts: 1,
  run: 1,
  priority: 'normal',
  seq: 3,
  createdAt: '2026-01-01T00:00:00.000Z',
};

describe('the status of a job as the PDF system before this one called it', () => {
  it.each([
    ['queued', undefined, 'PENDING'],
    ['scheduled', undefined, 'PENDING'],
    ['running', undefined, 'EXTRACTING'],
    ['running', 'inspect', 'EXTRACTING'],
    ['running', 'extract', 'EXTRACTING'],
    ['running', 'translate', 'TRANSLATING'],
    ['running', 'tone', 'CUSTOMIZING'],
    ['running', 'reconstruct', 'RECONSTRUCTING'],
    ['retrying', 'translate', 'TRANSLATING'],
    ['cancelling', 'reconstruct', 'RECONSTRUCTING'],
    ['succeeded', 'reconstruct', 'COMPLETED'],
    ['failed', 'translate', 'FAILED'],
    ['cancelled', 'translate', 'CANCELLED'],
    ['expired', undefined, 'CANCELLED'],
  ] as const)('of one that is %s at %s is %s', (status, step, expected) => {
    expect(pdfStatusOf({ type: 'pdf.translate', status, step })).toBe(expected);
  });

  it.each([
    ['pdf.extract', 'EXTRACTING'],
    ['pdf.translateBlocks', 'TRANSLATING'],
    ['pdf.customizeTone', 'CUSTOMIZING'],
    ['pdf.reconstruct', 'RECONSTRUCTING'],
    ['video.process', 'PROCESSING'],
  ])('of a running %s is %s', (type, expected) => {
    expect(pdfStatusOf({ type, status: 'running', step: 'translate' })).toBe(expected);
  });
});

describe('a job as the PDF system before this one showed it', () => {
  const now = new Date('2026-01-01T00:01:00.000Z');

  it('has whole percents and the seconds that are left', () => {
    const eta = { p50: '2026-01-01T00:01:30.400Z', p90: '2026-01-01T00:02:00.000Z' };

    const shown = PdfJob.strict().parse(pdfJobView({ ...job, eta, message: 'Page 3' }, [], now));

    expect(shown).toMatchObject({
      job_id: job.id,
      status: 'TRANSLATING',
      progress: 41,
      message: 'Page 3',
      eta: eta.p50,
      eta_seconds: 30,
      error: null,
      result: null,
      files: [],
    });
  });

  it('says null where nothing is known, and never less than no time', () => {
    const late = { p50: '2026-01-01T00:00:30.000Z', p90: '2026-01-01T00:00:40.000Z' };

    expect(pdfJobView(job, [], now)).toMatchObject({ eta: null, eta_seconds: null, message: null, started_at: null });
    expect(pdfJobView({ ...job, eta: late }, [], now).eta_seconds).toBe(0);
  });

  it('says why it failed, and where its files are', () => {
    const id = v7();
    const sha256 = 'a';
    const file = { name: 'translated.es.pdf', kind: 'media', mediaType: 'application/pdf', bytes: 9, sha256 } as const;
    const error = { code: 'document.tooComplex', detail: 'The document holds more than allowed' };

    const shown = pdfJobView({ ...job, status: 'failed', error }, [
      { ...file, id, jobId: job.id, createdAt: job.createdAt },
    ]);

    expect(shown).toMatchObject({
      status: 'FAILED',
      error: error.detail,
      files: [{ name: file.name, media_type: file.mediaType, bytes: 9, url: `/v1/artifacts/${id}/content` }],
    });
  });
});
