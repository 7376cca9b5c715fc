import type { Artifact, Attempt, Job } from '@polyspool/contracts/job-status';
import type { Transcript } from '@polyspool/contracts/segments';
import type { Upload } from '@polyspool/contracts/files';
import type { Fetch } from '../api/call-gateway.js';
import type { Role } from '@polyspool/contracts/people';
import { aJob, aProblem, ids } from './examples.js';
import { FakeAccess } from './fake-access.js';
import { FakeFilms } from './fake-films.js';
import { FakeKeeping } from './fake-keeping.js';
import { FakeLearning } from './fake-learning.js';
import { FakeMessages } from './fake-messages.js';
import { FakeOperations, type Answer } from './fake-operations.js';
import { FakeRecords } from './fake-records.js';

/** Answers as the gateway does, from plain maps that a test fills. */
export class FakeGateway {
  readonly jobs = new Map<string, Job>();
  readonly uploads = new Map<string, Upload>();
  readonly transcripts = new Map<string, Transcript>();
  artifacts: Artifact[] = [];
  attempts: Attempt[] = [];
  role: Role = 'user';
  /** Of the key that the page works with. */
  keyId: string | undefined;
  readonly operations = new FakeOperations();
  readonly learning = new FakeLearning();
  readonly films = new FakeFilms();
  readonly records = new FakeRecords(this.jobs);
  readonly messages = new FakeMessages();
  readonly keeping = new FakeKeeping();
  readonly access = new FakeAccess();
  /** Contents of other JSON files, by artifact. */
  readonly files = new Map<string, unknown>();
  /** Jobs that were asked for by kind and input. */
  readonly submitted: unknown[] = [];
  readonly calls: string[] = [];
  readonly processed: unknown[] = [];
  /** What was asked of documents, and what that is refused with. */
  readonly translated: unknown[] = [];
  refusal: Answer | undefined;

  constructor(private readonly key: string) {}

  readonly fetch: Fetch = (url, { method = 'GET', headers, body }) => {
    this.calls.push(`${method} ${url}`);
    const isOpen = url.startsWith('/v1/erasures/');
    const known = isOpen || new Headers(headers).get('authorization') === `Bearer ${this.key}`;
    const [status, answer] = known
      ? this.answer(method, new URL(url, 'http://gateway'), body)
      : [401, aProblem(401, 'auth.invalid', 'This key is not valid', 'No such key.')];
    return Promise.resolve({ ok: status < 400, status, json: () => Promise.resolve(answer) });
  };

  private answer(method: string, url: URL, body: unknown): Answer {
    const [, , resource = '', id = '', part = ''] = url.pathname.split('/');
    if (id === 'api-keys' || part === 'api-keys') return this.access.key(method, url, body);
    if (resource === 'admin' && id === 'users') return this.access.person(method, url, body);
    if (resource === 'admin' && id === 'mails') return this.messages.mail();
    if (resource === 'admin' && (id === 'backups' || id === 'audit')) return this.keeping.admin(id, url);
    if (resource === 'admin') return this.operations.answer(method, url, body);
    if (resource === 'notifications' && method === 'POST') return this.submitAs('notifications.send', body);
    if (resource === 'notifications') return this.messages.notification(method, url, body);
    if (resource === 'webhooks') return this.messages.webhook(method, url, body);
    if (resource === 'erasures') return [200, this.keeping.erasure];
    if (id === 'notification-preferences' && part === 'confirm-email') return this.messages.confirmEmail();
    if (id === 'notification-preferences') return this.messages.preference(method, body);
    if (learningParts.has(part) || learningParts.has(resource)) return this.learning.answer(method, url, body);
    if (part === 'provenance' || resource === 'projects') return this.films.answer(method, url, body);
    if (recordParts.has(resource)) return this.records.answer(method, url, body);
    if (resource === 'generations') return this.generate(id, body);
    const route = `${method} ${resource}${id && '/:id'}${part && `/${part}`}`;
    const answers: Record<string, () => Answer> = {
      'GET me': () => [
        200,
        { id: '01890000-0000-7000-8000-0000000000a1', name: 'Mariam', role: this.role, keyId: this.keyId },
      ],
      'GET jobs': () => [200, { items: this.listed(url.searchParams) }],
      'GET jobs/:id': () => found(this.jobs.get(id)),
      'GET jobs/:id/attempts': () => [200, { items: this.attempts }],
      'POST jobs/:id/retry': () => found(this.jobs.get(id)),
      'GET jobs/:id/tree': () => this.tree(id),
      'GET jobs/:id/artifacts': () => [200, { items: this.artifacts }],
      'POST jobs/:id/cancel': () => this.cancel(id),
      'POST jobs/:id/resume': () => this.resume(id),
      'GET uploads/:id': () => found(this.uploads.get(id)),
      'GET artifacts/:id/content': () => found(this.transcripts.get(id) ?? this.files.get(id)),
      'POST uploads/:id/link': () => [200, { url: `/media/${id}`, expiresAt: '2999-01-01T00:00:00Z' }],
      'POST artifacts/:id/link': () => [200, { url: `/files/${id}`, expiresAt: '2999-01-01T00:00:00Z' }],
      'POST jobs': () => this.submit(body),
      'POST me/:id': () => (id === 'erase' ? this.keeping.erase(body) : this.submitAs('gdpr.export')),
      'POST videos/:id/process': () => this.process(body),
      'POST documents/:id/translate': () => this.translate(body),
    };
    return answers[route]?.() ?? found(undefined);
  }

  private submit(body: unknown): Answer {
    const request = JSON.parse(String(body)) as Pick<Job, 'type' | 'input'>;
    this.submitted.push(request);
    const job = aJob({ ...request, id: ids.child(60), status: 'queued', percent: 0, step: undefined });
    this.jobs.set(job.id, job);
    return [202, job];
  }

  /** What has a route of its own. */
  private submitAs(type: string, input: unknown = '{}'): Answer {
    return this.submit(JSON.stringify({ type, input: JSON.parse(String(input)) }));
  }

  private generate(part: string, body: unknown): Answer {
    const asked = JSON.parse(String(body)) as Job['input'];
    if (part) return this.films.estimateOf(asked);
    const refused = this.films.begin(asked);
    if (refused) return refused;
    const started = { id: ids.child(61), type: 'generation.fullVideo', status: 'queued', percent: 0 } as const;
    const job = aJob({ ...started, step: undefined, input: asked });
    this.jobs.set(job.id, job);
    return [202, job];
  }

  private listed(query: URLSearchParams) {
    const [status, type] = [query.get('status'), query.get('type')];
    const fits = (job: Job) => !job.parentId && (!status || job.status === status);
    return [...this.jobs.values()].filter((job) => fits(job) && (!type || type.split(',').includes(job.type)));
  }

  private tree(id: string): Answer {
    const job = this.jobs.get(id);
    const children = [...this.jobs.values()].filter(({ parentId }) => parentId === id);
    return found(job && { job, children, artifacts: [] });
  }

  private cancel(id: string): Answer {
    const job = this.jobs.get(id);
    if (job?.status === 'succeeded') {
      return [409, aProblem(409, 'job.alreadyFinished', 'The job has already ended', 'It has succeeded.')];
    }
    return job ? [202, { ...job, status: 'cancelling', seq: job.seq + 1 }] : found(undefined);
  }

  private resume(id: string): Answer {
    const job = this.jobs.get(id);
    const { error: _error, finishedAt: _finishedAt, ...rest } = job ?? {};
    return job
      ? [202, { ...rest, status: 'queued', percent: 0, run: job.run + 1, seq: job.seq + 1 }]
      : found(undefined);
  }

  private process(body: unknown): Answer {
    this.processed.push(JSON.parse(String(body)));
    return [202, [...this.jobs.values()][0]];
  }

  private translate(body: unknown): Answer {
    this.translated.push(JSON.parse(String(body)));
    return this.refusal ?? [202, [...this.jobs.values()][0]];
  }
}

const recordParts = new Set(['records', 'batches', 'reports', 'archive']);
const learningParts = new Set(['vocabulary', 'edits', 'deck', 'glossaries']);

const found = (body: unknown): Answer =>
  body ? [200, body] : [404, aProblem(404, 'job.unknown', 'There is no such job', 'There is no such job.')];
