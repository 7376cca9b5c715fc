import { AppError } from '@polyspool/contracts/errors';
import {
  type Channel,
  NotificationPreferences,
  type Topic,
  type WantedPreferences,
} from '@polyspool/contracts/notifications';
import type { Role } from '@polyspool/contracts/people';
import type { Database, Statements } from './database.js';
import { storableJson } from './storable.js';

/** Somebody who can be told something. */
export interface Contact {
  readonly userId: string;
  readonly role: Role;
  readonly preferences: NotificationPreferences;
}

/** How people want to be reached. */
export class ContactPreferences {
  constructor(private readonly database: Database) {}

  async of(userId: string): Promise<NotificationPreferences> {
    return (await this.contacts([userId])).get(userId)?.preferences ?? NotificationPreferences.parse({});
  }

  /** Those of them that there are. */
  async contacts(userIds: readonly string[], statements: Statements = this.database) {
    const rows = await statements.query<ContactRow>(`${select} WHERE u.id = ANY($1::uuid[])`, [userIds]);
    return new Map(rows.map((row) => [row.userId, contactOf(row)]));
  }

  async administrators(): Promise<Contact[]> {
    const rows = await this.database.query<ContactRow>(`${select} WHERE u.role = 'admin' ORDER BY u.id`);
    return rows.map(contactOf);
  }

  /**
   * By themselves. Another address counts for nothing until it is confirmed; a number that is not named stays. Throws `phone.setByOperators` where there is
   * another number than before, and `person.unknown`. Answers what holds now, and what did before.
   */
  async set(userId: string, { phone, ...wanted }: WantedPreferences) {
    const changed = await this.#change(userId, (before) => {
      if (phone === null) return wanted;
      if (phone === undefined || phone === before.phone) return { ...wanted, phone: before.phone };
      throw new AppError('phone.setByOperators', 'Ask an operator to set the number of your phone');
    });
    return changed ?? unknown(userId);
  }

  /** By an operator. None: it is removed. Throws `person.unknown`. */
  async setPhone(userId: string, phone: string | undefined): Promise<void> {
    if (!(await this.#change(userId, (before) => ({ ...before, phone })))) unknown(userId);
  }

  /** Its owner has said so. Answers whether it is still the address of that person. */
  async confirmEmail(userId: string, email: string): Promise<boolean> {
    const confirmed = await this.database.execute(
      `UPDATE notification_preferences SET email_confirmed = true, updated_at = now()
       WHERE user_id = $1 AND lower(preferences ->> 'email') = lower($2)`,
      [userId, email],
    );
    return confirmed > 0;
  }

  /** By the link in a mail: no more mails about that. The other channels stay as they are. */
  async unsubscribe(userId: string, topic: Topic, defaults: readonly Channel[]): Promise<void> {
    await this.#change(userId, (before) => {
      const left = (before.channels[topic] ?? defaults).filter((channel) => channel !== 'email');
      return { ...before, channels: { ...before.channels, [topic]: left } };
    });
  }

  async unsubscribeAddress(addressHash: string, topic: Topic): Promise<void> {
    await this.database.execute(
      'INSERT INTO unsubscribed_addresses (address_hash, topic) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [addressHash, topic],
    );
  }

  /** Which of these addresses nobody writes to about that any more, as addresses or as those of people here. */
  async unsubscribed(addresses: readonly OutsideAddress[], topic: Topic): Promise<ReadonlySet<string>> {
    const emails = addresses.map(({ email }) => email.toLowerCase());
    const rows = await this.database.query<{ hash: string }>(unwanted, [
      emails,
      addresses.map(({ hash }) => hash),
      topic,
    ]);
    return new Set(rows.map(({ hash }) => hash));
  }

  /** Two changes at once: the second sees what the first has made of it. Nothing where there is no such person any more. */
  #change(userId: string, change: (before: NotificationPreferences) => NotificationPreferences) {
    return this.database.transaction(async (tx) => {
      await tx.query('SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
      const before = (await this.contacts([userId], tx)).get(userId)?.preferences;
      if (!before) return undefined;
      const { emailVerified: _said, confirmationMail: _told, ...now } = change(before);
      const isConfirmed = isSame(now.email, before.email) && before.emailVerified === true;
      await tx.execute(upsert, [userId, storableJson(now), isConfirmed]);
      return { before, now: preferencesOf(now, isConfirmed) };
    });
  }
}

/** An address that is written to as one of nobody here. */
export interface OutsideAddress {
  readonly email: string;
  readonly hash: string;
}

interface ContactRow {
  readonly userId: string;
  readonly role: Role;
  readonly preferences: unknown;
  readonly isConfirmed: boolean | null;
}

const contactOf = ({ userId, role, preferences, isConfirmed }: ContactRow): Contact => ({
  userId,
  role,
  preferences: preferencesOf(preferences ?? {}, isConfirmed ?? false),
});

/** What no longer holds (a time zone that is gone) is no reason to tell nobody: they find it in their list. */
function preferencesOf(stored: unknown, isConfirmed: boolean): NotificationPreferences {
  const preferences = NotificationPreferences.safeParse(stored).data ?? NotificationPreferences.parse({});
  return preferences.email === undefined ? preferences : { ...preferences, emailVerified: isConfirmed };
}

function unknown(userId: string): never {
  throw new AppError('person.unknown', `There is nobody with the id ${userId}`);
}

const isSame = (one: string | undefined, other: string | undefined) => one?.toLowerCase() === other?.toLowerCase();

const select = `
  SELECT u.id AS "userId", u.role, p.preferences, p.email_confirmed AS "isConfirmed"
  FROM users u LEFT JOIN notification_preferences p ON p.user_id = u.id`;

const upsert = `
  INSERT INTO notification_preferences (user_id, preferences, email_confirmed) VALUES ($1, $2, $3)
  ON CONFLICT (user_id) DO UPDATE
    SET preferences = excluded.preferences, email_confirmed = excluded.email_confirmed, updated_at = now()`;

const unwanted = `
  SELECT hash FROM unnest($1::text[], $2::text[]) AS asked(email, hash)
  WHERE EXISTS (SELECT FROM unsubscribed_addresses u WHERE u.address_hash = hash AND u.topic = $3)
    OR EXISTS (
      SELECT FROM notification_preferences p
      WHERE p.email_confirmed AND lower(p.preferences ->> 'email') = asked.email
        AND p.preferences -> 'channels' ? $3 AND NOT p.preferences -> 'channels' -> $3 ? 'email')`;
