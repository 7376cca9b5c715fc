import { corpusJobs } from '@polyspool/contracts/corpus';
import { uploadFolder } from '@polyspool/contracts/files';
import { endedJobsChannel } from '@polyspool/database/ended-jobs';
import { Notices } from '@polyspool/database/notices';
import { People } from '@polyspool/database/people';
import { Records } from '@polyspool/database/records';
import { newJobId } from '@polyspool/jobs/job-ids';
import { packOutput } from '@polyspool/jobs/packing/packed-output';
import { eventually } from '@polyspool/service/testing/eventually';
import { Storage } from '@polyspool/storage/storage';
import { type House, openHouse } from '../testing-house.js';

describe('a long transcript', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('is brought from storage into its record, where it is found by what is said; one that is gone is let go', async () => {
    const { id: userId } = await house.app.get(People).ensure('Anna', 'user', 'key');
    const records = house.app.get(Records);
    const transcript = { text: 'నమస్తే '.repeat(900), language: 'te', engine: 'scripted', isDraft: false, words: 900 };
    const jobId = newJobId();
    const packed = await packOutput(
      corpusJobs.processAudio,
      jobId,
      { transcript },
      { storage: house.app.get(Storage) },
    );
    const { transcript: box } = packed as { transcript: object };
    const lost = { jobId, box: { file: `${uploadFolder(jobId)}/other.json`, sealed: false } };
    const add = async (filed: object) => {
      const { id } = await records.add(userId, { title: 'A song' });
      await house.database.execute('UPDATE records SET transcript = $2 WHERE id = $1', [id, JSON.stringify(filed)]);
      return id;
    };

    const [kept, gone] = [await add({ jobId, box }), await add(lost)];
    house.app.get(Notices).tell(endedJobsChannel, '');
    await eventually(async () => expect(await records.filedTranscripts(5)).toEqual([]));

    const { text, language, engine } = transcript;
    expect((await records.find(kept, userId)).record.transcript).toEqual({ text, language, engine });
    expect((await records.find(gone, userId)).record.transcript).toBe(undefined);
    expect(await records.list({ userId, q: 'నమస్తే', limit: 5 })).toMatchObject([{ id: kept }]);
  });
});
