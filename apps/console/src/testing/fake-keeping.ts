import type { AuditEntry } from '@polyspool/contracts/audit';
import type { EraseAnswer, ErasureState } from '@polyspool/contracts/gdpr';
import type { Backup } from '@polyspool/contracts/maintenance';
import { aProblem, ids } from './examples.js';
import type { Answer } from './fake-operations.js';

const at = '2026-01-02T03:04:05.000Z';

/** What is kept: backups, the audit log, and what people may ask of what is kept of them. */
export class FakeKeeping {
  backups: Backup[] = [];
  entries: AuditEntry[] = [];
  /** So many entries come at once. */
  pageLength = 30;
  count: EraseAnswer = { dryRun: true, rows: 214, tables: [{ table: 'jobs', rows: 12 }] };
  erasure: ErasureState = { id: ids.child(90), status: 'running', percent: 40, askedAt: at };
  /** Names that an erasure was confirmed with. */
  readonly erased: string[] = [];

  admin(resource: string, url: URL): Answer {
    if (resource === 'backups') return [200, { items: this.backups }];
    return this.audit(url.searchParams);
  }

  erase(body: unknown): Answer {
    const { dryRun, confirm } = JSON.parse(String(body)) as { dryRun?: boolean; confirm?: string };
    if (dryRun) return [200, this.count];
    if (confirm !== 'Mariam') return [422, aProblem(422, 'person.unconfirmed', 'The name does not fit', '/confirm')];
    this.erased.push(confirm);
    return [202, { ...this.count, dryRun: false, erasure: this.erasure }];
  }

  private audit(query: URLSearchParams): Answer {
    const wanted = ['action', 'subject', 'actorId'] as const;
    const found = this.entries.filter((entry) =>
      wanted.every((name) => !query.has(name) || entry[name] === query.get(name)),
    );
    const from = Number(query.get('cursor') ?? 0);
    const items = found.slice(from, from + this.pageLength);
    const next = from + this.pageLength;
    return [200, { items, ...(next < found.length && { nextCursor: String(next) }) }];
  }
}

export const aBackup = (over: Partial<Backup> = {}): Backup => ({
  id: ids.child(92),
  kind: 'daily',
  bytes: 4_200_000,
  sha256: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
  rows: 48_211,
  tables: 41,
  createdAt: at,
  ...over,
});

export const anEntry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  id: ids.child(95),
  at,
  actorId: ids.child(96),
  actorRole: 'operator',
  action: 'queue.pause',
  subject: 'video',
  detail: {},
  ...over,
});
