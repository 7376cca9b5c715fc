import type { CorpusShare, CorpusStatistics } from '@polyspool/contracts/reports';
import type { Database } from './database.js';
import { byName, hoursOf, mostFirst, noStatistics } from './merge-statistics.js';

/** Somebody's records, or those of a project. */
export type CorpusScope = { readonly userId: string } | { readonly projectId: string };

/** Ids after the first, up to the second. */
export interface IdRange {
  readonly after?: string | undefined;
  readonly upTo: string;
}

/** What stands for what nobody has said or measured: every record is in one share of each kind at least. */
export const unsaid = '';

/** Sums over records, made where the records are: however many there are, only the sums leave Postgres. */
export class CorpusSums {
  constructor(private readonly database: Database) {}

  /** The records in ranges of at most `size`, in the order of their ids; none where there are none. */
  async ranges(scope: CorpusScope, size: number): Promise<IdRange[]> {
    const [condition, value] = conditionOf(scope);
    const ends = await this.database.query<{ id: string }>(
      `SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS all FROM records r
         WHERE ${condition}) numbered WHERE place % $2 = 0 OR place = "all" ORDER BY id`,
      [value, size],
    );
    return ends.map(({ id }, at) => ({ ...(at > 0 && { after: ends[at - 1]!.id }), upTo: id }));
  }

  /** In one statement, so of one moment. */
  async of(scope: CorpusScope, { after, upTo }: IdRange): Promise<CorpusStatistics> {
    const [condition, value] = conditionOf(scope);
    const rows = await this.database.query<SumRow>(sumsOf(condition), [value, after ?? null, upTo]);
    const by = Map.groupBy(rows, ({ kind }) => kind);
    const shares = (kind: string) => (by.get(kind) ?? []).map(shareOf);
    const [all] = by.get('all') ?? [];
    if (!all) return noStatistics;
    const { name: _none, ...total } = shareOf(all);
    return {
      ...total,
      processed: Number(all.processed),
      byLanguage: shares('language').sort(mostFirst),
      byContributor: shares('contributor').sort(mostFirst),
      byCategory: shares('category').sort(mostFirst),
      byQuality: shares('quality').sort(mostFirst),
      growth: shares('month').sort(byName),
    };
  }
}

const conditionOf = (scope: CorpusScope): [condition: string, value: string] =>
  'userId' in scope ? ['r.user_id = $1', scope.userId] : ['r.project_id = $1', scope.projectId];

interface SumRow {
  readonly kind: string;
  readonly name: string | null;
  readonly records: string;
  readonly processed: string;
  readonly ms: string;
  readonly speechMs: string;
}

const shareOf = ({ name, records, ms, speechMs }: SumRow): CorpusShare => ({
  name: name ?? unsaid,
  records: Number(records),
  hours: hoursOf(Number(ms)),
  speechHours: hoursOf(Number(speechMs)),
});

const sums = `count(*) AS records, count(*) FILTER (WHERE state = 'processed') AS processed,
  coalesce(sum(ms), 0) AS ms, coalesce(sum(speech_ms), 0) AS "speechMs"`;

// Of a recording that has not been measured the upload knows how long it plays.
const sumsOf = (condition: string) => `
  WITH chosen AS MATERIALIZED (
    SELECT r.processing_state AS state, coalesce(r.language, r.transcript ->> 'language') AS language, r.contributor,
      r.category, to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, r.measures -> 'flags' AS flags,
      round(1000 * coalesce((r.measures ->> 'durationSeconds')::numeric, (u.probe ->> 'durationSeconds')::numeric)) AS ms,
      round(1000 * (r.measures ->> 'speechSeconds')::numeric) AS speech_ms
    FROM records r LEFT JOIN uploads u ON u.id = r.upload_id
    WHERE ${condition} AND ($2::uuid IS NULL OR r.id > $2) AND r.id <= $3
  )
  SELECT CASE WHEN grouping(language) = 0 THEN 'language' WHEN grouping(contributor) = 0 THEN 'contributor'
      WHEN grouping(category) = 0 THEN 'category' WHEN grouping(month) = 0 THEN 'month' ELSE 'all' END AS kind,
    coalesce(language, contributor, category, month) AS name, ${sums}
  FROM chosen GROUP BY GROUPING SETS ((), (language), (contributor), (category), (month))
  UNION ALL
  SELECT 'quality', flag, ${sums}
  FROM chosen LEFT JOIN LATERAL jsonb_array_elements_text(CASE flags WHEN '[]' THEN '["good"]' ELSE flags END) AS flag ON true
  GROUP BY flag`;
