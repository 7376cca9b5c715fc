import type { CaughtMail, NotificationPage } from '@polyspool/contracts/notifications';
import type { ScheduleList } from '@polyspool/contracts/schedules';
import type { ConformanceSystem } from './conformance-system.ts';
import { CorpusClient } from './corpus-client.ts';

interface MadeFile {
  readonly name: string;
  readonly url: string;
}

/** What seed 004 does beside its recordings: it tells people, reports, and looks after itself. */
export function seed004Office(system: ConformanceSystem) {
  describe('its office', () => {
    const client = new CorpusClient(system);

    it('sends a notification, for administrators only (R290, R297, R310, R321)', async () => {
      const message = 'This is a test message';
      const letter = { recipients: ['user@example.com'], subject: 'Test Notification', message };

      const refused = await client.post('/send-notification', letter);
      const result = await client.succeeded<{ status: string }>(await client.byAdmin('/send-notification', letter));

      expect([refused.status, typeof refused.body.detail]).toEqual([403, 'string']);
      expect(result).toMatchObject({ status: 'success', sent: 1 });
      const { body } = await system.get<{ items: CaughtMail[] }>(`/v1/admin/mails?to=${letter.recipients[0]}`, {
        key: system.adminKey,
      });
      expect(body.items).toMatchObject([{ subject: letter.subject, text: expect.stringContaining(message) }]);
    });

    it('alerts administrators (R324, R343)', async () => {
      const alert = { alert_type: 'Disk', message: 'Almost full', severity: 'critical' };

      const refused = await client.post('/system-alert', alert);
      await client.succeeded(await client.byAdmin('/system-alert', alert));

      expect(refused.status).toBe(403);
      const { body } = await system.get<NotificationPage>('/v1/notifications', { key: system.adminKey });
      expect(body.items.map(({ subject }) => subject)).toContainEqual(expect.stringContaining('Disk'));
    });

    it('reports on a day, for administrators only, and on oneself (R293, R311, R312, R332, R333)', async () => {
      const days = { start_date: '2025-05-01', end_date: '2025-05-31' };

      const refused = await client.post('/reports/daily');
      const [daily, own] = [await client.byAdmin('/reports/daily'), await client.post('/reports/user', days)];

      expect(refused.status).toBe(403);
      for (const started of [daily, own.body]) {
        const result = await client.succeeded<{ files: MadeFile[] }>(started);
        expect(result.files.map(({ name }) => name)).toEqual(['report.csv', 'report.json', 'report.pdf']);
      }
      const { files, report_data: data } = await client.succeeded<{ files: MadeFile[]; report_data: object }>(own.body);
      expect((await system.get(files[1]!.url)).status).toBe(200);
      expect(data).toMatchObject({ startDate: days.start_date, endDate: days.end_date });
    });

    it('looks after itself, for administrators only (R292, R328, R329, R330)', async () => {
      const paths = ['/maintenance/cleanup', '/maintenance/optimize-db', '/maintenance/health-check'];
      for (const path of paths) expect((await client.post(path)).status).toBe(403);

      const [cleanup, optimize, health] = [
        await client.byAdmin('/maintenance/cleanup', { days_old: 30, dry_run: true }),
        await client.byAdmin('/maintenance/optimize-db'),
        await client.byAdmin('/maintenance/health-check'),
      ];

      expect(await client.succeeded(cleanup)).toMatchObject({ dry_run: true });
      expect(await client.succeeded(optimize)).toHaveProperty('analyzed');
      expect(await client.succeeded(health)).toMatchObject({ status: 'healthy' });
    }, 60_000);

    it('takes away what is kept of somebody (R335)', async () => {
      const { body } = await client.post('/export-data');

      const result = await client.succeeded<{ files: MadeFile[] }>(body);
      expect(result.files.map(({ name }) => name)).toEqual(['export.zip']);
    });

    it('starts its other tasks by name (R319, R322, R323, R331, R334)', async () => {
      const { body } = await system.get<{ 'task-types': string[] }>('/api/task/types');

      expect(body['task-types']).toEqual(
        expect.arrayContaining([
          ...['process_audio_file', 'upload_to_storage', 'batch_process_files'],
          ...['send_email', 'send_processing_complete_notification', 'send_bulk_notification', 'send_system_alert'],
          ...['analyze_audio_content', 'generate_corpus_statistics', 'batch_language_detection'],
          ...['cleanup_old_files', 'optimize_database', 'health_check', 'backup_database'],
          ...['generate_daily_report', 'generate_user_report', 'generate_system_health_report', 'export_user_data'],
        ]),
      );
      const { body: health } = await system.post<{ 'task-id': string }>(
        '/api/task/async-apply/app.tasks.reports.generate_system_health_report',
        {},
        { key: system.adminKey },
      );
      await system.ended(health['task-id']);
      expect((await client.statusOf(health['task-id'])).status).toBe('SUCCESS');
    });

    it('has its schedules: clean-up each hour, a report each midnight, health as often as one likes (R336, R337, R338)', async () => {
      const { body } = await system.get<ScheduleList>('/v1/admin/schedules', { key: system.adminKey });

      const cronOf = (type: string) => body.items.find((schedule) => schedule.type === type)?.cron;
      expect(cronOf('maintenance.cleanupFailedUploads')).toBe('0 * * * *');
      expect(cronOf('reports.daily')).toBe('0 0 * * *');
      const { status, body: changed } = await system.ask('PATCH', '/v1/admin/schedules/health-check', {
        key: system.adminKey,
        body: { cron: '*/5 * * * *' },
      });
      expect([status, changed]).toMatchObject([200, { cron: '*/5 * * * *' }]);
    });
  });
}
