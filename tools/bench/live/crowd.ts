import { eachOf } from '../http-client.ts';
import { type Channel, connect, type LiveClient } from './live-client.ts';

const atOnce = 50;

export interface Place {
  readonly gatewayUrl: string;
  readonly key: string;
}

/** Many clients of one channel in this process, client after client on one job after the other. */
export class Crowd {
  readonly connectMs: number[] = [];
  readonly clients: LiveClient[] = [];
  /** From the first try until all of them had heard the state of their jobs. */
  seconds = 0;

  async gather(channel: Channel, place: Place, jobIds: readonly string[]) {
    const startedAt = performance.now();
    await eachOf(jobIds, atOnce, async (jobId) => {
      const knockedAt = performance.now();
      this.clients.push(await connect(channel, { ...place, jobId }));
      this.connectMs.push(performance.now() - knockedAt);
    });
    this.seconds = (performance.now() - startedAt) / 1_000;
  }

  /** How long words with a time in them (`... at <ISO time>`) were on their way to each client. */
  listen(): number[] {
    const delaysMs: number[] = [];
    for (const client of this.clients) {
      client.onText = (text) => {
        const said = / at (\d{4}-\d\d-\d\dT[\d:.]+Z)/.exec(text)?.[1];
        if (said !== undefined) delaysMs.push(Date.now() - Date.parse(said));
      };
    }
    return delaysMs;
  }

  leave() {
    for (const client of this.clients) client.close();
  }
}
