import { isSpanContextValid, trace } from '@opentelemetry/api';
import type { AuditEntry } from '@polyspool/contracts/audit';
import { v7 } from 'uuid';
import type { Database, Statements } from './database.js';
import { storableJson, storableText } from './storable.js';

export interface NewAuditEntry {
  /** The system where there is no id. */
  readonly actor: { readonly id?: string; readonly role: string };
  /** `<subject>.<verb>`, for example `queue.purge`. */
  readonly action: string;
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface AuditFilter {
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly before?: string | undefined;
}

/** Who did what, to what, and when. Only ever added to; what forgets an erased person is `forgetPerson`. */
export class AuditLog {
  constructor(private readonly database: Database) {}

  /** In the transaction of what was done, where there is one: then neither is without the other. */
  async add(statements: Statements, { actor, action, subject, detail = {} }: NewAuditEntry) {
    const span = trace.getActiveSpan()?.spanContext();
    await statements.execute(
      `INSERT INTO audit_entries (id, actor_id, actor_role, action, subject, detail, trace_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        v7(),
        actor.id ?? null,
        actor.role,
        action,
        storableText(subject),
        storableJson(detail),
        span && isSpanContextValid(span) ? span.traceId : null,
      ],
    );
  }

  /** What was done outside of a transaction, right after it. */
  note(entry: NewAuditEntry) {
    return this.add(this.database, entry);
  }

  /** Newest first. */
  async list(limit: number, { actorId, action, subject, before }: AuditFilter = {}): Promise<AuditEntry[]> {
    const rows = await this.database.query<AuditRow>(
      `SELECT id, at, actor_id AS "actorId", actor_role AS "actorRole", action, subject, detail, trace_id AS "traceId"
       FROM audit_entries WHERE ($2::uuid IS NULL OR id < $2) AND ($3::uuid IS NULL OR actor_id = $3)
         AND ($4::text IS NULL OR action = $4) AND ($5::text IS NULL OR subject = $5) ORDER BY id DESC LIMIT $1`,
      [limit, before ?? null, actorId ?? null, action ?? null, subject ?? null],
    );
    return rows.map(({ at, actorId, traceId, ...row }) => ({
      ...row,
      at: at.toISOString(),
      actorId: actorId ?? undefined,
      traceId: traceId ?? undefined,
    }));
  }
}

interface AuditRow extends Omit<AuditEntry, 'at' | 'actorId' | 'traceId'> {
  readonly at: Date;
  readonly actorId: string | null;
  readonly traceId: string | null;
}
