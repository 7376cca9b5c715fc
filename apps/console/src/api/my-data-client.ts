import { EraseAnswer, ErasureState } from '@polyspool/contracts/gdpr';
import { Job } from '@polyspool/contracts/job-status';
import { callGateway, type Call, type Fetch } from './call-gateway.js';

/** What people may ask of what is kept of them. */
export class MyDataClient {
  constructor(private readonly call: Call) {}

  export = () => this.call(Job, 'POST', '/v1/me/export');
  /** Only counts what would go. */
  eraseCount = () => this.call(EraseAnswer, 'POST', '/v1/me/erase', { body: { dryRun: true } });
  /** `confirm` is one's name, as it is written. */
  erase = (confirm: string) => this.call(EraseAnswer, 'POST', '/v1/me/erase', { body: { confirm } });
}

/** Needs no key: who is erased has none any more. */
export const findErasure = (fetch: Fetch, id: string) =>
  callGateway(fetch)(ErasureState, 'GET', `/v1/erasures/${encodeURIComponent(id)}`);
