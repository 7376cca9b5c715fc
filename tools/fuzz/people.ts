import { randomBytes } from 'node:crypto';
import { until } from '../faults/until.ts';
import { noise } from './noise.ts';
import type { Things } from './things.ts';

export interface Somebody {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** Stands in everything that is theirs. */
  readonly mark: string;
  readonly things: Things;
}

type Created = { readonly id: string };

/** Makes people with something of every kind, by the API. */
export class People {
  readonly #url: string;
  readonly #adminKey: string;

  constructor(gatewayUrl: string, adminKey: string) {
    this.#url = gatewayUrl;
    this.#adminKey = adminKey;
  }

  async somebody(name: string): Promise<Somebody> {
    const mark = `${name}-${randomBytes(6).toString('hex')}`;
    const { id } = await this.json<Created>(this.#adminKey, 'POST', '/v1/admin/users', { name: mark });
    const { key } = await this.json<{ key: string }>(this.#adminKey, 'POST', '/v1/admin/api-keys', {
      name: mark,
      userId: id,
    });
    return { id, key, name: mark, mark, things: await this.#belongings(id, key, mark) };
  }

  async #belongings(id: string, key: string, mark: string): Promise<Things> {
    const made = (path: string, body: object) => this.json<Created>(key, 'POST', path, body);
    const { id: exported } = await this.json<Created>(key, 'POST', '/v1/me/export');
    const project = await made('/v1/projects', { name: mark });
    const upload = await this.#upload(key, mark);
    await this.json(key, 'PUT', `/v1/projects/${project.id}/assets/${upload.id}`);
    const record = await made('/v1/records', { title: mark, uploadId: upload.id, projectId: project.id });
    const webhook = await made('/v1/webhooks', { url: `http://127.0.0.1:9/${mark}` });
    const delivery = await this.json<Created>(key, 'POST', `/v1/webhooks/${webhook.id}/test`);
    const glossary = await made('/v1/glossaries', { name: mark, from: 'en', to: 'es' });
    const spare = await made('/v1/me/api-keys', { name: mark });
    const input = { uploadId: upload.id };
    const job = await made('/v1/jobs', { type: 'corpus.processAudio', input, projectId: project.id, runAt: farAway });
    const schedule = { name: mark, type: 'system.healthCheck', cron: '0 3 1 1 *', enabled: false };
    await this.json(this.#adminKey, 'POST', '/v1/admin/schedules', schedule);
    await this.json(key, 'PUT', `/v1/vocabulary/en/${mark}`, { state: 'learning' });
    await this.json(key, 'PUT', '/v1/me/notification-preferences', { email: `${mark}@example.org` });
    return {
      ...{ project: [project.id], upload: [upload.id], record: [record.id], webhook: [webhook.id], user: [id] },
      ...{ delivery: [delivery.id], glossary: [glossary.id], key: [spare.id], job: [exported, job.id] },
      schedule: [mark],
      resumable: [await this.#resumable(key)],
      artifact: [await this.#artifactOf(key, exported)],
      notification: [await this.#notification(id, key, mark)],
    };
  }

  async #upload(key: string, mark: string) {
    const form = new FormData();
    form.set('file', new Blob([noise()]), `${mark}.wav`);
    return this.json<Created>(key, 'POST', '/v1/uploads', form);
  }

  async #resumable(key: string) {
    const headers = { authorization: `Bearer ${key}`, 'tus-resumable': '1.0.0', 'upload-length': '1000' };
    const answer = await fetch(`${this.#url}/v1/uploads/resumable`, { method: 'POST', headers });
    return answer.headers.get('location')!.split('/').at(-1)!; // every 201 has it
  }

  #artifactOf(key: string, job: string) {
    return until(
      'the export has ended',
      async () => (await this.json<{ items: Created[] }>(key, 'GET', `/v1/jobs/${job}/artifacts`)).items[0]?.id,
      { limitMs: 60_000, everyMs: 100 },
    );
  }

  async #notification(userId: string, key: string, mark: string) {
    const message = { recipients: [{ userId }], subject: mark, message: mark, channels: ['inApp'] };
    await this.json(this.#adminKey, 'POST', '/v1/notifications', message);
    return until(
      'the notification has come',
      async () => (await this.json<{ items: Created[] }>(key, 'GET', '/v1/notifications')).items[0]?.id,
      { limitMs: 60_000, everyMs: 100 },
    );
  }

  /** Throws unless it is answered by a success. */
  async json<Body>(key: string, method: string, path: string, body?: object): Promise<Body> {
    const isForm = body instanceof FormData;
    const answer = await fetch(this.#url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body && !isForm && { 'content-type': 'application/json' }) },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as Body;
  }
}

const farAway = '2099-01-01T00:00:00Z';
