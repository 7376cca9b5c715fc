import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from './logger.js';
import { eventually } from './testing/eventually.js';

describe('the log file (R340)', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'log-file-spec-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const linesOf = (file: string) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const shown: string[] = [];
  const open = (LOG_FILE: string, name = 'test') =>
    createLogger({
      name,
      LOG_LEVEL: 'info',
      LOG_FORMAT: 'json',
      LOG_FILE,
      destination: { write: (line: string) => void shown.push(line) },
    });

  it('has every line that standard output has, of all services that write to it', async () => {
    const file = join(folder, 'logs/app.log');
    const [first, second] = [await open(file, 'gateway'), await open(file, 'video-worker')];
    shown.length = 0;

    first.info({ jobId: '7' }, 'Job enqueued');
    first.debug({}, 'Below the level');
    second.warn({}, 'Job attempt failed');

    await eventually(async () => expect(linesOf(file)).toHaveLength(2));
    expect(linesOf(file)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'gateway', jobId: '7', msg: 'Job enqueued' }),
        expect.objectContaining({ name: 'video-worker', level: 'warn' }),
      ]),
    );
    expect(shown.map((line) => JSON.parse(line) as unknown)).toEqual(linesOf(file));
  });

  it('is begun anew when it was moved away and SIGHUP has come', async () => {
    const file = join(folder, 'app.log');
    const logger = await open(file);
    logger.info({}, 'Before');
    await eventually(async () => expect(linesOf(file)).toHaveLength(1));

    renameSync(file, `${file}.1`);
    process.emit('SIGHUP', 'SIGHUP'); // Jest would not survive a real one
    logger.info({}, 'After');

    await eventually(async () => expect(linesOf(file)).toMatchObject([{ msg: 'After' }]));
    expect(linesOf(`${file}.1`)).toMatchObject([{ msg: 'Before' }]);
  });

  it('that cannot be written is refused at the start, and named', async () => {
    writeFileSync(join(folder, 'file'), '');

    const opening = open(join(folder, 'file/logs/app.log'));

    await expect(opening).rejects.toThrow(BadEnvironment);
    await expect(opening).rejects.toThrow(/^LOG_FILE: .*file\/logs\/app\.log cannot be written \(E\w+\)$/);
  });
});
