import { AppError } from '@polyspool/contracts/errors';
import type { Statements } from './database.js';

/** A table as rows of it are read and written: columns that are computed from others are left out. */
export interface TableLayout {
  readonly table: string;
  readonly columns: readonly Column[];
  /** The tables that hold its rows, where it is partitioned. */
  readonly partitions: readonly string[];
}

export interface Column {
  readonly name: string;
  readonly type: string;
}

export interface ForeignKey {
  readonly table: string;
  readonly columns: readonly string[];
  readonly toTable: string;
  readonly toColumns: readonly string[];
  /** What becomes of a row when the one that it points at goes. */
  readonly onDelete: 'remove' | 'forget';
}

/** Every table of the platform; a partitioned one stands for its partitions. Names are as SQL wants them. */
export const tableLayouts = (statements: Statements) =>
  statements.query<TableLayout>(
    `SELECT quote_ident(c.relname) AS table,
       (SELECT json_agg(json_build_object('name', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod))
                        ORDER BY a.attnum)
        FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
       ARRAY(SELECT quote_ident(p.relname) FROM pg_partition_tree(c.oid) t JOIN pg_class p ON p.oid = t.relid
             WHERE t.isleaf AND t.level > 0 ORDER BY 1) AS partitions
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     ORDER BY c.relname`,
  );

/** Those of partitions are those of their table. */
export const foreignKeys = (statements: Statements) =>
  statements.query<ForeignKey>(
    `SELECT quote_ident(c.relname) AS table, quote_ident(p.relname) AS "toTable",
       CASE k.confdeltype WHEN 'n' THEN 'forget' ELSE 'remove' END AS "onDelete",
       ARRAY(SELECT quote_ident(a.attname) FROM unnest(k.conkey) WITH ORDINALITY n(number, place)
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n.number ORDER BY place) AS columns,
       ARRAY(SELECT quote_ident(a.attname) FROM unnest(k.confkey) WITH ORDINALITY n(number, place)
             JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = n.number ORDER BY place) AS "toColumns"
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND k.conparentid = 0
     ORDER BY c.relname, k.conname`,
  );

export async function countRows(statements: Statements, table: string): Promise<number> {
  const [row] = await statements.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
  return Number(row!.count);
}

/** Throws `backup.targetNotEmpty` for a database that holds something. */
export async function requireEmpty(statements: Statements) {
  const [one] = await statements.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY relname LIMIT 1`,
  );
  if (one) throw new AppError('backup.targetNotEmpty', `The database has ${one.name} already`);
}
