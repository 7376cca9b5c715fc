import { ApiKeyPage, ApiKeyWithSecret, type NewApiKey } from '@polyspool/contracts/api-keys';
import { Account, AccountPage, type AccountChange, type NewAccount, type Role } from '@polyspool/contracts/people';
import { z } from 'zod';
import { searchOf, type Call } from './call-gateway.js';

export interface PeopleFilter {
  readonly q?: string | undefined;
  readonly role?: Role | undefined;
}

/** Keys of one's own; people and their keys, for those who administer. */
export class AccessClient {
  constructor(private readonly call: Call) {}

  keys = (active: boolean, cursor?: string) =>
    this.call(ApiKeyPage, 'GET', `/v1/me/api-keys?${searchOf({ limit: 50, active: active || undefined, cursor })}`);
  addKey = (body: NewApiKey) => this.call(ApiKeyWithSecret, 'POST', '/v1/me/api-keys', { body });
  rotateKey = (id: string, overlapSeconds: number) =>
    this.call(ApiKeyWithSecret, 'POST', `/v1/me/api-keys/${encodeURIComponent(id)}/rotate`, {
      body: { overlapSeconds },
    });
  revokeKey = (id: string) => this.call(z.undefined(), 'DELETE', `/v1/me/api-keys/${encodeURIComponent(id)}`);

  people = (filter: PeopleFilter, cursor?: string) =>
    this.call(AccountPage, 'GET', `/v1/admin/users?${searchOf({ limit: 50, ...filter, cursor })}`);
  addPerson = (body: NewAccount) => this.call(Account, 'POST', '/v1/admin/users', { body });
  changePerson = (id: string, body: AccountChange) =>
    this.call(Account, 'PATCH', `/v1/admin/users/${encodeURIComponent(id)}`, { body });

  keysOf = (userId: string, cursor?: string) =>
    this.call(ApiKeyPage, 'GET', `/v1/admin/api-keys?${searchOf({ limit: 20, userId, active: true, cursor })}`);
  addKeyFor = (userId: string, body: NewApiKey) =>
    this.call(ApiKeyWithSecret, 'POST', '/v1/admin/api-keys', { body: { ...body, userId } });
  revokeAnyKey = (id: string) => this.call(z.undefined(), 'DELETE', `/v1/admin/api-keys/${encodeURIComponent(id)}`);
}
