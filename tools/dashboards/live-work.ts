import { openAsBlob } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { makeSampleVideo } from '../demo/sample-video.ts';
import { until } from '../faults/until.ts';
import type { WholeSystem } from '../test/whole-system.ts';

/** A little of everything that a system does: jobs that succeed, fail and are tried again, followers, a webhook, a backup. */
export class LiveWork {
  private readonly system: WholeSystem;

  constructor(system: WholeSystem) {
    this.system = system;
  }

  async run(): Promise<void> {
    const receiver = createServer((_, response) => response.writeHead(204).end()).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const sockets: WebSocket[] = [];
    try {
      const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
      await this.#post('/v1/webhooks', { url });
      const debug = await this.#start('system.debug', { waitMs: 2_000, parts: 2, failures: 1 });
      sockets.push(this.#follow(debug.id));
      const jobs = [
        debug,
        await this.#start('system.debug', { failures: 100 }),
        await this.#start('maintenance.backupDatabase', {}),
        await this.#video(),
      ];
      const later = await this.#start('system.debug', {}, { runAt: new Date(Date.now() + 3_600_000).toISOString() });
      await this.#ask('POST', '/v1/jobs', { type: 'no.such', input: {} });
      for (const { id } of jobs) await this.#ended(id);
      await this.#ended((await this.#start('maintenance.restoreTest', {})).id);
      await this.#post(`/v1/jobs/${later.id}/cancel`);
    } finally {
      for (const socket of sockets) socket.close();
      receiver.close();
    }
  }

  async #video() {
    const path = join(this.system.stateFolder, 'sample.mp4');
    await makeSampleVideo(path);
    const body = new FormData();
    body.set('file', await openAsBlob(path), 'sample.mp4');
    const { id } = await this.#post<{ id: string }>('/v1/uploads', body);
    return this.#post<Job>(`/v1/videos/${id}/process`, { language: 'en', targetLanguage: 'es', chunkSeconds: 10 });
  }

  #start(type: string, input: object, more: object = {}) {
    return this.#post<Job>('/v1/jobs', { type, input, ...more });
  }

  #follow(jobId: string) {
    const { gatewayUrl, adminKey } = this.system.run;
    return new WebSocket(`${gatewayUrl.replace(/^http/, 'ws')}/ws/jobs/${jobId}?token=${adminKey}`);
  }

  #ended(id: string): Promise<Job> {
    const find = async () => {
      const job = await this.#ask<Job>('GET', `/v1/jobs/${id}`);
      return isTerminal(job.status) && job;
    };
    return until(`job ${id} has ended`, find, { limitMs: 180_000, everyMs: 200 });
  }

  async #post<Answer>(path: string, body: object = {}): Promise<Answer> {
    const answer = await this.#ask<Answer & { code?: string }>('POST', path, body);
    if (answer.code) throw new Error(`POST ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  async #ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const { gatewayUrl, adminKey } = this.system.run;
    const isForm = body instanceof FormData;
    const response = await fetch(gatewayUrl + path, {
      method,
      headers: { authorization: `Bearer ${adminKey}`, ...(body && !isForm && { 'content-type': 'application/json' }) },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    });
    return (await response.json()) as Answer;
  }
}
