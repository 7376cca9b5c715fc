import type { Caller } from '../calls/caller.js';
import { allOf, type Page, type PageQuery } from '../calls/pages.js';
import type {
  Account,
  AccountChange,
  Alert,
  AuditEntry,
  Backup,
  DeadLetterGroup,
  EngineList,
  EraseAnswer,
  ForecastQualityList,
  NewAccount,
  NewApiKeyFor,
  NewSchedule,
  PurgeResult,
  Purged,
  QueueList,
  QueueStatsList,
  QueueStatus,
  RegisteredTaskList,
  RetryResult,
  Schedule,
  ScheduleChange,
  ScheduleList,
  SchedulePreview,
  Task,
  WorkerList,
} from '../generated/contract.js';
import type { Job } from '../jobs/job-types.js';
import type { BulkOptions } from '../jobs/jobs.js';
import type { CallOptions, CreateOptions } from '../options.js';
import { ApiKeys } from './account.js';
import { Collection } from './collection.js';

const part = encodeURIComponent;
const items = <Item>({ items: all }: { items: Item[] }) => all;

export interface TaskFilter extends PageQuery {
  readonly queue?: string | undefined;
}

export interface AuditFilter extends PageQuery {
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
}

/** Which dead letters are to run again. */
export type ReplayChoice = { fingerprint: string } | { jobIds: string[] } | { all: true };

/** For operators and administrators. */
export class Admin {
  readonly users: Users;
  readonly apiKeys: ApiKeys<NewApiKeyFor>;
  readonly schedules: Schedules;
  readonly deadLetters: DeadLetters;
  readonly alerts: Alerts;
  readonly audit: Collection<AuditEntry, AuditEntry, AuditFilter>;
  readonly backups: Collection<Backup>;

  constructor(private readonly caller: Caller) {
    this.users = new Users(caller, '/v1/admin/users');
    this.apiKeys = new ApiKeys(caller, '/v1/admin/api-keys');
    this.schedules = new Schedules(caller);
    this.deadLetters = new DeadLetters(caller);
    this.alerts = new Alerts(caller, '/v1/admin/alerts');
    this.audit = new Collection(caller, '/v1/admin/audit');
    this.backups = new Collection(caller, '/v1/admin/backups');
  }

  /** Jobs that run, that are to run later, or that a worker's queue holds already. */
  tasks(state: 'active' | 'scheduled' | 'reserved', filter?: TaskFilter, options: CallOptions = {}) {
    return allOf<Task>(this.caller, `/v1/admin/tasks/${state}`, filter, options);
  }

  taskPage(state: 'active' | 'scheduled' | 'reserved', filter?: TaskFilter, options: CallOptions = {}) {
    return this.caller.json<Page<Task>>('GET', `/v1/admin/tasks/${state}`, { ...options, query: filter });
  }

  async registered(options?: CallOptions) {
    return items(await this.caller.json<RegisteredTaskList>('GET', '/v1/admin/tasks/registered', options));
  }

  async stats(options?: CallOptions) {
    return items(await this.caller.json<QueueStatsList>('GET', '/v1/admin/tasks/stats', options));
  }

  async workers(options?: CallOptions) {
    return items(await this.caller.json<WorkerList>('GET', '/v1/admin/workers', options));
  }

  async engines(options?: CallOptions) {
    return items(await this.caller.json<EngineList>('GET', '/v1/admin/engines', options));
  }

  async forecasts(options?: CallOptions) {
    return items(await this.caller.json<ForecastQualityList>('GET', '/v1/admin/forecasts', options));
  }

  async queues(options?: CallOptions) {
    return items(await this.caller.json<QueueList>('GET', '/v1/admin/queues', options));
  }

  /** Paused, nothing is begun; draining, nothing is accepted. `resume` ends both. */
  controlQueue(queue: string, action: 'pause' | 'resume' | 'drain', options: CallOptions = {}): Promise<QueueStatus> {
    return this.caller.json('POST', `/v1/admin/queues/${part(queue)}/${action}`, { ...options, repeatable: true });
  }

  purgeQueue(queue: string, { dryRun, ...options }: Omit<BulkOptions, 'perSecond'> = {}): Promise<PurgeResult> {
    return this.caller.json('POST', `/v1/admin/queues/${part(queue)}/purge`, { ...options, body: { dryRun } });
  }

  /** All that is kept of somebody; `confirm` is their name, as it is written. */
  eraseUser(
    id: string,
    request: { confirm?: string; dryRun?: boolean },
    options: CallOptions = {},
  ): Promise<EraseAnswer> {
    return this.caller.json('POST', `/v1/admin/users/${part(id)}/erase`, { ...options, body: request });
  }
}

export class Users extends Collection<Account> {
  create(account: NewAccount, options?: CreateOptions): Promise<Account> {
    return this.caller.create(this.path, account, options);
  }

  update(id: string, change: AccountChange, options: CallOptions = {}): Promise<Account> {
    return this.caller.json('PATCH', this.at(id), { ...options, body: change, repeatable: true });
  }
}

export class Alerts extends Collection<Alert, Alert, PageQuery & { seen?: boolean }> {
  see(id: string, options: CallOptions = {}): Promise<Alert> {
    return this.caller.json('POST', this.at(id, '/seen'), { ...options, repeatable: true });
  }
}

export class DeadLetters {
  constructor(private readonly caller: Caller) {}

  /** Grouped with their like. */
  list(query?: PageQuery, options: CallOptions = {}): Promise<Page<DeadLetterGroup>> {
    return this.caller.json('GET', '/v1/admin/dead-letters', { ...options, query });
  }

  all(query?: PageQuery, options: CallOptions = {}): AsyncGenerator<DeadLetterGroup, void, undefined> {
    return allOf(this.caller, '/v1/admin/dead-letters', query, options);
  }

  jobs(fingerprint: string, query?: PageQuery, options: CallOptions = {}): AsyncGenerator<Job, void, undefined> {
    return allOf(this.caller, `/v1/admin/dead-letters/${part(fingerprint)}`, query, options);
  }

  replay(choice: ReplayChoice, { dryRun, perSecond, ...options }: BulkOptions = {}): Promise<RetryResult> {
    return this.caller.create('/v1/admin/dead-letters/replay', { ...choice, dryRun, perSecond }, options);
  }

  purge(
    filter: { fingerprint?: string; olderThanDays?: number },
    { dryRun, ...options }: Omit<BulkOptions, 'perSecond'> = {},
  ): Promise<Purged> {
    return this.caller.json('DELETE', '/v1/admin/dead-letters', { ...options, query: { ...filter, dryRun } });
  }
}

export class Schedules {
  constructor(private readonly caller: Caller) {}

  async list(options?: CallOptions) {
    return items(await this.caller.json<ScheduleList>('GET', '/v1/admin/schedules', options));
  }

  get(name: string, options?: CallOptions): Promise<Schedule> {
    return this.caller.json('GET', this.#at(name), options);
  }

  create(schedule: NewSchedule, options?: CreateOptions): Promise<Schedule> {
    return this.caller.create('/v1/admin/schedules', schedule, options);
  }

  update(name: string, change: ScheduleChange, options: CallOptions = {}): Promise<Schedule> {
    return this.caller.json('PATCH', this.#at(name), { ...options, body: change, repeatable: true });
  }

  remove(name: string, { dryRun, ...options }: Omit<BulkOptions, 'perSecond'> = {}): Promise<Schedule> {
    return this.caller.json('DELETE', this.#at(name), { ...options, query: { dryRun } });
  }

  /** When it would run; nothing is kept. */
  async preview(cron: string, options: CallOptions = {}): Promise<string[]> {
    const call = { ...options, body: { cron }, repeatable: true };
    return (await this.caller.json<SchedulePreview>('POST', '/v1/admin/schedules/preview', call)).times;
  }

  #at = (name: string) => `/v1/admin/schedules/${part(name)}`;
}
