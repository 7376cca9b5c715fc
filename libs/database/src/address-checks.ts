import { AppError } from '@polyspool/contracts/errors';
import { v7 } from 'uuid';
import type { Database } from './database.js';
import type { Notices } from './notices.js';

/** Somebody is to be asked by mail whether an address is theirs. */
export interface AddressCheck {
  readonly id: string;
  readonly userId: string;
  readonly addressHash: string;
}

/** The channel on which those who write the mails are told that there is one to write. */
export const addressChecksChannel = 'addressChecks';

/** Within an hour. Several people may name one address, and none of them be its owner. */
const mostOfPerson = 3;
const mostOfAddress = 6;
const mostAtOnce = 20;

/** Mails that ask whether an address is theirs, to be sent soon or not at all. */
export class AddressChecks {
  constructor(
    private readonly database: Database,
    private readonly notices: Notices,
  ) {}

  /** Throws `quota.addressChecks` where that person or that address has been written to often enough. */
  async ask(userId: string, addressHash: string): Promise<void> {
    const isAsked = await this.database.transaction(async (tx) => {
      // Those that ask at the same time are counted one after the other.
      await tx.query('SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('address ' || $1, 0))`, [addressHash]);
      return tx.execute(ask, [v7(), userId, addressHash, mostOfPerson, mostOfAddress]);
    });
    if (!isAsked) throw new AppError('quota.addressChecks', `At most ${mostOfPerson} in an hour`);
    this.notices.tell(addressChecksChannel, '');
  }

  /** The next ones. Until a minute has passed, and longer after each failure, they are nobody else's. */
  take(): Promise<AddressCheck[]> {
    return this.database.query<AddressCheck>(takeNext, [mostAtOnce]);
  }

  /** It was sent, or is not to be sent any more. */
  async finish(id: string): Promise<void> {
    await this.database.execute('UPDATE address_checks SET done_at = now() WHERE id = $1', [id]);
  }

  /** Those that count for nothing any more. Answers how many. */
  removeOld(): Promise<number> {
    return this.database.execute(`DELETE FROM address_checks WHERE asked_at < now() - interval '1 day'`);
  }
}

const within = `asked_at > now() - interval '1 hour'`;

const ask = `
  INSERT INTO address_checks (id, user_id, address_hash) SELECT $1, $2, $3
  WHERE (SELECT count(*) FROM address_checks WHERE user_id = $2 AND ${within}) < $4
    AND (SELECT count(*) FROM address_checks WHERE address_hash = $3 AND ${within}) < $5`;

const takeNext = `
  WITH next AS (
    SELECT id FROM address_checks WHERE done_at IS NULL AND next_at <= now() AND ${within}
    ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED
  )
  UPDATE address_checks c SET tries = tries + 1, next_at = now() + least(16, power(2, tries)) * interval '1 minute'
  FROM next WHERE c.id = next.id
  RETURNING c.id, c.user_id AS "userId", c.address_hash AS "addressHash"`;
