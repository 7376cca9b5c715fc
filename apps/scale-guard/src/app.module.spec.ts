import { createLogger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { Readiness } from '@polyspool/service/readiness';
import { reasonOf } from '@polyspool/service/readiness-reasons';
import { AppModule } from './app.module.js';
import type { LookRounds } from './guard/look-rounds.js';
import { WorkerAnswers } from './guard/worker-answers.js';

describe('scale-guard', () => {
  it('is not ready while there are workers and none answers, and says so', async () => {
    const log = await createLogger({ name: 'scale-guard', LOG_LEVEL: 'silent', LOG_FORMAT: 'json' });
    const [readiness, answers] = [new Readiness(log), new WorkerAnswers(new Metrics(log), log)];
    new AppModule(readiness, { throwLastFailure: () => undefined } as LookRounds, answers);
    const reasons = async () => (await readiness.failing()).map(reasonOf);

    answers.note({ asked: 2, answered: 1, silent: ['one'] });
    expect(await reasons()).toEqual([]);
    answers.note({ asked: 2, answered: 0, silent: ['one', 'other'] });

    expect(await reasons()).toEqual(['workers-unreachable']);
  });
});
