import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readable } from '../start/service-log.ts';
import type { RunFile } from '../start/run-file.ts';
import { ApiDocument } from './api-document.ts';
import { People, type Somebody } from './people.ts';

export interface Running {
  readonly run: RunFile;
  readonly stateFolder: string;
}

/** A running system, with people in it: one who asks, one whose things are nobody's business, and one who may be lost. */
export class FuzzedSystem {
  readonly url: string;
  readonly adminKey: string;
  readonly document: ApiDocument;
  readonly asking: Somebody;
  readonly other: Somebody;
  readonly spare: Somebody;
  readonly #running: Running;
  readonly #people: People;
  readonly #pids: RunFile['pids'];
  readonly #logged: ReadonlyMap<string, number>;
  readonly #othersThings: string;

  static async open(running: Running): Promise<FuzzedSystem> {
    const { gatewayUrl, adminKey } = running.run;
    const people = new People(gatewayUrl, adminKey);
    const [document, asking, other, spare] = await Promise.all([
      ApiDocument.of(gatewayUrl),
      ...['ben', 'anna', 'spare'].map((name) => people.somebody(name)),
    ]);
    const them = { asking: asking!, other: other!, spare: spare! }; // as many as names
    return new FuzzedSystem(running, people, { document, ...them, things: await thingsOf(people, them.other) });
  }

  private constructor(
    running: Running,
    people: People,
    known: Pick<FuzzedSystem, 'document' | 'asking' | 'other' | 'spare'> & { things: string },
  ) {
    this.url = running.run.gatewayUrl;
    this.adminKey = running.run.adminKey;
    this.document = known.document;
    this.asking = known.asking;
    this.other = known.other;
    this.spare = known.spare;
    this.#othersThings = known.things;
    this.#running = running;
    this.#people = people;
    this.#pids = running.run.pids;
    this.#logged = new Map(logsOf(running).map(([name, text]) => [name, text.length]));
  }

  /** What nobody is told but who has it. */
  get secrets(): readonly string[] {
    const { databaseUrl, redisUrl, userKey } = this.#running.run;
    const passwords = [databaseUrl, redisUrl].map((url) => new URL(url).password).filter(Boolean);
    const keys = [userKey, this.adminKey, this.asking.key, this.other.key, this.spare.key];
    return [...keys, ...passwords, this.#running.stateFolder];
  }

  /** What tells somebody else of the other one. */
  get othersMarks(): readonly string[] {
    const { mark, things } = this.other;
    return [mark, ...Object.values(things).flat()];
  }

  /** What has gone wrong meanwhile: processes that ended, error lines in logs, things that changed, jobs that do not run. */
  async harm(): Promise<string[]> {
    const { run } = this.#running;
    const ended = Object.entries(this.#pids).filter(([name, pid]) => run.pids[name] !== pid);
    const errors = logsOf(this.#running).flatMap(([name, text]) =>
      errorLines(name, text.slice(this.#logged.get(name))),
    );
    const after = await thingsOf(this.#people, this.other);
    return [
      ...ended.map(([name]) => `${name} has ended and was started anew`),
      ...errors,
      ...(after === this.#othersThings
        ? []
        : [`things of somebody else have changed:\n${this.#othersThings}\n${after}`]),
      ...(await this.#unwell()),
    ];
  }

  /** Jobs that were asked for cost time; queues that were paused are the next one's trouble. */
  async tidy(jobs: readonly string[]) {
    const admin = { authorization: `Bearer ${this.adminKey}` };
    const paths = [...jobs.map((id) => `/v1/jobs/${id}/cancel`), '/v1/admin/queues/backup/resume'];
    for (const path of paths) await fetch(this.url + path, { method: 'POST', headers: admin });
  }

  async #unwell(): Promise<string[]> {
    const probe = await fetch(`${this.url}/health/ready`);
    const headers = { authorization: `Bearer ${this.adminKey}`, 'content-type': 'application/json', prefer: 'wait=28' };
    const body = JSON.stringify({ type: 'system.debug', input: {}, priority: 'urgent' });
    const answer = await fetch(`${this.url}/v1/jobs`, { method: 'POST', headers, body });
    const said = await answer.text();
    return [
      ...(probe.ok ? [] : [`the gateway is not ready: ${probe.status} ${await probe.text()}`]),
      ...(said.includes('"status":"succeeded"') ? [] : [`a job did not run: ${answer.status} ${said.slice(0, 300)}`]),
    ];
  }
}

const lists = [
  ...['projects', 'uploads', 'records', 'jobs', 'webhooks', 'glossaries', 'me/api-keys', 'notifications', 'vocabulary'],
  ...['me/notification-preferences', 'me'],
];

/** Everything of somebody but what changes by itself: when they were last here, when a job is expected to end. */
async function thingsOf(people: People, { key, things }: Somebody): Promise<string> {
  const own = [`projects/${things.project[0]}/members`, `projects/${things.project[0]}/assets`];
  const found = await Promise.all([...lists, ...own].map((path) => people.json<object>(key, 'GET', `/v1/${path}`)));
  return JSON.stringify(found).replaceAll(/,?"(lastUsedAt":"[^"]*"|eta":\{[^}]*\})/g, '');
}

function logsOf({ stateFolder }: Running): (readonly [name: string, text: string])[] {
  const folder = join(stateFolder, 'logs');
  return readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
}

/** Operators are told of it as an error, though it is in what somebody has asked for. */
const ofInput = /^A job has failed in a new way .*code=(?!internal|process\.|job\.(badOutput|noHandler|poison|stuck))/;

function errorLines(name: string, text: string): string[] {
  const lines = text
    .split('\n')
    .map(readable)
    .filter((line) => line.level === 'error' && !ofInput.test(line.text));
  // The same fault is often met more than once: one of its lines tells enough.
  const kinds = new Map(lines.map((line) => [line.text.replaceAll(/[0-9a-f-]{16,}/g, ''), line.text]));
  return [...kinds.values()].map((line) => `${name}: ${line.slice(0, 1_000)}`);
}
