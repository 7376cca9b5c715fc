import { Injectable } from '@nestjs/common';
import { type Caller, mayGive } from '@polyspool/access/caller';
import { newApiKey } from '@polyspool/access/new-api-key';
import type { ApiKeyRotation, ApiKeyWithSecret, NewApiKey } from '@polyspool/contracts/api-keys';
import { AppError } from '@polyspool/contracts/errors';
import { ApiKeys } from '@polyspool/database/api-keys';

/** Where keys are given out: never one that opens more than the key of who asks for it. */
@Injectable()
export class KeyDesk {
  constructor(private readonly keys: ApiKeys) {}

  /** Throws `auth.scopeMissing`, `auth.forbidden`, `quota.apiKeys`, `person.unknown`. */
  async make(by: Caller, userId: string, asked: NewApiKey): Promise<ApiKeyWithSecret> {
    const wanted = {
      name: asked.name,
      scopes: asked.scopes ? [...new Set(asked.scopes)] : by.scopes,
      expiresAt: asked.expiresAt === undefined ? by.keyExpiresAt : inFuture(asked.expiresAt),
    };
    mayGive(by, wanted);
    const key = newApiKey();
    return { ...(await this.keys.add(userId, { ...wanted, key })), key };
  }

  /** `ownerId` undefined: anybody's. Throws `apiKey.unknown`, `apiKey.inactive` and what `make` throws. */
  async rotate(by: Caller, id: string, ownerId: string | undefined, { overlapSeconds }: ApiKeyRotation) {
    const key = newApiKey();
    const made = await this.keys.rotate(id, ownerId, {
      key,
      overlapSeconds,
      mayHave: ({ scopes, expiresAt }) =>
        mayGive(by, { scopes, expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt) }),
    });
    return { ...made, key };
  }
}

function inFuture(text: string) {
  const at = new Date(text);
  if (at.getTime() > Date.now()) return at;
  const detail = 'A key cannot have ended before it begins';
  throw new AppError('input.invalid', detail, { pointers: [{ pointer: '/expiresAt', detail }] });
}
