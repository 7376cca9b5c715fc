import type { PersonalTable } from './personal-rows.js';
import type { Session } from './session.js';
import type { ForeignKey, TableLayout } from './table-layouts.js';

/** A row as text: its values in the order of its table's columns, as Postgres writes them. */
export interface WrittenRow {
  /** Null for a row that is nobody's. */
  readonly owner: string | null;
  readonly line: string;
}

/** Owner by owner. JSON would not tell a JSON null from none, and numbers that JavaScript knows are not those of Postgres: hence text. */
export const writtenRows = (session: Session, { columns, table }: TableLayout, { owner }: PersonalTable) =>
  session.rows<WrittenRow>(
    `SELECT (${owner})::text AS owner, array_to_json(ARRAY[${columns.map(({ name }) => `r.${name}::text`).join(', ')}])::text AS line
     FROM ${table} r ORDER BY 1`,
  );

/** Into a table of the same columns. */
export function insertLines(session: Session, layout: TableLayout, names: readonly string[], lines: readonly string[]) {
  const types = new Map(layout.columns.map(({ name, type }) => [name, type]));
  const values = names.map((name, index) => `(line->>${index})::${types.get(name) ?? 'text'}`);
  // OFFSET 0: each line is read once, not once for each of its values.
  return session.execute(
    `INSERT INTO ${layout.table} (${names.join(', ')}) OVERRIDING SYSTEM VALUE
     SELECT ${values.join(', ')} FROM (SELECT text::jsonb AS line FROM unnest($1::text[]) text OFFSET 0) lines`,
    [lines],
  );
}

/** As if what is missing had been deleted while the foreign keys held. Answers how many rows went, by table. */
export async function removeDangling(session: Session, keys: readonly ForeignKey[]): Promise<Map<string, number>> {
  const removed = new Map<string, number>();
  for (let changed = -1; changed !== 0;) {
    changed = 0;
    for (const key of keys) {
      const rows = await session.execute(letGoOf(key));
      if (key.onDelete === 'remove' && rows) removed.set(key.table, (removed.get(key.table) ?? 0) + rows);
      changed += rows;
    }
  }
  return removed;
}

function letGoOf({ columns, onDelete, table, toColumns, toTable }: ForeignKey) {
  const joined = columns.map((column, index) => `p.${toColumns[index]} = r.${column}`).join(' AND ');
  const points = columns.map((column) => `r.${column} IS NOT NULL`).join(' AND ');
  const isDangling = `${points} AND NOT EXISTS (SELECT 1 FROM ${toTable} p WHERE ${joined})`;
  if (onDelete === 'remove') return `DELETE FROM ${table} r WHERE ${isDangling}`;
  return `UPDATE ${table} r SET ${columns.map((column) => `${column} = NULL`).join(', ')} WHERE ${isDangling}`;
}
