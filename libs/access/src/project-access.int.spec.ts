import type { ProjectRole } from '@polyspool/contracts/projects';
import type { Person } from '@polyspool/database/people';
import { ProjectMembers } from '@polyspool/database/project-members';
import { Projects } from '@polyspool/database/projects';
import { openTestRecords, type TestRecords } from '@polyspool/database/testing-records';
import { testStores } from '@polyspool/service/testing/env';
import { randomUUID } from 'node:crypto';
import { ProjectAccess } from './project-access.js';

describe('what somebody may do in a project', () => {
  let records: TestRecords;
  let access: ProjectAccess;
  let projectId: string;
  let people: Record<'owner' | 'editor' | 'viewer' | 'stranger' | 'operator', Person>;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    const ensure = (name: string, role: Person['role'] = 'user') => records.people.ensure(name, role, `key of ${name}`);
    const [owner, editor, viewer] = [await ensure('owner'), await ensure('editor'), await ensure('viewer')];
    people = {
      owner,
      editor,
      viewer,
      stranger: await ensure('stranger'),
      operator: await ensure('operator', 'operator'),
    };
    const projects = new Projects(records.database);
    access = new ProjectAccess(projects);
    projectId = (await projects.add(owner.id, { name: 'Whales', settings: {} })).id;
    const members = new ProjectMembers(records.database);
    await members.put(projectId, editor.id, 'editor');
    await members.put(projectId, viewer.id, 'viewer');
  });
  afterAll(() => records.close());

  const answers = async (who: keyof typeof people, needed: ProjectRole) =>
    access.require(people[who], projectId, needed).then(
      ({ role }) => role,
      (error: { code: string }) => error.code,
    );

  it.each([
    ['owner', 'owner', 'owner', 'owner'],
    ['editor', 'editor', 'editor', 'project.forbidden'],
    ['viewer', 'viewer', 'project.forbidden', 'project.forbidden'],
    ['operator', 'viewer', 'project.forbidden', 'project.forbidden'],
    ['stranger', 'project.unknown', 'project.unknown', 'project.unknown'],
  ] as const)('%s: look %s, work in it %s, own it %s', async (who, look, work, own) => {
    expect([await answers(who, 'viewer'), await answers(who, 'editor'), await answers(who, 'owner')]).toEqual([
      look,
      work,
      own,
    ]);
  });

  it('is nothing where there is no project, for operators too', async () => {
    await expect(access.require(people.operator, randomUUID(), 'viewer')).rejects.toMatchObject({
      code: 'project.unknown',
      status: 404,
    });
  });
});
