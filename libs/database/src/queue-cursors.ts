import type { Database, Statements } from './database.js';

/** How far each queue's event stream has been recorded. It moves only together with what was recorded. */
export class QueueCursors {
  constructor(private readonly database: Database) {}

  async position(queue: string): Promise<string> {
    await this.database.execute('INSERT INTO cursors (queue) VALUES ($1) ON CONFLICT DO NOTHING', [queue]);
    const [row] = await this.database.query<{ position: string }>('SELECT position FROM cursors WHERE queue = $1', [
      queue,
    ]);
    return row!.position;
  }

  /** Of the queues that have ever been read. */
  async positions(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<{ queue: string; position: string }>('SELECT queue, position FROM cursors');
    return new Map(rows.map(({ queue, position }) => [queue, position]));
  }

  /** Compare and set: a reader that was frozen and woke finds that it no longer leads. */
  async move(tx: Statements, queue: string, { from, to }: { from: string; to: string }) {
    const moved = await tx.execute('UPDATE cursors SET position = $3 WHERE queue = $1 AND position = $2', [
      queue,
      from,
      to,
    ]);
    if (!moved) throw new AnotherLeads(`Another reader leads the queue ${queue}`);
  }
}

/** Whoever gets it must stop: somebody else has moved the cursor. */
export class AnotherLeads extends Error {
  override readonly name = 'AnotherLeads';
}

/** Redis' clock at a position, in ms. */
export const clockOf = (position: string) => Number(position.split('-')[0]);
