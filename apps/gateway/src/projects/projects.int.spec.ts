import { FileKey, type Upload } from '@polyspool/contracts/files';
import type { Job, JobPage } from '@polyspool/contracts/job-status';
import type { Me } from '@polyspool/contracts/people';
import { Project, ProjectMembers, ProjectPage } from '@polyspool/contracts/projects';
import { v7 } from 'uuid';
import { addUpload, end, jsonClient, publish } from '../testing/finished-video.js';
import { formOf, jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

let gateway: TestGateway;
let send: ReturnType<typeof jsonClient>;
let ben: string;
beforeAll(async () => {
  gateway = await openGateway();
  send = jsonClient(gateway);
  ben = (await send<Me>('GET', '/v1/me', undefined, keys.ben)).body.id;
});
afterAll(() => gateway.close());

const makeProject = async (settings: object = {}) =>
  (await send<Project>('POST', '/v1/projects', { name: 'Whales', settings })).body;
const takeIn = (id: string, role: string, key = keys.anna) =>
  send<{ code?: string }>('PUT', `/v1/projects/${id}/members/${ben}`, { role }, key);
const sendScript = async (text = `Scene ${v7()}`) => jsonOf<Upload>(await gateway.send(formOf(text, 'script.txt')));
const codesOf = (answers: readonly { status: number; body: unknown }[]) =>
  answers.map(({ status, body }) => `${status} ${(body as { code?: string } | undefined)?.code ?? ''}`.trim());

describe('a project', () => {
  it('is made, found, changed in part, listed and removed', async () => {
    const made = await send<Project>('POST', '/v1/projects', { name: ' Whales ', settings: { aspectRatio: '9:16' } });

    expect([made.status, made.headers.get('location')]).toEqual([201, `/v1/projects/${made.body.id}`]);
    const project = Project.strict().parse(made.body);
    expect(project).toMatchObject({ name: 'Whales', settings: { aspectRatio: '9:16' }, role: 'owner' });
    const path = `/v1/projects/${project.id}`;
    expect((await send('PATCH', path, { name: 'Whaling' })).body).toEqual({ ...project, name: 'Whaling' });
    expect((await send('PATCH', path, { settings: {} })).body).toMatchObject({ name: 'Whaling', settings: {} });
    expect(ProjectPage.parse((await send('GET', '/v1/projects')).body).items[0]).toMatchObject({ id: project.id });
    expect((await send('DELETE', path)).status).toBe(204);
    expect(codesOf([await send('GET', path)])).toEqual(['404 project.unknown']);
  });

  it.each([
    ['no name', { settings: {} }, '/name'],
    ['a setting that there is not', { name: 'a', settings: { colour: 'red' } }, '/settings/colour'],
    ['a setting out of range', { name: 'a', settings: { transitionSeconds: 9 } }, '/settings/transitionSeconds'],
  ])('is refused with %s', async (_, body, pointer) => {
    const answer = await send('POST', '/v1/projects', body);

    expect([answer.status, answer.body]).toMatchObject([400, { code: 'input.invalid', errors: [{ pointer }] }]);
  });

  it('lets viewers look, editors work, and owners decide who is in it', async () => {
    const { id } = await makeProject();
    const path = `/v1/projects/${id}`;
    const deeds = async () =>
      codesOf([
        await send('GET', path, undefined, keys.ben),
        await send('GET', `${path}/members`, undefined, keys.ben),
        await send('GET', `${path}/assets`, undefined, keys.ben),
        await send('PATCH', path, { name: 'Of Ben' }, keys.ben),
        await send('POST', '/v1/generations', { script: 'Once.', projectId: id }, keys.ben),
        await takeIn(id, 'owner', keys.ben),
        await send('DELETE', path, undefined, keys.ben),
      ]);

    const asStranger = await deeds();
    await takeIn(id, 'viewer');
    const asViewer = await deeds();
    await takeIn(id, 'editor');
    const asEditor = await deeds();

    expect(asStranger).toEqual(Array.from({ length: 7 }, () => '404 project.unknown'));
    const no = '403 project.forbidden';
    expect(asViewer).toEqual(['200', '200', '200', no, no, no, no]);
    expect(asEditor).toEqual(['200', '200', '200', '200', '202', no, no]);
  });

  it('has an owner, whoever leaves', async () => {
    const { id } = await makeProject();
    const members = `/v1/projects/${id}/members`;

    expect(codesOf([await send('DELETE', `${members}/${gateway.anna.id}`)])).toEqual(['409 project.lastOwner']);
    await takeIn(id, 'owner');
    expect((await send('DELETE', `${members}/${gateway.anna.id}`)).status).toBe(204);

    const left = ProjectMembers.parse((await send('GET', members, undefined, keys.ben)).body);
    expect(left.items).toEqual([{ userId: ben, name: 'Ben', role: 'owner' }]);
    expect(codesOf([await send('GET', members)])).toEqual(['404 project.unknown']);
    const unknown = [
      await send('PUT', `${members}/${v7()}`, { role: 'viewer' }, keys.ben),
      await send('DELETE', `${members}/nobody`, undefined, keys.ben),
    ];
    expect(codesOf(unknown)).toEqual(['404 project.memberUnknown', '404 project.memberUnknown']);
  });

  it('that a member may leave', async () => {
    const { id } = await makeProject();
    await takeIn(id, 'viewer');

    expect((await send('DELETE', `/v1/projects/${id}/members/${ben}`, undefined, keys.ben)).status).toBe(204);
    expect(codesOf([await send('GET', `/v1/projects/${id}`, undefined, keys.ben)])).toEqual(['404 project.unknown']);
  });
});

describe('the music of a project', () => {
  const pointing = (pointer: string) => ({ errors: [{ pointer }] });

  it('is a recording that who sets it may use', async () => {
    const { id } = await makeProject();
    const script = (await sendScript()).id;
    const answers = [];
    for (const musicUploadId of [v7(), script]) {
      const settings = { musicUploadId };
      answers.push(await send('POST', '/v1/projects', { name: 'a', settings }));
      answers.push(await send('PATCH', `/v1/projects/${id}`, { settings }));
    }

    expect(codesOf(answers)).toEqual([
      ...Array(2).fill('404 upload.unknown'),
      ...Array(2).fill('422 upload.otherKind'),
    ]);
    for (const { body } of answers) expect(body).toMatchObject(pointing('/settings/musicUploadId'));
  });

  it('stays when another member changes the rest, and a film that cannot have it says from where it is', async () => {
    const settings = { musicUploadId: await addUpload(gateway) };
    const { id: projectId } = await makeProject(settings);
    await takeIn(projectId, 'editor');
    const change = { settings: { ...settings, aspectRatio: '9:16' } };
    expect((await send('PATCH', `/v1/projects/${projectId}`, change, keys.ben)).status).toBe(200);

    const film = { script: 'Once.', projectId };
    const unsaid = await send<{ detail: string }>('POST', '/v1/generations', film, keys.ben);
    const said = await send<{ detail: string }>('POST', '/v1/generations', { ...film, ...settings }, keys.ben);

    expect(codesOf([unsaid, said])).toEqual(['404 upload.unknown', '404 upload.unknown']);
    for (const { body } of [unsaid, said]) expect(body).toMatchObject(pointing('/musicUploadId'));
    expect(unsaid.body.detail).toContain('as the settings of the project say');
    expect(said.body.detail).not.toContain('settings');
    await send('PUT', `/v1/projects/${projectId}/assets/${settings.musicUploadId}`);
    expect((await send('POST', '/v1/generations', film, keys.ben)).status).toBe(202);
  });
});

describe('assets of a project', () => {
  it('are read and used by its members, and stay those of who has sent them', async () => {
    const { id } = await makeProject();
    await takeIn(id, 'editor');
    const upload = await sendScript();
    const asset = `/v1/projects/${id}/assets/${upload.id}`;
    const film = { uploadId: upload.id };

    expect(codesOf([await send('PUT', asset, undefined, keys.ben)])).toEqual(['404 upload.unknown']);
    expect(codesOf([await send('POST', '/v1/generations', film, keys.ben)])).toEqual(['404 upload.unknown']);
    expect((await send('PUT', asset)).status).toBe(204);

    expect((await send('GET', `/v1/projects/${id}/assets`, undefined, keys.ben)).body).toEqual({ items: [upload] });
    expect((await send('GET', `/v1/uploads/${upload.id}`, undefined, keys.ben)).body).toEqual(upload);
    expect((await gateway.ask('GET', `/v1/uploads/${upload.id}/content`, keys.ben)).status).toBe(200);
    expect((await send('POST', '/v1/generations', { ...film, projectId: id }, keys.ben)).status).toBe(202);
    expect(codesOf([await send('DELETE', `/v1/uploads/${upload.id}`, undefined, keys.ben)])).toEqual([
      '404 upload.unknown',
    ]);
    expect((await send('DELETE', asset, undefined, keys.ben)).status).toBe(204);
    expect(codesOf([await send('GET', `/v1/uploads/${upload.id}`, undefined, keys.ben)])).toEqual([
      '404 upload.unknown',
    ]);
  });
});

describe('jobs of a project', () => {
  it('are seen by its members, and cancelled and begun again by their owner only', async () => {
    const { id: projectId } = await makeProject();
    const { body: job } = await send<Job>('POST', '/v1/jobs', {
      type: 'script.parse',
      input: { script: 'Once.' },
      projectId,
    });
    expect(job).toMatchObject({ projectId, type: 'script.parse' });
    await publish(gateway, job.id, 'film.json', { title: 'Once' });
    const paths = ['', '/tree', '/artifacts', '/attempts'].map((path) => `/v1/jobs/${job.id}${path}`);
    const looks = async () => Promise.all(paths.map((path) => send('GET', path, undefined, keys.ben)));
    expect(codesOf(await looks())).toEqual(paths.map(() => '404 job.unknown'));

    await takeIn(projectId, 'viewer');

    expect(codesOf(await looks())).toEqual(paths.map(() => '200'));
    const of = async (query: string, key: string) =>
      (await send<JobPage>('GET', `/v1/jobs?${query}`, undefined, key)).body.items.map(({ id }) => id);
    expect(await of(`projectId=${projectId}`, keys.ben)).toEqual([job.id]);
    expect(await of(`projectId=${projectId}&type=generation.image`, keys.ben)).toEqual([]);
    expect(await of('type=script.parse', keys.ben)).toEqual([]);
    const changes = ['cancel', 'retry', 'resume'].map((deed) => `/v1/jobs/${job.id}/${deed}`);
    const tried = await Promise.all(changes.map((path) => send('POST', path, undefined, keys.ben)));
    expect(codesOf(tried)).toEqual(changes.map(() => '403 project.forbidden'));
    await end(gateway, job.id);
    const file = FileKey.parse(`jobs/${job.id}/output/film.json`);
    await gateway.storage.write(file, '{"title":"Once"}');
    const output = JSON.stringify({ film: { file, sealed: false } });
    await gateway.database.execute('UPDATE jobs SET output = $2 WHERE id = $1', [job.id, output]);
    const result = await send('GET', `/v1/jobs/${job.id}/result`, undefined, keys.ben);
    expect(result.body).toMatchObject({ output: { film: { title: 'Once' } } });
  });

  it('need a project, on submit and in lists', async () => {
    const { id: foreign } = (await send<Project>('POST', '/v1/projects', { name: 'Of Ben' }, keys.ben)).body;
    for (const projectId of [foreign, v7()]) {
      const answers = [
        await send('POST', '/v1/jobs', { type: 'script.parse', input: { script: 'Once.' }, projectId }),
        await send('POST', '/v1/generations', { script: 'Once.', projectId }),
        await send('POST', '/v1/generations/estimate', { script: 'Once.', projectId }),
        await send('GET', `/v1/jobs?projectId=${projectId}`),
      ];

      expect(codesOf(answers)).toEqual(answers.map(() => '404 project.unknown'));
    }
  });
});
