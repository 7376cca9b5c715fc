import { gdprJobs } from '@polyspool/contracts/reports';
import { AuditLog } from '@polyspool/database/audit-log';
import { Effects } from '@polyspool/database/effects';
import { personalTables } from '@polyspool/database/personal-rows';
import { PersonThings } from '@polyspool/database/person-things';
import { pack } from '@polyspool/jobs/packing/packed-input';
import { systemJobs } from '@polyspool/contracts/system';
import { runJob } from '@polyspool/jobs/testing';
import { Storage } from '@polyspool/storage/storage';
import { FileKey } from '@polyspool/contracts/files';
import { newJobId } from '@polyspool/jobs/job-ids';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type House, openHouse } from '../testing-house.js';
import { Sweeper } from '../sweep/sweeper.js';
import { archiveOf, type ArchiveEntry } from './export-archive.js';
import { ExportPerson } from './export-person.js';
import { PersonalArchive } from './personal-archive.js';
import { settle } from './testing-people.js';
import { filesIn } from './testing-zip.js';

describe('the export of a person', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const exported = async (userId: string) => {
    const { app } = house;
    const parts = [app.get(PersonThings), app.get(PersonalArchive), app.get(Effects), app.get(AuditLog)] as const;
    const handler = new ExportPerson(...parts);
    const { output, artifacts } = await runJob(gdprJobs.export, handler, { userId }, { storage: app.get(Storage) });
    return { output, zip: artifacts.get('export.zip')! }; // it makes one
  };

  it('is a ZIP of all their rows and files, of nobody else’s, and without what is secret', async () => {
    const anna = await settle(house, 'Anna', 'annas-diary');
    await settle(house, 'Ben', 'bens-diary');
    const secret = newJobId();
    const parts = { storage: house.app.get(Storage), keys: house.keys };
    const input = await pack(systemJobs.debug, secret, { note: 'sealed for Anna' }, parts);
    await house.jobs.accept({ id: secret, userId: anna.id, type: 'system.debug', queue: 'system', input }, 100);

    const { output, zip } = await exported(anna.id);

    const files = filesIn(zip);
    const rows = (table: string) => JSON.parse(files.get(`data/${table}.json`) ?? '') as Record<string, unknown>[];
    expect([...files.keys()].filter((path) => path.startsWith('data/')).sort()).toEqual(
      [...personalTables.map(({ table }) => table), 'audit_entries'].map((table) => `data/${table}.json`).sort(),
    );
    expect(rows('jobs').map(({ id }) => id)).toEqual([anna.jobId, anna.waiting, secret].sort());
    expect(rows('jobs').find(({ id }) => id === secret)).toMatchObject({ input: { note: 'sealed for Anna' } });
    expect(rows('learner_words')).toMatchObject([{ lemma: 'annas-diary', state: 'known' }]);
    expect(rows('api_keys').map((row) => Object.keys(row))).toEqual([expect.not.arrayContaining(['hash'])]);
    expect(files.get(`uploads/${anna.uploadId}/annas-diary.txt`)).toBe('Script of annas-diary');
    expect(files.get(`jobs/${anna.jobId}/result.txt`)).toBe('Made for annas-diary');
    expect([...files.values()].join()).not.toContain('bens-diary');
    const counted = personalTables.reduce((sum, { table }) => sum + rows(table).length, 0);
    expect(output).toMatchObject({ rows: counted, files: 2, bytes: zip.length });
    // It was not Anna who asked.
    const noted = await house.app.get(AuditLog).list(9, { action: 'person.export' });
    expect(noted.map(({ subject }) => subject)).toEqual([anna.id]);
  });

  it('takes rows in pages, each once, whatever the key of the table', async () => {
    const cara = await settle(house, 'Cara', 'caras-diary');
    await house.database.execute(
      `INSERT INTO learner_words (user_id, language, lemma, state)
       SELECT $1, 'l' || n % 3, 'word ' || n, 'known' FROM generate_series(1, 701) n`,
      [cara.id],
    );
    await house.database.execute(
      `INSERT INTO debug_effects (key, job_id, at) SELECT 'effect ' || n, $1, now() FROM generate_series(1, 450) n`,
      [cara.jobId],
    );

    const files = filesIn((await exported(cara.id)).zip);

    const rows = (table: string) => JSON.parse(files.get(`data/${table}.json`) ?? '') as Record<string, unknown>[];
    expect(new Set(rows('learner_words').map(({ lemma }) => lemma)).size).toBe(702);
    expect([rows('learner_words').length, rows('debug_effects').length]).toEqual([702, 450]);
  });

  it('is removed when its time is over', async () => {
    const dora = await settle(house, 'Dora', 'doras-diary');
    const file = FileKey.parse(`jobs/${dora.jobId}/export.zip`);
    await house.app.get(Storage).write(file, 'old');
    await house.database.execute(`UPDATE jobs SET type = 'gdpr.export' WHERE id = $1`, [dora.jobId]);
    await house.database.execute(
      `UPDATE artifacts SET storage_key = $2, created_at = now() - interval '8 days' WHERE job_id = $1`,
      [dora.jobId, file],
    );

    await house.app.get(Sweeper).sweep();

    expect(await house.app.get(Storage).size(file)).toBeUndefined();
    expect(await house.database.query('SELECT 1 FROM artifacts WHERE job_id = $1', [dora.jobId])).toEqual([]);
  });

  it('fails when a file breaks off, and reads no further than it is read', async () => {
    const opened: string[] = [];
    const broken = async function* (): AsyncGenerator<ArchiveEntry> {
      for (const path of ['whole', 'broken', 'never']) {
        const open = async () => {
          opened.push(path);
          return Readable.from(path === 'broken' ? failing() : ['content']);
        };
        yield { path, compress: false, open };
      }
    };

    await expect(buffer(Readable.from(archiveOf(broken()), { objectMode: false }))).rejects.toThrow('The disk is away');

    expect(opened).toEqual(['whole', 'broken']);
  });
});

async function* failing() {
  yield 'con';
  throw new Error('The disk is away');
}
