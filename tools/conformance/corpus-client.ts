import type { Problem } from '@polyspool/contracts/job-status';
import type { ConformanceSystem } from './conformance-system.ts';

/** The answers' own `status` is a word, and stands in its place. */
type Fault = Omit<Problem, 'status'>;

const at = '/api/v1/tasks';

/** What seed 004 answers where a task was started. */
export interface StartedTask {
  readonly task_id: string;
  readonly task_name: string;
  readonly status: string;
  readonly message: string;
}

export interface ToldTask<Result> {
  readonly task_id: string;
  readonly status: string;
  readonly result: Result;
  readonly error: string | null;
}

/** The API of seed 004, as its examples speak to it. */
export class CorpusClient {
  private readonly system: ConformanceSystem;

  constructor(system: ConformanceSystem) {
    this.system = system;
  }

  /** By the user, or by whose key is named. */
  post(path: string, body?: object, key?: string) {
    return this.system.post<StartedTask & Fault>(at + path, body, key === undefined ? {} : { key });
  }

  async byAdmin(path: string, body?: object): Promise<StartedTask> {
    const { status, body: started } = await this.post(path, body, this.system.adminKey);
    expect([status, started.status]).toEqual([202, 'PENDING']);
    return started;
  }

  get<Body>(path: string, key?: string) {
    return this.system.get<Body>(at + path, key === undefined ? {} : { key });
  }

  cancel(id: string, key?: string) {
    return this.system.ask<Fault & { task_id: string }>(
      'DELETE',
      `${at}/cancel/${id}`,
      key === undefined ? {} : { key },
    );
  }

  async statusOf<Result>(id: string): Promise<ToldTask<Result>> {
    return (await this.get<ToldTask<Result>>(`/status/${id}`, this.system.adminKey)).body;
  }

  /** What it has answered, once it has. */
  async succeeded<Result>({ task_id: id }: Pick<StartedTask, 'task_id'>): Promise<Result> {
    await this.system.ended(id, 110_000);
    const { status, error, result } = await this.statusOf<Result>(id);
    expect([status, error]).toEqual(['SUCCESS', null]);
    return result;
  }
}
