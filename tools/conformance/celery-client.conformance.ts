import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { celeryTasks } from '@polyspool/contracts/celery/celery-tasks';
import type { ConformanceSystem } from './conformance-system.ts';

interface Outcome {
  readonly state: string;
  readonly value?: unknown;
  readonly raised?: string;
  readonly module?: string;
  readonly message?: string;
}

/** Debian's `python3-celery`, pointed at the Redis of a running system and nothing else. */
export function celeryClient(system: ConformanceSystem) {
  const python = async <Answer = Outcome>(name: string, argument?: unknown): Promise<Answer> => {
    const script = join(import.meta.dirname, 'celery_client.py');
    const args = [script, system.run.redisUrl, name, ...(argument === undefined ? [] : [JSON.stringify(argument)])];
    const { stdout } = await promisify(execFile)('/usr/bin/python3', args, { maxBuffer: 16 * 1024 * 1024 });
    return JSON.parse(stdout) as Answer;
  };

  describe('a client of Celery', () => {
    it('has the answer of delay() by get() (R024, R040)', async () => {
      expect(await python('delay')).toMatchObject({
        ...{ state: 'SUCCESS', successful: true },
        value: { status: 'success', message: 'Celery is working!' },
      });
    }, 60_000);

    it('finds every task of the five systems by its name', async () => {
      const answers = await python<Record<string, Outcome>>('names', [...celeryTasks.keys()]);

      // With an argument that none of them has, as Python says it.
      expect(Object.keys(answers)).toHaveLength(celeryTasks.size);
      for (const answer of Object.values(answers))
        expect(answer).toMatchObject({ state: 'FAILURE', raised: 'TypeError' });
    }, 60_000);

    it('sees how far a task is while it runs', async () => {
      const text = 'The old lighthouse keeper told a long story about a storm. '.repeat(20);
      const kwargs = { text, language: 'en', user_id: 1, difficulty_filter: 'A2' };
      const { seen, ...end } = await python<Outcome & { seen: [string, unknown][] }>('watched', {
        ...{ name: 'tasks.extract_vocabulary_from_text', kwargs },
      });

      expect(end).toMatchObject({ state: 'SUCCESS', value: { vocabulary_count: expect.any(Number) as number } });
      // A watcher sees the task under way, and not only its end.
      expect(seen.map(([state]) => state)).toContain('PROGRESS');
      for (const [state, info] of seen) {
        expect(['PENDING', 'STARTED', 'PROGRESS', 'SUCCESS']).toContain(state);
        if (state === 'PROGRESS') expect(info).toMatchObject({ current: expect.any(Number) as number, total: 100 });
      }
    }, 90_000);

    it('has each of many answered once, whatever their priority', async () => {
      const answers = await python<Outcome[]>('many', 30);

      expect(answers).toHaveLength(30);
      expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(['SUCCESS']));
    }, 90_000);

    it('hears of what is refused as from a worker of Celery', async () => {
      expect(await python('unknown')).toMatchObject({ state: 'FAILURE', raised: 'NotRegistered' });
      expect(await python('pickled')).toMatchObject({ state: 'FAILURE', raised: 'ContentDisallowed' });
      expect(await python('chained')).toMatchObject({ state: 'FAILURE', raised: 'NotImplementedError' });
    }, 60_000);

    it('revokes what has not run yet', async () => {
      expect(await python('revoked')).toMatchObject({ state: 'REVOKED', raised: 'TaskRevokedError' });
    }, 60_000);
  });
}
