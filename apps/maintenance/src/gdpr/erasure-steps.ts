import { Injectable } from '@nestjs/common';
import { PersonThings } from '@polyspool/database/person-things';
import { ForgetInRedis } from './forget-in-redis.js';
import { RemoveFiles } from './remove-files.js';
import { StopPerson } from './stop-person.js';
import { VerifyErased } from './verify-erased.js';

/** What an erasure does before rows go, and after. */
@Injectable()
export class ErasureSteps {
  constructor(
    readonly things: PersonThings,
    readonly stop: StopPerson,
    readonly files: RemoveFiles,
    readonly redis: ForgetInRedis,
    readonly verify: VerifyErased,
  ) {}
}
