import { DailyReport, UserReport } from '@polyspool/contracts/activity-report';
import { HealthReport } from '@polyspool/contracts/health-report';
import { notificationJobs } from '@polyspool/contracts/notifications';
import { CorpusReport, reportJobs } from '@polyspool/contracts/reports';
import { systemUserId } from '@polyspool/database/system-user';
import { unpack } from '@polyspool/jobs/packing/packed-input';
import { openReports, type TestReports } from './testing-reports.js';

describe('reports', () => {
  let house: TestReports;
  let anna: string;
  let olga: string;
  beforeAll(async () => {
    house = await openReports();
    anna = await house.addUser('Anna');
    olga = await house.addUser('Olga', 'operator');
    const ben = await house.addUser('Ben');
    await house.addJob(anna, '2026-11-20T23:59:59Z'); // ends on the next day
    await house.addJob(anna, '2026-11-21T10:10:00Z');
    await house.addJob(anna, '2026-11-21T10:20:00Z', 'pdf.translate', 'failed');
    await house.addJob(ben, '2026-11-21T12:00:00Z');
    await house.addJob(ben, '2026-11-22T00:00:00Z');
    await house.addJob(systemUserId, '2026-11-21T12:00:00Z', 'system.healthCheck');
  });
  afterAll(() => house.close());

  const counts = { cancelled: 0, expired: 0 };

  it('on a day count what was asked for and what ended, and name nobody', async () => {
    const { files, output, text } = await house.make('daily', { date: '2026-11-21' }, olga);

    const report = DailyReport.parse(JSON.parse(text('report.json')));
    expect(report.activity).toMatchObject({
      total: { ...counts, accepted: 3, succeeded: 3, failed: 1, runSeconds: 40 },
      byType: [
        { type: 'video.process', accepted: 2, succeeded: 3 },
        { type: 'pdf.translate', failed: 1 },
      ],
      byTime: [{ at: '2026-11-21T00:00:00.000Z' }, { at: '2026-11-21T10:00:00.000Z', accepted: 2 }, { accepted: 1 }],
      failures: [{ type: 'pdf.translate', code: 'media.unreadable', count: 1 }],
      work: [{ unit: 'seconds', amount: 180, jobs: 3 }],
    });
    expect([report.people.active, report.platform.succeeded]).toEqual([2, 1]);
    expect(output).toMatchObject({ date: '2026-11-21', jobs: 3, failed: 1, warnings: [] });
    expect(text('report.json') + text('report.csv')).not.toMatch(new RegExp(`Anna|Ben|${anna}`));
    expect(files.get('report.pdf')!.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('without a day are on the one before they were asked for', async () => {
    const { output } = await house.make('daily', { formats: ['json'] }, systemUserId);

    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    expect(output).toMatchObject({ date: yesterday });
  });

  it('on a person are on the one who asks, or on the one that is named', async () => {
    const days = { startDate: '2026-11-20', endDate: '2026-11-21', formats: ['json', 'csv'] };
    const own = await house.make('user', days, anna);
    const named = await house.make('user', { ...days, userId: anna, endDate: '2027-11-21' }, olga);

    expect(UserReport.parse(JSON.parse(own.text('report.json')))).toMatchObject({
      ...{ userId: anna, name: 'Anna' },
      activity: {
        unit: 'day',
        total: { accepted: 3, succeeded: 2, failed: 1 },
        byTime: [{ accepted: 1 }, { accepted: 2 }],
      },
    });
    expect(own.text('report.csv')).toContain('failure,pdf.translate,media.unreadable');
    expect([...own.files.keys()]).toEqual(['report.json', 'report.csv']);
    expect(UserReport.parse(JSON.parse(named.text('report.json')))).toMatchObject({
      userId: anna,
      activity: { unit: 'month' },
    });
  });

  it('on the system say what needs a look', async () => {
    await house.database.execute(
      `INSERT INTO jobs (id, user_id, type, queue, input) VALUES (gen_random_uuid(), $1, 'pdf.customizeTone', 'pdf-tone', '{}')`,
      [anna],
    );
    const { output, text } = await house.make('systemHealth', { hours: 720 }, olga);

    const report = HealthReport.parse(JSON.parse(text('report.json')));
    expect(report.findings).toContain('Nobody serves the queue pdf-tone: 1 waiting');
    expect(report.checks.map(({ name, ok }) => [name, ok])).toContainEqual(['postgres', true]);
    expect(report.database.tables.map(({ table }) => table)).toContain('jobs');
    expect(output).toMatchObject({ status: 'degraded' });
    expect(text('report.csv')).toContain('finding,Nobody serves the queue pdf-tone: 1 waiting');
  });

  it('on a corpus are made in parts, and are the same as of the whole', async () => {
    const carla = await house.addUser('Carla');
    const records = 10_000;
    await house.addRecords(carla, records);

    const before = process.memoryUsage.rss();
    const startedAt = performance.now();
    const { files, output, text } = await house.make('corpusStatistics', {}, carla);
    const ms = Math.round(performance.now() - startedAt);
    const grownMb = Math.round((process.memoryUsage.rss() - before) / 2 ** 20);
    console.info({ records, ms, grownMb });

    const share = expect.objectContaining({ records: 3_333, hours: 33.33, speechHours: 16.665 });
    const { statistics } = reportJobs.corpusStatistics.output.parse(output);
    expect(statistics).toMatchObject({ records, processed: records, hours: 100, speechHours: 50 });
    expect(statistics.byLanguage).toEqual(expect.arrayContaining([share]));
    expect(statistics.byQuality).toMatchObject([
      { name: 'good', records: 7_500 },
      { name: 'noisy', records: 2_500 },
    ]);
    expect(CorpusReport.parse(JSON.parse(text('report.json'))).statistics).toEqual(statistics);
    expect(text('report.csv')).toMatch(/\r\ncontributor,'=SUM\(A1\) \d+,/);
    expect([...files.keys()]).toEqual(['report.json', 'report.csv', 'report.pdf']);
  });

  it('on no records are empty', async () => {
    const { output, files } = await house.make('corpusStatistics', {}, await house.addUser('Dora'));

    expect(output).toMatchObject({ statistics: { records: 0, byLanguage: [] }, warnings: [] });
    expect(files.has('report.pdf')).toBe(true);
  });

  it('are mailed to the one who asks, once though the job runs again', async () => {
    const asked = { date: '2026-11-21', formats: ['json'], mail: true };
    const { id } = await house.make('daily', asked, olga);
    await house.redis.empty();
    await house.make('daily', asked, olga, id);

    const [mail, ...others] = await house.mails();
    const { storage, keys } = house;
    expect(others).toEqual([]);
    expect(JSON.stringify(mail!.input)).not.toContain(olga); // sealed
    expect(await unpack(notificationJobs.send, mail!.id, mail!.input, { storage, keys })).toMatchObject({
      recipients: [{ userId: olga }],
      subject: 'Daily report: 2026-11-21 (UTC)',
      message: expect.stringContaining(`http://127.0.0.1:8000/jobs/${id}`),
      channels: ['email'],
    });
  });

  it('that schedules ask for are mailed to administrators, and say so where there are none', async () => {
    const asked = { date: '2026-11-21', formats: ['json'], mail: true };
    const nobody = await house.make('daily', asked, systemUserId);
    const ada = await house.addUser('Ada', 'admin');
    const before = (await house.mails()).length;
    await house.make('daily', asked, systemUserId);

    expect(nobody.output.warnings).toMatchObject([{ code: 'report.notMailed' }]);
    const mails = await house.mails();
    expect(mails).toHaveLength(before + 1);
    const { id, input } = mails.at(-1)!;
    const { storage, keys } = house;
    expect(await unpack(notificationJobs.send, id, input, { storage, keys })).toMatchObject({
      recipients: [{ userId: ada }],
    });
  });
});
