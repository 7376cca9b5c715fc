import type { Access } from '@polyspool/access/access';
import type { Caller } from '@polyspool/access/caller';
import type { Doorkeeper } from '@polyspool/access/doorkeeper';
import type { Person } from '@polyspool/database/people';
import { jest } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { SignedLinks } from './signed-links.js';

const anna: Caller = { id: '01890000-0000-7000-8000-000000000001', name: 'Anna', role: 'user' };
const olga: Caller = { ...anna, name: 'Olga', role: 'operator' };
let now: Person | undefined;
const access = { whoIs: async () => now } as unknown as Access;
const links = (secret = 'one secret') => new SignedLinks(access, {} as Doorkeeper, { secret });
const issued = (by: Caller, secret?: string) => {
  now = by;
  return links(secret).issue('/v1/artifacts/1/content', by);
};

const opening = (url: string) => {
  const query = Object.fromEntries(new URL(url, 'http://gateway').searchParams);
  return { url, query, headers: {} } as unknown as FastifyRequest;
};

describe('a signed link', () => {
  afterEach(() => jest.useRealTimers());

  it.each([
    [anna, anna.id],
    [{ ...anna, keyId: '01890000-0000-7000-8000-000000000002' }, anna.id],
    [olga, undefined],
    [{ ...olga, keyId: '01890000-0000-7000-8000-000000000002' }, undefined],
  ])('lets read what its issuer may see: %j', async (by, ownerId) => {
    const { url } = issued(by);

    expect(await links().readableBy(opening(url))).toBe(ownerId);
  });

  it('holds for six hours', async () => {
    const { url, expiresAt } = issued(anna);

    jest.useFakeTimers({ now: Date.parse(expiresAt) - 1 });
    expect(await links().readableBy(opening(url))).toBe(anna.id);
    jest.useFakeTimers({ now: Date.parse(expiresAt) });
    await expect(links().readableBy(opening(url))).rejects.toMatchObject({ code: 'auth.invalid' });
  });

  it('is worth nothing once its owner is shut out', async () => {
    const { url } = issued(anna);
    now = undefined;

    await expect(links().readableBy(opening(url))).rejects.toMatchObject({ code: 'auth.invalid' });
  });

  it('of somebody who saw everything opens nothing once they do not', async () => {
    const { url } = issued(olga);
    now = { ...olga, role: 'user' };

    await expect(links().readableBy(opening(url))).rejects.toMatchObject({ code: 'auth.invalid' });
  });

  it('opens the same once its owner sees more', async () => {
    const { url } = issued(anna);
    now = { ...anna, role: 'admin' };

    expect(await links().readableBy(opening(url))).toBe(anna.id);
  });

  it('is worth nothing with another secret', async () => {
    const { url } = issued(anna, 'another secret');

    await expect(links().readableBy(opening(url))).rejects.toMatchObject({ code: 'auth.invalid' });
  });
});
