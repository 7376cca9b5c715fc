import { NotificationPreferences, type Topic } from '@polyspool/contracts/notifications';
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

  async ownerOf(jobId: string): Promise<Contact | undefined> {
    const [row] = await this.database.query<ContactRow>(
      `${select} WHERE u.id = (SELECT user_id FROM jobs WHERE id = $1)`,
      [jobId],
    );
    return row && contactOf(row);
  }

  async administrators(): Promise<Contact[]> {
    const rows = await this.database.query<ContactRow>(`${select} WHERE u.role = 'admin' ORDER BY u.id`);
    return rows.map(contactOf);
  }

  async set(userId: string, preferences: NotificationPreferences): Promise<void> {
    await this.database.execute(upsert, [userId, storableJson(preferences)]);
  }

  /** By the link in a mail: no more mails about that. The other channels stay as they are. */
  async unsubscribe(userId: string, topic: Topic, defaults: readonly string[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      // Two changes at once: the second sees what the first has made of it.
      const [user] = await tx.query('SELECT id FROM users WHERE id = $1 FOR UPDATE', [userId]);
      if (!user) return;
      const { preferences } = (await this.contacts([userId], tx)).get(userId)!; // it is locked, and so it is there
      const left = (preferences.channels[topic] ?? defaults).filter((channel) => channel !== 'email');
      const channels = { ...preferences.channels, [topic]: left };
      await tx.execute(upsert, [userId, storableJson({ ...preferences, channels })]);
    });
  }

  async unsubscribeAddress(addressHash: string, topic: Topic): Promise<void> {
    await this.database.execute(
      'INSERT INTO unsubscribed_addresses (address_hash, topic) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [addressHash, topic],
    );
  }

  /** Which of these addresses nobody writes to about that any more. */
  async unsubscribed(addressHashes: readonly string[], topic: Topic): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ hash: string }>(
      'SELECT address_hash AS hash FROM unsubscribed_addresses WHERE topic = $2 AND address_hash = ANY($1::text[])',
      [addressHashes, topic],
    );
    return new Set(rows.map(({ hash }) => hash));
  }
}

interface ContactRow {
  readonly userId: string;
  readonly role: Role;
  readonly preferences: unknown;
}

const contactOf = ({ userId, role, preferences }: ContactRow): Contact => ({
  userId,
  role,
  preferences: NotificationPreferences.parse(preferences ?? {}),
});

const select = `
  SELECT u.id AS "userId", u.role, p.preferences FROM users u LEFT JOIN notification_preferences p ON p.user_id = u.id`;

const upsert = `
  INSERT INTO notification_preferences (user_id, preferences) VALUES ($1, $2)
  ON CONFLICT (user_id) DO UPDATE SET preferences = excluded.preferences, updated_at = now()`;
