import { QueueCursors } from '@polyspool/database/queue-cursors';
import { QueueState } from '@polyspool/jobs/queue-state';
import { eventually } from '@polyspool/service/testing/eventually';
import { type ChunkHouse, openChunkHouse } from '../testing-chunks.js';

describe('events that are recorded', () => {
  let house: ChunkHouse;
  beforeAll(async () => {
    house = await openChunkHouse();
  });
  afterAll(() => house.close());

  it('do not stay in Redis, and nobody takes that for a gap', async () => {
    const add = (jobId: string, id?: string) => house.redis.addEvent('video', { event: 'mark', jobId }, id);
    for (let at = 1; at <= 600; at++) await add(`x_${at}`);
    await add('x_later', `${Date.now() + 120_000}-0`);
    const { id } = await house.submit({});
    await house.ended(id);
    expect((await house.redis.eventsIn('video')).length).toBeGreaterThan(600);

    const another = await house.startStatus();
    const left = await eventually(async () => {
      const events = await house.redis.eventsIn('video');
      expect(events.length).toBeLessThan(200);
      return events;
    });
    await another.close();

    expect(left.at(-1)?.jobId).toContain(id);
    const stream = house.status.get(QueueState).openStream('video');
    const position = await new QueueCursors(house.database).position('video');
    const next = await house.submit({});
    const batch = await stream.read(position);
    stream.close();
    expect(batch?.gap).toBe(false);
    expect((await house.ended(next.id)).job.status).toBe('succeeded');
  });
});
