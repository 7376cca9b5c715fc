import type { Job } from '@polyspool/contracts/job-status';
import type { Me } from '@polyspool/contracts/people';
import type { Project } from '@polyspool/contracts/projects';
import { ReportPage } from '@polyspool/contracts/reports';
import { v7 } from 'uuid';
import { end, jsonClient, publish } from '../testing/finished-video.js';
import { keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

const days = { startDate: '2026-11-01', endDate: '2026-11-30' };

describe('reports', () => {
  let gateway: TestGateway;
  let send: ReturnType<typeof jsonClient>;
  let ben: string;
  beforeAll(async () => {
    gateway = await openGateway();
    send = jsonClient(gateway);
    ben = (await send<Me>('GET', '/v1/me', undefined, keys.ben)).body.id;
  });
  afterAll(() => gateway.close());

  const ask = (report: object, key = keys.anna) => send<Job & { code: string }>('POST', '/v1/reports', report, key);
  const faultOf = async (report: object, key?: string) => {
    const { status, body } = await ask(report, key);
    return `${status} ${body.code}`;
  };
  const listOf = async (query = '', key = keys.anna) =>
    ReportPage.parse((await send('GET', `/v1/reports${query}`, undefined, key)).body);

  it('are asked for by kind, and accepted as jobs', async () => {
    const { status, headers, body } = await ask({ type: 'user', ...days, formats: ['csv'], mail: true });

    expect([status, headers.get('location')]).toEqual([202, `/v1/jobs/${body.id}`]);
    expect(body).toMatchObject({ type: 'reports.user', input: { ...days, formats: ['csv'], mail: true } });
  });

  it('on others, on a day and on the system are for operators', async () => {
    const onBen = { type: 'user', userId: ben.toUpperCase(), ...days };

    expect(await faultOf(onBen)).toBe('403 auth.forbidden');
    expect(await faultOf({ ...onBen, userId: v7() })).toBe('403 auth.forbidden');
    expect(await faultOf({ type: 'daily' })).toBe('403 auth.forbidden');
    expect(await faultOf({ type: 'systemHealth' })).toBe('403 auth.forbidden');
    expect((await ask(onBen, keys.ben)).body.input).toMatchObject({ userId: ben });
    expect((await ask(onBen, keys.operator)).body.input).toMatchObject({ userId: ben });
    expect(await faultOf({ ...onBen, userId: v7() }, keys.operator)).toBe('404 person.unknown');
    expect((await ask({ type: 'daily', date: '2026-11-21' }, keys.operator)).status).toBe(202);
  });

  it('on records are of oneself, or of a project of which one is a member', async () => {
    const project = (await send<Project>('POST', '/v1/projects', { name: 'Corpus' })).body;
    const onProject = { type: 'corpusStatistics', projectId: project.id };

    expect((await ask({ type: 'corpusStatistics' })).status).toBe(202);
    expect((await ask(onProject)).body.input).toMatchObject({ projectId: project.id });
    expect(await faultOf(onProject, keys.ben)).toBe('404 project.unknown');
    expect(await faultOf({ type: 'corpusStatistics', part: { userId: ben, upTo: ben } })).toBe('400 input.invalid');
  });

  it('are refused with what their kind does not know', async () => {
    expect(await faultOf({ type: 'weekly' })).toBe('400 input.invalid');
    expect(await faultOf({ type: 'user', startDate: '2026-11-02', endDate: '2026-11-01' })).toBe('400 input.invalid');
    expect(await faultOf({ type: 'user', ...days, colour: 1 })).toBe('400 input.invalid');
    expect(await faultOf({ type: 'user', ...days, formats: [] })).toBe('400 input.invalid');
  });

  it('on others are refused as plain jobs too, and so is what is kept of others', async () => {
    const faultOfJob = async (type: string) => {
      const job = { type, input: { userId: ben, ...(type === 'reports.user' && days) } };
      const { status, body } = await send<{ code: string }>('POST', '/v1/jobs', job);
      return `${status} ${body.code}`;
    };

    expect(await faultOfJob('reports.user')).toBe('403 auth.forbidden');
    expect(await faultOfJob('gdpr.export')).toBe('403 auth.forbidden');
  });

  it('are listed with their files, to whom they belong', async () => {
    await gateway.database.execute('DELETE FROM jobs');
    const { body: made } = await ask({ type: 'corpusStatistics' });
    await publish(gateway, made.id, 'report.json', {});
    await end(gateway, made.id);
    const { body: waiting } = await ask({ type: 'user', ...days });
    await send('POST', '/v1/jobs', { type: 'script.parse', input: { script: 'Once.' } });
    await ask({ type: 'user', ...days }, keys.ben);

    const { items } = await listOf();
    expect(items).toMatchObject([
      { id: waiting.id, type: 'user', status: 'queued', files: [], options: days },
      { id: made.id, type: 'corpusStatistics', status: 'succeeded', files: [{ name: 'report.json', jobId: made.id }] },
    ]);
    expect((await listOf('?type=user')).items).toHaveLength(1);
    expect((await listOf('', keys.operator)).items).toHaveLength(3);
    const first = await listOf('?limit=1');
    expect((await listOf(`?limit=1&cursor=${first.nextCursor}`)).items).toMatchObject([{ id: made.id }]);
  });
});
