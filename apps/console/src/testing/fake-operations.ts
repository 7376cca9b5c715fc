import type { Alert, DeadLetterGroup } from '@polyspool/contracts/dead-letters';
import type { EngineList, WorkerList } from '@polyspool/contracts/fleet';
import type { Job } from '@polyspool/contracts/job-status';
import type { QueueStatus } from '@polyspool/contracts/queue-status';
import type { Schedule, ScheduleChange } from '@polyspool/contracts/schedules';
import { aProblem } from './examples.js';

export type Answer = [status: number, body: unknown];

/** The routes for operators, over plain lists that a test fills. */
export class FakeOperations {
  queues: QueueStatus[] = [];
  engines: EngineList['items'] = [];
  workers: WorkerList['items'] = [];
  letters: DeadLetterGroup[] = [];
  deadJobs: Job[] = [];
  alerts: Alert[] = [];
  schedules: Schedule[] = [];
  /** What was asked for with a body or by deleting. */
  readonly asked: unknown[] = [];

  answer(method: string, url: URL, body: unknown): Answer {
    const [, , , resource = '', id = '', part = ''] = url.pathname.split('/');
    const sent: Record<string, unknown> = body ? (JSON.parse(String(body)) as Record<string, unknown>) : {};
    if (body) this.asked.push(sent);
    const wantsUnseen = url.searchParams.get('seen') === 'false';
    const answers: Record<string, () => Answer> = {
      'GET queues': () => list(this.queues),
      'POST queues/purge': () => this.purgeQueue(id, sent['dryRun'] === true),
      'POST queues/pause': () => this.setQueue(id, 'paused'),
      'POST queues/resume': () => this.setQueue(id, 'open'),
      'POST queues/drain': () => this.setQueue(id, 'draining'),
      'GET engines': () => list(this.engines),
      'GET workers': () => list(this.workers),
      'GET dead-letters': () => list(id ? this.deadJobs : this.letters),
      'POST dead-letters': () => this.replay(sent),
      'DELETE dead-letters': () => this.purgeLetters(url.searchParams),
      'GET alerts': () => list(this.alerts.filter(({ seenAt }) => !wantsUnseen || !seenAt)),
      'POST alerts/seen': () => this.see(id),
      'GET schedules': () => list(this.schedules),
      'PATCH schedules': () => this.changeSchedule(id, sent),
      'POST schedules': () => preview(sent),
    };
    const route = `${method} ${resource}${part && `/${part}`}`;
    return answers[route]?.() ?? [404, aProblem(404, 'route.unknown', 'There is nothing at this address', route)];
  }

  private setQueue(name: string, state: QueueStatus['state']): Answer {
    this.queues = this.queues.map((queue) => (queue.queue === name ? { ...queue, state } : queue));
    return [200, this.queues.find(({ queue }) => queue === name)];
  }

  private purgeQueue(name: string, dryRun: boolean): Answer {
    const matched = this.queues.find(({ queue }) => queue === name)?.queued ?? 0;
    if (dryRun) return [200, { matched, cancelled: 0 }];
    this.queues = this.queues.map((queue) => (queue.queue === name ? { ...queue, queued: 0 } : queue));
    return [200, { matched, cancelled: matched }];
  }

  private replay({ dryRun, fingerprint, jobIds }: Record<string, unknown>): Answer {
    const meant = this.letters.filter((letter) => !fingerprint || letter.fingerprint === fingerprint);
    const matched = Array.isArray(jobIds) ? jobIds.length : meant.reduce((sum, { count }) => sum + count, 0);
    if (dryRun) return [200, { matched, retried: 0 }];
    if (!jobIds) this.letters = this.letters.filter((letter) => !meant.includes(letter));
    return [200, { matched, retried: matched }];
  }

  private purgeLetters(query: URLSearchParams): Answer {
    this.asked.push(Object.fromEntries(query));
    const dryRun = query.get('dryRun') === 'true';
    const meant = this.letters.filter(({ fingerprint }) => fingerprint === query.get('fingerprint'));
    if (!dryRun) this.letters = this.letters.filter((letter) => !meant.includes(letter));
    return [200, { matched: meant.reduce((sum, { count }) => sum + count, 0), dryRun }];
  }

  private see(id: string): Answer {
    this.alerts = this.alerts.map((alert) => (alert.id === id ? { ...alert, seenAt: alert.lastAt } : alert));
    return [200, this.alerts.find((alert) => alert.id === id)];
  }

  private changeSchedule(name: string, change: ScheduleChange): Answer {
    if (change.cron === 'never') {
      return [422, aProblem(422, 'schedule.invalid', 'The schedule does not say when', '“never” is no time.')];
    }
    this.schedules = this.schedules.map((schedule) =>
      schedule.name === name ? { ...schedule, ...(change as Partial<Schedule>) } : schedule,
    );
    return [200, this.schedules.find((schedule) => schedule.name === name)];
  }
}

function preview({ cron }: Record<string, unknown>): Answer {
  if (cron === 'never') return [422, aProblem(422, 'schedule.invalid', 'The schedule does not say when', 'No time.')];
  return [200, { times: ['2026-11-23T02:00:00.000Z', '2026-11-24T02:00:00.000Z', '2026-11-25T02:00:00.000Z'] }];
}

const list = (items: readonly unknown[]): Answer => [200, { items }];
