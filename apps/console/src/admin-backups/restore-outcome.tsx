import { maintenanceJobs } from '@polyspool/contracts/maintenance';
import { Notice } from '../ui/notice.js';

const Outcome = maintenanceJobs.restoreTest.output;

/** Whether all came back. */
export function RestoreOutcome({ output }: { output: unknown }) {
  const { data } = Outcome.safeParse(output);
  if (!data) return null;
  const rows = data.tables.reduce((sum, { restoredRows }) => sum + restoredRows, 0);
  const erased = data.tables.reduce((sum, { erasedRows }) => sum + erasedRows, 0);
  if (data.isSame) {
    return (
      <p className="good-words">
        All {rows.toLocaleString('en')} rows of {data.tables.length === 1 ? '1 table' : `${data.tables.length} tables`}{' '}
        came back as they were
        {erased > 0 && `; ${erased.toLocaleString('en')} rows of erased people cannot be read any more`}.
      </p>
    );
  }
  const differing = data.tables.filter(
    ({ expectedRows, restoredRows, erasedRows }) => restoredRows + erasedRows !== expectedRows,
  );
  return (
    <Notice title="The restored database is not the same">
      {differing
        .map(({ table, expectedRows, restoredRows }) => `${table}: ${restoredRows} rows instead of ${expectedRows}`)
        .join('; ')}
    </Notice>
  );
}
