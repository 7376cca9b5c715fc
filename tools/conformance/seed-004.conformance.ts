import { join } from 'node:path';
import type { QueueStatsList } from '@polyspool/contracts/fleet';
import type { Job, Problem } from '@polyspool/contracts/job-status';
import type { CorpusRecord } from '@polyspool/contracts/records';
import { writeLibrivoxSample } from '@polyspool/providers/transcriber/librivox';
import { until } from '../faults/until.ts';
import type { ConformanceSystem } from './conformance-system.ts';
import { CorpusClient, type StartedTask } from './corpus-client.ts';
import { seed004Office } from './seed-004-office.conformance.ts';

const at = '/api/v1/tasks';
const unknownId = '01a200d6-4801-73d9-9642-83177ba4c2b9';

interface ListedTasks {
  readonly tasks: readonly { readonly task_id: string; readonly task_name: string; readonly eta: string | null }[];
  readonly total_count: number;
}

/** A corpus of speech: recordings, notifications, reports, upkeep. Its API examples stand here as they were written. */
export function seed004(system: ConformanceSystem) {
  describe('seed 004', () => {
    const client = new CorpusClient(system);
    let record: CorpusRecord;
    let processed: StartedTask;

    beforeAll(async () => {
      const path = join(system.folder, 'story.wav');
      await writeLibrivoxSample(path, 1, 0.5);
      const form = await system.form('file', path);
      const { body: upload } = await system.post<{ id: string }>('/v1/uploads', form);
      const asked = { title: 'గోదావరి కథ', uploadId: upload.id, language: 'en', category: 'story' };
      record = (await system.post<CorpusRecord>('/v1/records', asked)).body;
      // `curl -X POST ... -H "Content-Type: application/json"`, without a body.
      const headers = { 'content-type': 'application/json' };
      processed = (await system.post<StartedTask>(`${at}/process-audio/${record.id}`, undefined, { headers })).body;
    }, 60_000);

    it('takes the processing of a record, and answers its task (R289, R309, R318)', () => {
      expect(processed).toEqual({
        task_id: expect.any(String),
        task_name: 'process_audio_file',
        status: 'PENDING',
        message: `Audio processing started for record ${record.id}`,
      });
    });

    it('wants a bearer token on every call (R317)', async () => {
      const calls = [
        ['POST', `/process-audio/${record.id}`],
        ['GET', `/status/${processed.task_id}`],
        ['POST', '/send-notification'],
        ['POST', '/reports/user'],
        ['GET', '/active'],
        ['DELETE', `/cancel/${processed.task_id}`],
      ] as const;

      for (const [method, path] of calls) {
        const { status, headers, body } = await system.ask<Problem>(method, at + path, { key: null });
        expect([status, headers.get('www-authenticate'), typeof body.detail]).toEqual([401, 'Bearer', 'string']);
      }
    });

    it('knows no record, and no task, that there is not (R309, R313, R316)', async () => {
      const answers = await Promise.all([
        client.post('/process-audio/123'),
        client.post(`/analyze-content/${unknownId}`),
        client.get<Problem>('/status/task-id-here'),
        client.get<Problem>(`/status/${unknownId}`),
        client.cancel(unknownId),
      ]);

      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
      for (const { body } of answers) expect(typeof body.detail).toBe('string');
    });

    it('lists what runs and what is to come, for administrators only (R314, R315)', async () => {
      const runAt = new Date(Date.now() + 3_600_000).toISOString();
      const { body: later } = await system.post<Job>('/v1/jobs', {
        type: 'script.parse',
        input: { script: 'A.' },
        runAt,
      });
      const { body: running } = await system.post<Job>(
        '/v1/jobs',
        { type: 'system.debug', input: { waitMs: 20_000 } },
        { key: system.adminKey },
      );
      const list = async (which: string) => (await client.get<ListedTasks>(`/${which}`, system.adminKey)).body;
      const isIn = ({ tasks }: ListedTasks, { id }: Job) => tasks.some((task) => task.task_id === id);

      await until('the task runs', async () => isIn(await list('active'), running));
      const scheduled = await list('scheduled');

      expect(scheduled.tasks.find((task) => task.task_id === later.id)).toMatchObject({ eta: runAt });
      expect(scheduled.total_count).toBeGreaterThan(0);
      for (const which of ['active', 'scheduled']) expect((await client.get(`/${which}`)).status).toBe(403);
      for (const { id } of [later, running]) {
        const { status, body } = await client.cancel(id, system.adminKey);
        expect([status, body]).toMatchObject([200, { task_id: id }]);
      }
      await until('it is revoked', async () => (await client.statusOf(running.id)).status === 'REVOKED');
    });

    it('cancels a task, and says so in the words of Celery (R313, R316)', async () => {
      const runAt = new Date(Date.now() + 3_600_000).toISOString();
      const { body: job } = await system.post<Job>('/v1/jobs', {
        type: 'corpus.analyzeContent',
        input: { recordId: record.id },
        runAt,
      });
      const waits = await client.get<{ status: string }>(`/status/${job.id}`);
      expect([waits.body.status, waits.headers.get('retry-after')]).toEqual(['PENDING', '2']);

      const { status, headers } = await client.cancel(job.id);

      expect([status, headers.get('link')]).toEqual([200, `</v1/jobs/${job.id}/cancel>; rel="successor-version"`]);
      expect((await client.statusOf(job.id)).status).toBe('REVOKED');
    });

    it('has its queues under their names, with the slots that they had (R295, R296, R298, R299, R305, R306, R307)', async () => {
      const key = system.adminKey;
      const { body } = await system.get<QueueStatsList>('/v1/admin/tasks/stats', { key });
      const slotsIn = (name: string) => {
        const { slots, workers } = body.items.find(({ queue }) => queue === name)!; // every queue is listed
        return slots / workers;
      };

      for (const queue of ['default', 'file_processing', 'notifications', 'data_analysis', 'maintenance']) {
        expect((await system.post(`/v1/admin/queues/${queue}/resume`, {}, { key })).status).toBe(200);
      }
      expect(['notifications', 'maintenance'].map(slotsIn)).toEqual([2, 1]);
    });

    seed004Office(system);

    // Meanwhile the recording was worked on.
    it('processes the recording: measures, waveform, what is said (R289, R313, R318)', async () => {
      const result = await client.succeeded<{ metadata: { duration: number }; transcription: string; files: object[] }>(
        processed,
      );

      expect(result.metadata.duration).toBeGreaterThan(1);
      expect(result.transcription).toMatch(/\w+ \w+/);
      expect(result).toMatchObject({ status: 'success', record_id: record.id, waveform_generated: true });
      const { body } = await system.get<CorpusRecord>(`/v1/records/${record.id}`);
      expect(body).toMatchObject({ state: 'processed', lastJobId: processed.task_id });
    }, 120_000);

    it('analyses what is said, in one record and in many (R291, R320, R325, R327)', async () => {
      const one = await client.post(`/analyze-content/${record.id}`);
      const batch = await client.post('/batch-process', [record.id]);
      const languages = await client.post('/batch-language-detection', { record_ids: [record.id] });

      expect(await client.succeeded<{ languages: object[] }>(one.body)).toMatchObject({
        languages: expect.arrayContaining([expect.objectContaining({ language: 'en' })]),
      });
      for (const { body } of [batch, languages]) {
        expect(await client.succeeded(body)).toMatchObject({
          processed: [{ record_id: record.id }],
          failed: [],
          total: 1,
        });
      }
    }, 120_000);

    it('counts the corpus (R291, R326)', async () => {
      const { body } = await client.post('/generate-statistics');

      expect(await client.succeeded(body)).toMatchObject({ statistics: { records: 1, processed: 1 } });
    });
  });
}
