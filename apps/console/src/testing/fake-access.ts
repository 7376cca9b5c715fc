import type { ApiKey, NewApiKey } from '@polyspool/contracts/api-keys';
import type { Account, AccountChange, NewAccount } from '@polyspool/contracts/people';
import { aProblem, ids } from './examples.js';
import type { Answer } from './fake-operations.js';

const at = '2026-01-02T03:04:05.000Z';
export const myId = '01890000-0000-7000-8000-0000000000a1';

type Fields = Record<string, unknown>;

/** Keys and people, over plain lists that a test fills. */
export class FakeAccess {
  keys: ApiKey[] = [];
  people: Account[] = [];
  /** What was asked for with a body. */
  readonly asked: Fields[] = [];

  /** `/v1/me/api-keys` and `/v1/admin/api-keys`. */
  key(method: string, url: URL, body: unknown): Answer {
    const [, , , , id = '', action = ''] = url.pathname.split('/');
    if (method === 'GET') return [200, { items: this.keysFor(url.searchParams) }];
    if (method === 'DELETE') return this.revoke(id);
    const asked = JSON.parse(String(body)) as NewApiKey & { userId?: string };
    this.asked.push({ ...asked });
    if (action === 'rotate') return this.rotate(id);
    const { name, scopes, expiresAt, userId = myId } = asked;
    return this.make(aKey({ name, scopes, expiresAt, userId, id: ids.child(60 + this.keys.length) }));
  }

  person(method: string, url: URL, body: unknown): Answer {
    const id = url.pathname.split('/')[4];
    if (method === 'GET') return [200, { items: this.found(url.searchParams) }];
    const asked = JSON.parse(String(body)) as NewAccount & AccountChange;
    this.asked.push({ ...asked });
    if (method === 'POST') return this.add(asked);
    if (asked.role === 'user' && id === myId) {
      return [409, aProblem(409, 'person.lastAdmin', 'An administrator has to stay', 'Make somebody else one first')];
    }
    const { disabled, ...change } = asked;
    this.people = this.people.map((one) =>
      one.id === id ? { ...one, ...change, disabledAt: disabled ? at : undefined } : one,
    );
    return [200, this.people.find((one) => one.id === id)];
  }

  private keysFor(query: URLSearchParams) {
    const userId = query.get('userId') ?? myId;
    const isActive = query.get('active') === 'true';
    return this.keys.filter((key) => key.userId === userId && (!isActive || key.status === 'active'));
  }

  private found(query: URLSearchParams) {
    const [q, role] = [query.get('q')?.toLowerCase() ?? '', query.get('role')];
    return this.people.filter((one) => one.name.toLowerCase().includes(q) && (!role || one.role === role));
  }

  private make(key: ApiKey): Answer {
    this.keys = [key, ...this.keys];
    return [201, { ...key, key: `psk_${this.keys.length}` }];
  }

  private rotate(id: string): Answer {
    const old = this.keys.find((key) => key.id === id)!;
    const next = { ...old, id: ids.child(60 + this.keys.length) };
    this.keys = this.keys.map((key) => (key.id === id ? { ...key, replacedBy: next.id } : key));
    return this.make(next);
  }

  private revoke(id: string): Answer {
    this.keys = this.keys.map((key) => (key.id === id ? { ...key, status: 'revoked', revokedAt: at } : key));
    return [204, undefined];
  }

  private add(asked: NewAccount): Answer {
    const made = aPerson({ ...asked, id: ids.child(50 + this.people.length) });
    this.people = [made, ...this.people];
    return [201, made];
  }
}

export const aKey = (over: Partial<ApiKey> = {}): ApiKey => ({
  id: ids.child(60),
  userId: myId,
  name: 'The server of our course',
  prefix: 'psk_ab12cd34',
  status: 'active',
  createdAt: at,
  ...over,
});

export const aPerson = (over: Partial<Account> = {}): Account => ({
  id: ids.child(50),
  name: 'Anna',
  role: 'user',
  activeKeys: 1,
  createdAt: at,
  ...over,
});
