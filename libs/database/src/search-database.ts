import type { Database } from './database.js';

export interface Finding {
  readonly table: string;
  readonly column: string;
  readonly rows: number;
}

/** A row that may hold what is looked for: the one of the person itself, until nothing else was found. */
export interface Exception {
  readonly table: string;
  /** SQL over the row `r`. */
  readonly rows: string;
}

export interface Search {
  readonly findings: readonly Finding[];
  readonly tables: number;
}

/** Looks into every column of every table that can hold a text or an id. Upper and lower case are the same. */
export async function searchDatabase(
  database: Database,
  needles: readonly string[],
  exceptions: readonly Exception[] = [],
): Promise<Search> {
  const columns = await database.query<{ table: string; column: string; isJson: boolean }>(searchable);
  const texts = needles.map((needle) => needle.toLowerCase());
  // In JSON a quote is an escape.
  const inJson = texts.map((text) => JSON.stringify(text).slice(1, -1));
  const findings: Finding[] = [];
  const tables = Map.groupBy(columns, ({ table }) => table);
  for (const [table, of] of tables) {
    const counts = of.map(({ column, isJson }, at) => {
      const holds = `EXISTS (SELECT 1 FROM unnest($${isJson ? 2 : 1}::text[]) n WHERE strpos(lower(r."${column}"::text), n) > 0)`;
      return `count(*) FILTER (WHERE ${holds})::int AS "${at}"`;
    });
    const but = exceptions
      .filter((exception) => exception.table === table)
      .map(({ rows }) => `NOT coalesce(${rows}, false)`);
    const [found] = await database.query<Record<string, number>>(
      `SELECT ${counts.join(', ')}, $1::text[], $2::text[] FROM "${table}" r WHERE ${['true', ...but].join(' AND ')}`,
      [texts, inJson],
    );
    of.forEach(({ column }, at) => {
      const rows = found?.[String(at)] ?? 0;
      if (rows > 0) findings.push({ table, column, rows });
    });
  }
  return { findings, tables: tables.size };
}

const searchable = `
  SELECT c.table_name AS table, c.column_name AS column, c.data_type LIKE 'json%' AS "isJson"
  FROM information_schema.columns c JOIN pg_class ON pg_class.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
  WHERE c.table_schema = 'public' AND pg_class.relkind IN ('r', 'p') AND NOT pg_class.relispartition
    AND (c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'uuid', 'tsvector', 'xml')
      OR c.data_type = 'ARRAY' AND c.udt_name IN ('_text', '_varchar', '_uuid', '_jsonb'))
  ORDER BY 1, c.ordinal_position`;
