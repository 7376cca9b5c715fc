import { Access } from '@polyspool/access/access';
import { jest } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { SignedLinks } from './signed-links.js';

let isWelcome = true;
const access = {
  identify: async () => ({ id: 'nobody', name: 'Nobody', role: 'user' }),
  isWelcome: async () => isWelcome,
} as unknown as Access;
const links = (secret = 'one secret') => new SignedLinks(access, { secret });
const owner = '01890000-0000-7000-8000-000000000001';

const opening = (url: string) => {
  const query = Object.fromEntries(new URL(url, 'http://gateway').searchParams);
  return { url, query, headers: {} } as unknown as FastifyRequest;
};

describe('a signed link', () => {
  afterEach(() => {
    jest.useRealTimers();
    isWelcome = true;
  });

  it.each([owner, undefined])('lets read what its issuer may see: %s', async (ownerId) => {
    const { url } = links().issue('/v1/artifacts/1/content', ownerId);

    expect(await links().readableBy(opening(url))).toBe(ownerId);
  });

  it('holds for six hours', async () => {
    const { url, expiresAt } = links().issue('/v1/artifacts/1/content', owner);

    jest.useFakeTimers({ now: Date.parse(expiresAt) - 1 });
    expect(await links().readableBy(opening(url))).toBe(owner);
    jest.useFakeTimers({ now: Date.parse(expiresAt) });
    await expect(links().readableBy(opening(url))).rejects.toMatchObject({ code: 'auth.invalid' });
  });

  it('is worth nothing once its owner is shut out', async () => {
    const { url } = links().issue('/v1/artifacts/1/content', owner);
    isWelcome = false;

    await expect(links().readableBy(opening(url))).rejects.toMatchObject({ code: 'auth.invalid' });
  });

  it('is worth nothing with another secret', async () => {
    const { url } = links('another secret').issue('/v1/artifacts/1/content', owner);

    await expect(links().readableBy(opening(url))).rejects.toMatchObject({ code: 'auth.invalid' });
  });
});
