import { join } from 'node:path';
import type { Problem } from '@polyspool/contracts/job-status';
import { v7, validate } from 'uuid';
import type { Answer, ConformanceSystem } from './conformance-system.ts';

interface PdfUpload {
  readonly job_id: string;
  readonly status: string;
}

interface PdfStatus {
  readonly status: string;
  readonly progress: number;
  readonly eta: string | null;
  readonly result: object | null;
  readonly files: readonly { readonly name: string; readonly url: string }[];
}

const article = join(import.meta.dirname, '../demo/article.pdf');
const stages = ['PENDING', 'EXTRACTING', 'TRANSLATING', 'CUSTOMIZING', 'RECONSTRUCTING', 'COMPLETED'];
const hasEnded = ({ status }: PdfStatus) => ['COMPLETED', 'FAILED', 'CANCELLED'].includes(status);

/** A system that translates PDFs: an upload starts the pipeline, and clients poll its status. */
export function seed002(system: ConformanceSystem) {
  const asOperator = () => ({ key: system.adminKey });
  const upload = async (query = '', path = article) =>
    system.post<PdfUpload>(`/api/v1/upload${query}`, await system.form('file', path));
  const follow = (id: string) => system.follow<PdfStatus>(`/api/v1/status/${id}`, hasEnded, 30);

  describe('seed 002', () => {
    let sent: Answer<PdfUpload>;
    let polls: Promise<Answer<PdfStatus>[]>;

    beforeAll(async () => {
      sent = await upload('?pages=1&source_language=en&tone=formal');
      polls = follow(sent.body.job_id);
      polls.catch(() => undefined); // told by the test that awaits it
    }, 30_000);

    it('an upload starts the pipeline, and answers at once with its job_id (R164, R177, R179, R218, R222, R223)', () => {
      expect([sent.status, validate(sent.body.job_id), sent.body.status]).toEqual([202, true, 'PENDING']);
      expect(sent.headers.get('location')).toBe(`/v1/jobs/${sent.body.job_id}`);
    });

    it('its status goes from stage to stage with percents and a forecast (R173, R174, R178, R190, R194, R195, R196, R209, R232, R234)', async () => {
      const answers = await polls;
      const bodies = answers.map(({ body }) => body);
      const seen = [...new Set(bodies.map(({ status }) => status))];

      expect(seen).toEqual(stages.filter((stage) => seen.includes(stage)));
      expect(seen).toEqual(expect.arrayContaining(['EXTRACTING', 'RECONSTRUCTING', 'COMPLETED']));
      expect(bodies.map(({ progress }) => progress)).toEqual(
        bodies.map(({ progress }) => progress).toSorted((a, b) => a - b),
      );
      expect(bodies.some(({ eta }) => eta !== null && !Number.isNaN(Date.parse(eta)))).toBe(true);
      for (const { headers, body } of answers) expect(headers.get('retry-after')).toBe(hasEnded(body) ? null : '2');
    }, 90_000);

    it('ends with a translated PDF, all four stages done, kept for 24 hours (R164, R170, R186, R187, R188, R189, R201, R217, R233)', async () => {
      const { files, result } = (await polls).at(-1)!.body;
      const { body: tree } = await system.get<Tree>(`/v1/jobs/${sent.body.job_id}/tree`);

      expect(result).toMatchObject({ language: 'en', targetLanguage: 'es' });
      const { body: pdf } = await system.get<string>(files.find(({ name }) => name === 'translated.es.pdf')!.url);
      expect(pdf.startsWith('%PDF-')).toBe(true);
      const children = tree.children.map(({ type, status }) => `${type} ${status}`);
      const parts = ['extract', 'translateBlocks', 'customizeTone', 'reconstruct'];
      expect(children).toEqual(expect.arrayContaining(parts.map((part) => `pdf.${part} succeeded`)));
      expect(Date.parse(tree.job.resultExpiresAt) - Date.parse(tree.job.finishedAt)).toBe(24 * 3_600_000);
    }, 90_000);

    it('several documents at once all come out, and what is done already is not done again (R203, R206, R207)', async () => {
      await polls;
      const tones = ['formal', 'informal', 'simple'];
      const jobs = await Promise.all(tones.map((tone) => upload(`?pages=1&source_language=en&tone=${tone}`)));

      expect(jobs.map(({ status }) => status)).toEqual([202, 202, 202]);
      const ended = await Promise.all(jobs.map(({ body }) => system.ended(body.job_id, 90_000)));
      expect(ended.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
      expect(ended.map(({ reused }) => (reused?.steps ?? 0) > 0)).toEqual([true, true, true]);
    }, 100_000);

    it('a document that cannot be read is refused, and a job in its own language fails with its reason (R171, R175, R191, R193, R202)', async () => {
      const damaged = new FormData();
      damaged.set('file', new Blob(['%PDF-1.7\nnothing else']), 'damaged.pdf');
      const refused = await system.post<Problem>('/api/v1/upload', damaged);
      const same = await system.post<Problem>('/api/v1/upload?source_language=es&target_language=es', damaged);

      expect([refused.status, refused.body.code]).toEqual([422, 'file.unreadable']);
      expect(refused.body.detail).not.toBe('');
      expect([same.status, same.body.code]).toEqual([422, 'engine.unsupportedPair']);
    });

    it('no job is pending that there is not, and nobody sees those of others (A.7)', async () => {
      for (const id of ['abc', v7()]) expect((await system.get(`/api/v1/status/${id}`)).status).toBe(404);
      expect((await system.get(`/api/v1/status/${sent.body.job_id}`, { key: null })).status).toBe(401);
      const theirs = await system.delay('health_check', {}, asOperator());
      expect((await system.get(`/api/v1/status/${theirs}`)).status).toBe(404);
    });

    it('its tasks are registered under their names, with the limits that both of its chapters want (R167, R169, R184, R205, R212, R219, R220)', async () => {
      const { body } = await system.get<{ 'task-types': string[] }>('/api/task/types');
      const names = [
        'extract_pdf_subtask',
        'translate_blocks_subtask',
        'customize_tone_subtask',
        'reconstruct_pdf_subtask',
      ];
      expect(body['task-types']).toEqual(
        expect.arrayContaining([
          'process_translation_pipeline',
          'extract_and_translate_task',
          'extract_pdf_task',
          ...names,
        ]),
      );
      const kinds = ['pdf.extract', 'pdf.translateBlocks', 'pdf.customizeTone', 'pdf.reconstruct'];
      expect(await system.limitsOf(...kinds)).toEqual([
        { attempts: 4, softSeconds: 300, hardSeconds: 600 },
        { attempts: 4, softSeconds: 600, hardSeconds: 900 },
        { attempts: 4, softSeconds: 600, hardSeconds: 720 },
        { attempts: 4, softSeconds: 600, hardSeconds: 720 },
      ]);
    });

    it('extract_pdf_task alone reads the blocks of a document (R186, R209)', async () => {
      await upload('?pages=1&source_language=en');
      const id = await system.delay('extract_pdf_task', { document_id: 'article.pdf', pages: '1' });

      const result = await system.result<{ pages: number; blocks: number }>(id);
      expect([result.pages > 0, result.blocks > 0]).toEqual([true, true]);
    }, 60_000);

    it('health_check goes round once, and workers say that they live (R182, R208, R216, R235)', async () => {
      const id = await system.delay('health_check', {}, asOperator());

      const { status, checks } = await system.result<{ status: string; checks: object[] }>(id, asOperator());
      expect(['healthy', 'degraded']).toContain(status);
      expect(checks.length).toBeGreaterThan(0);
      expect(await system.get('/health/workers', { key: null })).toMatchObject({
        status: 200,
        body: { status: 'healthy' },
      });
    }, 30_000);

    it.each(['extraction', 'translation', 'default'])('the queue %s is known by that name (R214)', async (queue) => {
      const { status, body } = await system.post(`/v1/admin/queues/${queue}/purge`, { dryRun: true }, asOperator());

      expect([status, body]).toEqual([200, { matched: expect.any(Number), cancelled: 0 }]);
    });
  });
}

interface Tree {
  readonly job: { readonly finishedAt: string; readonly resultExpiresAt: string };
  readonly children: readonly { readonly type: string; readonly status: string }[];
}
