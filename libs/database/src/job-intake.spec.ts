import { AppError } from '@polyspool/contracts/errors';
import type { Asked } from './accept-job.js';
import type { Statements } from './database.js';
import { JobIntake } from './job-intake.js';

/** Takes one statement at a time; each waits for its outcome to be said. */
class FakeStatements implements Statements {
  readonly asked: {
    readonly ids: readonly string[];
    readonly fail: (error: unknown) => void;
    readonly make: () => void;
  }[] = [];

  query<Row>(_sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const ids = values[0] as string[];
    return new Promise((resolve, reject) => {
      const make = () => resolve(ids.map((id) => ({ id, createdAt: new Date() })) as Row[]);
      this.asked.push({ ids, fail: reject, make });
    });
  }

  execute = () => Promise.resolve(0);
}

const asked = (id: string): Asked => ({
  job: { id, userId: 'anna', type: 'video.process', queue: 'video', input: {} },
  maxOpenJobs: 9,
});

describe('jobs that come while others are being accepted', () => {
  const begin = async () => {
    const statements = new FakeStatements();
    const intake = new JobIntake(statements);
    const first = intake.accept(asked('first'));
    const others = Promise.allSettled([intake.accept(asked('second')), intake.accept(asked('third'))]);
    statements.asked[0]!.make();
    await first;
    await Promise.resolve();
    return { statements, others };
  };

  it('share their statement', async () => {
    const { statements, others } = await begin();

    expect(statements.asked[1]!.ids).toEqual(['second', 'third']);
    statements.asked[1]!.make();
    expect((await others).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  });

  it('are tried one by one when one of them is bad', async () => {
    const { statements, others } = await begin();

    statements.asked[1]!.fail(new Error('bad row'));
    await new Promise(setImmediate);
    statements.asked[2]!.fail(new Error('bad row'));
    statements.asked[3]!.make();

    expect((await others).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('are not sent again while the database is away: they may have been accepted', async () => {
    const { statements, others } = await begin();

    statements.asked[1]!.fail(new AppError('service.unavailable', 'The database does not answer'));

    const reasons = (await others).map((outcome) => 'reason' in outcome && (outcome.reason as AppError).code);
    expect(reasons).toEqual(['service.unavailable', 'service.unavailable']);
    expect(statements.asked).toHaveLength(2);
  });
});
