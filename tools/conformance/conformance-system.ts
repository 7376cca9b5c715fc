import { mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isTerminal, type Job, type JobEvent } from '@polyspool/contracts/job-status';
import { until } from '../faults/until.ts';
import { WholeSystem } from '../test/whole-system.ts';

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Asked {
  /** Sent as JSON; a form is sent as it is. */
  readonly body?: object;
  /** The user's where nothing is said; `null` sends none. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

interface TaskKind {
  readonly type: string;
  readonly attempts: number;
  readonly softSeconds: number;
  readonly hardSeconds: number;
}

/** One running system, as `npm start` has it, for the suites of all five seeds. Tests share its jobs. */
export class ConformanceSystem {
  readonly folder = mkdtempSync(join(tmpdir(), 'polyspool-conformance-'));
  #system: WholeSystem | undefined;

  async open() {
    this.#system = await WholeSystem.start({ MAX_OPEN_JOBS: '1000' });
  }

  async close() {
    await this.#system?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** As soon as the suite has opened. */
  get run() {
    if (!this.#system) throw new Error('The system is not open yet');
    return this.#system.run;
  }

  /** Where it keeps what it knows: its logs, too. */
  get stateFolder() {
    if (!this.#system) throw new Error('The system is not open yet');
    return this.#system.stateFolder;
  }

  get adminKey() {
    return this.run.adminKey;
  }

  /** What `curl -X <method> <path>` does. */
  async ask<Body>(method: string, path: string, { body, key, headers = {} }: Asked = {}): Promise<Answer<Body>> {
    const bearer = key === undefined ? this.run.userKey : key;
    const response = await fetch(this.run.gatewayUrl + path, {
      method,
      headers: {
        ...(body && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
        ...headers,
      },
      ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text, response) as Body };
  }

  get<Body>(path: string, asked?: Asked) {
    return this.ask<Body>('GET', path, asked);
  }

  post<Body>(path: string, body?: object, asked?: Asked) {
    return this.ask<Body>('POST', path, { ...asked, ...(body && { body }) });
  }

  /** What `curl -F <field>=@<path>` sends. */
  async form(field: string, path: string): Promise<FormData> {
    const form = new FormData();
    form.set(field, await openAsBlob(path), basename(path));
    return form;
  }

  /** Asks again and again as a client would that polls, until `isLast`; resolves with all answers. */
  async follow<Body>(path: string, isLast: (body: Body) => boolean, everyMs = 50): Promise<Answer<Body>[]> {
    const answers: Answer<Body>[] = [];
    const find = async () => {
      const answer = await this.get<Body>(path);
      answers.push(answer);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return isLast(answer.body) && answers;
    };
    return until(`${path} has come to its end`, find, { limitMs: 90_000, everyMs });
  }

  /** A task started by its name, as `<name>.delay(...)` was; resolves with its id. */
  async delay(name: string, kwargs: object, asked?: Asked): Promise<string> {
    const body = { kwargs };
    const answer = await this.post<{ 'task-id': string }>(`/api/task/async-apply/${name}`, body, asked);
    if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body['task-id'];
  }

  /** `AsyncResult(id).get()`: what a task has answered, of one that has succeeded. */
  async result<Result>(id: string, asked?: Asked): Promise<Result> {
    await this.ended(id);
    const { body } = await this.get<{ state: string; result: Result }>(`/api/task/result/${id}`, asked);
    if (body.state !== 'SUCCESS') throw new Error(`Task ${id}: ${JSON.stringify(body)}`);
    return body.result;
  }

  /** All that a job has said of itself, from its beginning to its end, by the stream of its events. */
  async messages(id: string): Promise<string[]> {
    const { createdAt } = await this.ended(id);
    const headers = { 'last-event-id': createdAt };
    const { body } = await this.get<string>(`/v1/jobs/${id}/events?until=end`, { key: this.adminKey, headers });
    const events = body.matchAll(/^event: event\n(?:.+\n)*?data: (.+)$/gm);
    const told = [...events].map(([, json]) => JSON.parse(json!) as JobEvent); // the group is in every match
    return told.flatMap(({ jobId, change }) => (jobId === id && change.message !== undefined ? [change.message] : []));
  }

  /** How often a job kind is tried, and how long it may run, as the running system has it. */
  async limitsOf(...types: string[]) {
    const { body } = await this.get<{ items: TaskKind[] }>('/v1/admin/tasks/registered', { key: this.adminKey });
    const kinds = new Map(body.items.map((kind) => [kind.type, kind]));
    return types.map((type) => {
      const { attempts, softSeconds, hardSeconds } = kinds.get(type)!; // whoever asks knows the catalogue
      return { attempts, softSeconds, hardSeconds };
    });
  }

  /** Resolves with the job as the canonical API has it once it has ended, however it did. */
  ended(id: string, limitMs = 60_000): Promise<Job> {
    const find = async () => {
      const { body } = await this.get<Job>(`/v1/jobs/${id}`, { key: this.adminKey });
      return isTerminal(body.status) && body;
    };
    return until(`job ${id} has ended`, find, { limitMs, everyMs: 100 });
  }
}

function parsed(text: string, { headers }: Response): unknown {
  return headers.get('content-type')?.includes('json') && text ? JSON.parse(text) : text;
}
