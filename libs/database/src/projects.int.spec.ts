import { testStores } from '@polyspool/service/testing/env';
import { v7 } from 'uuid';
import { ArtifactRecords } from './artifact-records.js';
import { dataSource } from './data-source.js';
import { JobResults } from './job-results.js';
import { JobRuns } from './job-runs.js';
import { ProjectAssets } from './project-assets.js';
import { ProjectMembers } from './project-members.js';
import { Projects } from './projects.js';
import { publishFiles } from './published-files.js';
import { makeTestDatabase } from './testing-database.js';
import { openTestRecords, setJob, type TestRecords } from './testing-records.js';
import { UploadRecords } from './upload-records.js';

let records: TestRecords;
let projects: Projects;
let members: ProjectMembers;
let assets: ProjectAssets;
let uploads: UploadRecords;
let [anna, ben, carla] = ['', '', ''];
beforeAll(async () => {
  records = await openTestRecords(testStores().TEST_DATABASE_URL);
  projects = new Projects(records.database, 3);
  members = new ProjectMembers(records.database);
  assets = new ProjectAssets(records.database);
  uploads = new UploadRecords(records.database);
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.empty();
  [anna, ben, carla] = [await records.addUser(), await records.addUser(), await records.addUser()];
});

const rejects = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });

describe('projects', () => {
  it('are made by their owner, found, changed in part, and removed', async () => {
    const made = await projects.add(anna, { name: 'Whales', settings: { aspectRatio: '9:16' } });

    expect(made).toMatchObject({ name: 'Whales', settings: { aspectRatio: '9:16' }, role: 'owner' });
    expect(await projects.find(made.id, anna)).toEqual(made);
    await projects.change(made.id, { name: 'Whaling' });
    expect(await projects.find(made.id, anna)).toEqual({ ...made, name: 'Whaling' });
    await projects.change(made.id, { settings: {} });
    expect(await projects.find(made.id, anna)).toEqual({ ...made, name: 'Whaling', settings: {} });
    await projects.remove(made.id);
    expect(await projects.find(made.id, anna)).toBeUndefined();
    await rejects(projects.change(made.id, { name: 'Gone' }), 'project.unknown');
    await rejects(projects.remove(made.id), 'project.unknown');
  });

  it('are listed for each of their members, in pages', async () => {
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c']) ids.unshift((await projects.add(anna, { name, settings: {} })).id);
    await members.put(ids[1]!, ben, 'viewer');

    expect((await projects.list(anna, { limit: 2 })).map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect((await projects.list(anna, { before: ids[1], limit: 2 })).map(({ id }) => id)).toEqual(ids.slice(2));
    expect(await projects.list(ben, { limit: 2 })).toMatchObject([{ id: ids[1], role: 'viewer' }]);
    expect(await projects.list(carla, { limit: 2 })).toEqual([]);
    expect(await projects.find(ids[1]!, carla)).toMatchObject({ id: ids[1], role: null });
  });

  it('are so many of one owner, and no more', async () => {
    for (const name of ['a', 'b', 'c']) await projects.add(anna, { name, settings: {} });

    await rejects(projects.add(anna, { name: 'd', settings: {} }), 'quota.projects');
    expect(await projects.add(ben, { name: 'd', settings: {} })).toMatchObject({ name: 'd' });
  });
});

describe('members of a project', () => {
  let id: string;
  beforeEach(async () => {
    id = (await projects.add(anna, { name: 'Whales', settings: {} })).id;
  });

  it('come, become something else, and go', async () => {
    expect(await members.put(id, ben, 'viewer')).toEqual({ userId: ben, name: `User ${ben}`, role: 'viewer' });
    expect(await members.put(id, ben, 'editor')).toMatchObject({ userId: ben, role: 'editor' });

    expect((await members.list(id)).map(({ userId, role }) => [userId, role])).toEqual([
      [anna, 'owner'],
      [ben, 'editor'],
    ]);
    await members.remove(id, ben);
    expect(await members.list(id)).toMatchObject([{ userId: anna }]);
    await rejects(members.remove(id, ben), 'project.memberUnknown');
    await rejects(members.put(id, v7(), 'viewer'), 'project.memberUnknown');
    await rejects(members.put(v7(), ben, 'viewer'), 'project.unknown');
  });

  it('have an owner among them at any time, though two of them leave at once', async () => {
    await rejects(members.remove(id, anna), 'project.lastOwner');
    await rejects(members.put(id, anna, 'editor'), 'project.lastOwner');
    await members.put(id, ben, 'owner');

    const left = await Promise.allSettled([members.remove(id, anna), members.put(id, ben, 'viewer')]);

    expect(left.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await members.list(id)).filter(({ role }) => role === 'owner')).toHaveLength(1);
  });
});

describe('jobs of a project', () => {
  let projectId: string;
  beforeEach(async () => {
    projectId = (await projects.add(anna, { name: 'Whales', settings: {} })).id;
    await members.put(projectId, ben, 'viewer');
  });

  it('are seen by its members, with their files, and changed by their owner only', async () => {
    const { id } = await records.accept(anna, { projectId });
    const file = { jobId: id, name: 'film.mp4', kind: 'media', mediaType: 'video/mp4', bytes: 1, sha256: 'x' } as const;
    await records.database.transaction((tx) =>
      publishFiles(tx, [{ ...file, storageKey: 'jobs/a/film.mp4', provenance: 'a.b.c' }]),
    );
    const artifactId = (await records.jobs.snapshot(id, anna))!.artifacts[0]!.id;
    const artifacts = new ArtifactRecords(records.database);
    const seenBy = async (viewerId: string | undefined) => [
      (await records.jobs.find(id, viewerId))?.id,
      [...(await records.jobs.seen([id, v7()], viewerId))][0],
      (await records.jobs.list(viewerId, { projectId, limit: 10 }))[0]?.id,
      (await records.jobs.snapshot(id, viewerId))?.job.id,
      (await artifacts.find(artifactId, viewerId))?.jobId,
      (await new JobResults(records.database).find(id, viewerId))?.id,
    ];

    for (const viewer of [anna, ben, undefined]) expect(await seenBy(viewer)).toEqual(Array(6).fill(id));
    expect(await seenBy(carla)).toEqual(Array(6).fill(undefined));
    expect(await records.jobs.list(ben, { limit: 10 })).toEqual([]); // his own
    expect(await artifacts.find(artifactId, ben)).toMatchObject({ provenance: 'a.b.c', storageKey: 'jobs/a/film.mp4' });
    await rejects(records.jobs.cancel(id, ben), 'project.forbidden');
    await rejects(records.jobs.cancel(id, carla), 'job.unknown');
    await setJob(records.database, id, { status: 'failed', finished_at: new Date() });
    const runs = new JobRuns(records.database, records.events, records.notices);
    await rejects(runs.again(id, ben, 10), 'project.forbidden');
    await rejects(runs.retry(id, carla, 10), 'job.unknown');
    await members.remove(projectId, ben);
    expect(await seenBy(ben)).toEqual(Array(6).fill(undefined));
  });

  it('are accepted only while there is the project, and outlive it', async () => {
    const { id } = await records.accept(anna, { projectId });

    await projects.remove(projectId);

    expect(await records.jobs.find(id, anna)).toMatchObject({ id, projectId: undefined });
    expect(await records.jobs.find(id, ben)).toBeUndefined();
    await rejects(records.accept(anna, { projectId }), 'project.unknown');
  });
});

describe('the coming of projects', () => {
  it('takes nothing amiss of the jobs of before, whatever project they name', async () => {
    const { url, drop } = await makeTestDatabase(testStores().TEST_DATABASE_URL);
    const source = await dataSource(url, 1).initialize();
    const done = () => source.query<unknown[]>(`SELECT 1 FROM migrations WHERE name LIKE 'Projects%'`);
    while ((await done()).length) await source.undoLastMigration();
    const [userId, id] = [v7(), v7()];
    await source.query(`INSERT INTO users (id, name, role) VALUES ($1, 'Anna', 'user')`, [userId]);
    await source.query(
      `INSERT INTO jobs (id, user_id, project_id, type, queue, input) VALUES ($1, $2, $3, 'test', 'test', '{}')`,
      [id, userId, v7()],
    );

    await source.runMigrations();

    expect(await source.query('SELECT id, project_id FROM jobs')).toEqual([{ id, project_id: null }]);
    await source.destroy();
    await drop();
  });
});

describe('assets of a project', () => {
  const send = (userId: string, name: string) => {
    const file = { name, mediaType: 'text/plain', bytes: 1, sha256: `${userId} ${name}` };
    return uploads.add({ id: v7(), userId, kind: 'script', ...file, probe: { characters: 1 } });
  };

  it('are uploads of one member that all may read, and only their owner removes', async () => {
    const { id: projectId } = await projects.add(anna, { name: 'Whales', settings: {} });
    await members.put(projectId, ben, 'editor');
    const [one, two, other] = [await send(anna, 'one'), await send(anna, 'two'), await send(ben, 'other')];
    for (const { id } of [one, one, two]) await assets.add(projectId, id, anna);
    await assets.add(projectId, other.id, ben);

    expect(await assets.list(projectId, { limit: 2 })).toEqual([other, two]);
    expect(await assets.list(projectId, { before: two.id, limit: 2 })).toEqual([one]);
    expect(await uploads.find(one.id, ben)).toEqual(one);
    expect(await uploads.find(one.id, carla)).toBeUndefined();
    await rejects(uploads.remove(one.id, ben), 'upload.unknown');
    await rejects(assets.add(projectId, one.id, ben), 'upload.unknown');
    await rejects(assets.add(v7(), one.id, anna), 'project.unknown');
    await assets.remove(projectId, one.id);
    expect(await uploads.find(one.id, ben)).toBeUndefined();
    await rejects(assets.remove(projectId, one.id), 'upload.unknown');
    await uploads.remove(two.id, anna);
    expect(await assets.list(projectId, { limit: 9 })).toEqual([other]);
  });

  it('are needed by the jobs that play them', async () => {
    const { id } = await send(anna, 'music');
    const job = await records.accept(anna, { input: { musicUploadId: id } });

    await rejects(uploads.remove(id, anna), 'upload.inUse');
    await records.jobs.cancel(job.id, anna);

    await uploads.remove(id, anna);
    expect(await uploads.find(id, anna)).toBeUndefined();
  });
});
