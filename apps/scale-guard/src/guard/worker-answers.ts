import { Injectable } from '@nestjs/common';
import { Logger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';

/** What came of asking the pods of all workers. */
export interface Asked {
  readonly asked: number;
  readonly answered: number;
  /** Did not answer, though Kubernetes calls them ready: one that starts, or is away itself, is no fault of the way to it. */
  readonly silent: readonly string[];
}

const words = { all: 'All workers answer', some: 'Some workers do not answer', none: 'No worker answers' } as const;

/** Tells of workers that cannot be asked: whoever is not asked keeps its cost, and nothing else would show that. */
@Injectable()
export class WorkerAnswers {
  /** Nothing while Kubernetes does not say which there are. */
  #last: Asked | undefined;
  #who: keyof typeof words = 'all';

  constructor(
    metrics: Metrics,
    private readonly log: Logger,
  ) {
    const asked = metrics.gauge({
      name: 'worker_pods_asked',
      help: 'Pods of workers that were asked at the last look',
    });
    const silent = metrics.gauge({
      name: 'worker_pods_silent',
      help: 'Those that did not answer, though Kubernetes calls them ready',
    });
    metrics.readOnScrape(
      [asked, silent],
      async () => this.#last,
      (last) => {
        if (!last) return;
        asked.set(last.asked);
        silent.set(last.silent.length);
      },
    );
  }

  note(last: Asked | undefined) {
    this.#last = last;
    if (!last) return;
    const { asked, answered, silent } = last;
    const who = silent.length === 0 ? 'all' : answered === 0 ? 'none' : 'some';
    if (who === this.#who) return;
    this.#who = who;
    const level = who === 'all' ? 'info' : 'warn';
    this.log[level]({ asked, answered, silent: silent.slice(0, 10) }, words[who]);
  }

  throwIfNone() {
    const { answered = 0, silent = [] } = this.#last ?? {};
    if (silent.length && !answered) throw new Error(`None of ${silent.length} workers answers`);
  }
}
