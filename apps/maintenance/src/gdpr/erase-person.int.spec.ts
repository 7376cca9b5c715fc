import { gdprJobs } from '@polyspool/contracts/reports';
import { systemJobs } from '@polyspool/contracts/system';
import { PersonErasure } from '@polyspool/database/person-erasure';
import { systemUserId } from '@polyspool/database/system-user';
import { newJobId } from '@polyspool/jobs/job-ids';
import { QueueCursors } from '@polyspool/database/queue-cursors';
import { FileKey, uploadKey } from '@polyspool/contracts/files';
import { eventually } from '@polyspool/service/testing/eventually';
import { runJob, type RunOptions } from '@polyspool/jobs/testing';
import { DiskArchive } from '@polyspool/storage/archive/disk-archive';
import { Storage } from '@polyspool/storage/storage';
import { createHash, hash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type House, openHouse } from '../testing-house.js';
import { DestroyKeys } from './destroy-keys.js';
import { ErasePerson } from './erase-person.js';
import { ErasureRecord } from './erasure-record.js';
import { ErasureSteps } from './erasure-steps.js';
import { StrikeRecipient } from './strike-recipient.js';
import { everything, settle, type Settled } from './testing-people.js';

describe('the erasure of a person', () => {
  let house: House;
  let archiveFolder: string;
  beforeAll(async () => {
    archiveFolder = await mkdtemp(join(tmpdir(), 'erase-archive-'));
    house = await openHouse({ ARCHIVE_URL: pathToFileURL(archiveFolder).href });
  });
  afterAll(async () => {
    await house.close();
    await rm(archiveFolder, { recursive: true });
  });

  const erase = (userId: string, onReport?: RunOptions['onReport']) => {
    const { app } = house;
    const parts = [
      app.get(ErasureSteps),
      app.get(DestroyKeys),
      app.get(PersonErasure),
      app.get(ErasureRecord),
      app.get(StrikeRecipient),
    ] as const;
    return runJob(
      gdprJobs.erase,
      new ErasePerson(...parts),
      { userId },
      { storage: app.get(Storage), ...(onReport && { onReport }) },
    );
  };
  const alert = (message: string) =>
    house.database.execute(
      `INSERT INTO alerts (id, kind, subject, message, first_at, last_at) VALUES ($1, 'deadLetter', 'one', $2, now(), now())`,
      [randomUUID(), message],
    );
  /** What a worker has left in Redis of a job. */
  const leaveInRedis = async ({ jobId, mark }: Settled) => {
    await house.put(systemJobs.debug, { note: mark }, jobId);
    await house.ended(jobId);
    await house.redis.addEvent('video', { event: 'progress', jobId: `${jobId}_1`, data: mark });
  };

  const keepForGood = async ({ uploadId, mark }: Settled) => {
    const archive = new DiskArchive(archiveFolder);
    const file = { bytes: mark.length, sha256: hash('sha256', mark, 'hex') };
    const upload = await archive.begin(uploadKey(uploadId), file);
    await archive.complete(upload, [await archive.put(upload, 1, Buffer.from(mark))]);
    return () => archive.find(uploadKey(uploadId));
  };

  it('leaves nothing of them anywhere, and everything of others', async () => {
    const anna = await settle(house, 'Anna Amsel', 'annas-diary');
    const ben = await settle(house, 'Ben Bussard', 'bens-diary');
    await leaveInRedis(anna);
    await leaveInRedis(ben);
    const [annas, kept] = [await keepForGood(anna), await keepForGood(ben)];
    const shared = randomUUID();
    await house.database.execute(`INSERT INTO projects (id, name) VALUES ($1, 'Ours')`, [shared]);
    await house.database.execute(
      `INSERT INTO project_members (project_id, user_id, role) VALUES ($1, $2, 'owner'), ($1, $3, 'viewer')`,
      [shared, anna.id, ben.id],
    );
    await alert(`system.debug failed: internal: ${anna.mark}`);
    await house.database.execute(
      `INSERT INTO audit_entries (id, actor_id, actor_role, action, subject) VALUES ($1, $2::uuid, 'user', 'upload.delete', $2::uuid::text)`,
      [randomUUID(), anna.id],
    );
    const about = {
      id: newJobId(),
      userId: ben.id,
      type: 'reports.user',
      queue: 'reports',
      input: { userId: anna.id },
    };
    await house.jobs.accept(about, 100);
    const request = {
      id: newJobId(),
      userId: systemUserId,
      type: gdprJobs.erase.name,
      queue: 'reports',
      input: { userId: anna.id },
    };
    await house.jobs.accept(request, 100);
    const says = (mark: string) => (text: string) => text.toLowerCase().includes(mark);
    const before = await everything(house);
    const bens = before.filter(says('bens-diary')).sort();
    expect(before.filter(says('annas-diary')).length).toBeGreaterThan(20);

    const { output, artifacts } = await erase(anna.id);

    const after = await everything(house);
    expect(
      ['annas-diary', 'anna amsel', anna.id, anna.uploadId, anna.jobId].flatMap((mark) => after.filter(says(mark))),
    ).toEqual([]);
    expect(after.filter(says('bens-diary')).sort()).toEqual(bens);
    expect([await annas(), await kept()]).toEqual([undefined, expect.objectContaining({ bytes: ben.mark.length })]);
    const members = await house.database.query(
      'SELECT user_id AS id, role FROM project_members WHERE project_id = $1',
      [shared],
    );
    expect(members).toEqual([{ id: ben.id, role: 'owner' }]);
    const certificate = JSON.parse(String(artifacts.get('certificate.json'))) as object;
    expect(certificate).toMatchObject({
      personHash: createHash('sha256').update(anna.id).digest('hex'),
      removed: { rows: output.rows, files: 9, redisKeys: 1 },
    });
  });

  it('is a job like any other, whose own traces name nobody at the end', async () => {
    const finn = await settle(house, 'Finn Fulmar', 'finns-diary');
    const id = newJobId();
    const row = { id, userId: finn.id, type: gdprJobs.erase.name, queue: 'reports', input: { userId: finn.id } };
    await house.jobs.accept(row, 100);
    await house.database.execute('DELETE FROM outbox WHERE job_id = $1', [id]);

    await house.put(gdprJobs.erase, { userId: finn.id }, id);
    const { completed } = await house.ended(id, 'reports');

    expect(completed).toMatchObject({ output: { certificateId: id }, artifacts: [{ name: 'certificate.json' }] });
    const left = (await everything(house)).filter((text) => text.includes(finn.id) || text.includes(finn.mark));
    // Finished jobs stay in Redis until job-status has recorded their end.
    expect(left.map((text) => text.includes(`:reports:${id}_1`))).toEqual([true]);
    const rows = await house.database.query('SELECT user_id AS "userId" FROM jobs WHERE id = $1', [id]);
    expect(rows).toEqual([{ userId: systemUserId }]);
  });

  it('waits until what runs has ended, and what was told of it has been recorded', async () => {
    const cara = await settle(house, 'Cara Coot', 'caras-diary');
    await house.database.execute(
      `UPDATE jobs SET status = 'running', finished_at = NULL, dispatched_at = now() WHERE id = $1`,
      [cara.jobId],
    );
    await house.redis.addEvent('video', { event: 'progress', jobId: `${cara.jobId}_1`, data: cara.mark });
    const stream = house.state.openStream('video');
    const cursors = new QueueCursors(house.database);
    const start = await cursors.position('video');
    const reader = async (position: string): Promise<boolean> => {
      const batch = await stream.read(position);
      if (!batch) return false;
      await house.database.transaction((tx) => cursors.move(tx, 'video', { from: position, to: batch.next }));
      return batch.gap;
    };
    expect(await reader(start)).toBe(false);

    const waits: string[] = [];
    const erased = erase(cara.id, ({ message }) => message && waits.push(message));
    await eventually(async () => expect(waits).toContain('Waits until 1 jobs have ended'));
    const status = await house.database.query('SELECT status FROM jobs WHERE id = $1', [cara.jobId]);
    expect(status).toEqual([{ status: 'cancelling' }]);
    await house.database.execute(`UPDATE jobs SET status = 'cancelled', finished_at = now() WHERE id = $1`, [
      cara.jobId,
    ]);
    let isErased = false;
    const over = erased.finally(() => (isErased = true));
    const gaps: boolean[] = [];
    while (!isErased) gaps.push(await reader(await cursors.position('video')));
    await over;

    expect(await cursors.position('video')).not.toBe(start);
    expect([...gaps, await reader(await cursors.position('video'))]).not.toContain(true);
    stream.close();
    await house.database.execute('DELETE FROM cursors');
  });

  it('fails loudly while anything is left, and goes on where it was', async () => {
    const dora = await settle(house, 'Dora Dipper', 'doras-diary');
    const key = FileKey.parse('steps/zz/unknown/result.json');
    await house.app.get(Storage).write(key, JSON.stringify({ result: 'by doras-diary@example.org', files: [] }));
    const isFound = { code: 'erasure.incomplete', message: expect.stringContaining(key) as string };

    await expect(erase(dora.id)).rejects.toMatchObject(isFound);
    // Their address is still known to the next attempt.
    await expect(erase(dora.id)).rejects.toMatchObject(isFound);
    await house.app.get(Storage).remove(key);
    const { output } = await erase(dora.id);

    expect(output.rows).toBe(2);
    expect((await everything(house)).filter((text) => text.includes(dora.id))).toEqual([]);
  });

  it('knows nobody whom it has erased already, and never erases the platform', async () => {
    await expect(erase(randomUUID())).rejects.toMatchObject({ code: 'person.unknown' });
    await expect(erase(systemUserId)).rejects.toMatchObject({ code: 'auth.forbidden' });
  });
});
