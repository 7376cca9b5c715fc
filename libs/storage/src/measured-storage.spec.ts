import { FileKey } from '@polyspool/contracts/files';
import { createLogger, type Logger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { readMetrics } from '@polyspool/service/testing/read-metrics';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openStorage } from './open-storage.js';
import { conformsToStorage } from './storage.conformance.js';

describe('a measured storage', () => {
  const folders: string[] = [];
  let log: Logger;
  beforeAll(async () => {
    log = await createLogger({ name: 'test', LOG_LEVEL: 'silent', LOG_FORMAT: 'json' });
  });
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

  const open = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'measured-storage-'));
    folders.push(folder);
    const metrics = new Metrics(log);
    return { folder, metrics, storage: openStorage(`file://${folder}`, metrics) };
  };
  const key = FileKey.parse('uploads/one');

  conformsToStorage(async () => (await open()).storage);

  it('tells how often it was asked for what, how that ended, and how many bytes went in and out', async () => {
    const { folder, metrics, storage } = await open();

    await storage.write(key, Buffer.alloc(200_000));
    await buffer(await storage.read(key));
    await buffer(await storage.read(key, { start: 0, end: 9 }));
    await storage.fetch(key, join(folder, 'fetched'));
    (await storage.read(key)).destroy();
    await expect(storage.read(FileKey.parse('uploads/none'))).rejects.toMatchObject({ code: 'storage.missing' });
    const scraped = readMetrics((await metrics.scrape()).text);

    const counts = scraped.get('storage_operation_duration_seconds_count')!;
    expect(
      Object.fromEntries(counts.map(({ labels: { operation, outcome }, value }) => [`${operation} ${outcome}`, value])),
    ).toEqual({
      'write ok': 1,
      'read ok': 3,
      'read missing': 1,
      'fetch ok': 1,
    });
    expect(scraped.get('storage_bytes_total')).toEqual([
      { labels: { direction: 'write' }, value: 200_000 },
      { labels: { direction: 'read' }, value: 400_010 },
    ]);
    expect(scraped.get('storage_free_bytes')?.[0]?.value).toBeGreaterThan(1_000_000);
  });
});
