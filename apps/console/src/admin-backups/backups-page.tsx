import { maintenanceJobs } from '@polyspool/contracts/maintenance';
import { DatabaseBackup } from 'lucide-react';
import { OperationsSection, ShowMore } from '../operations/operations-section.js';
import { usePolledPages } from '../operations/use-polled.js';
import { useSession } from '../session/session.js';
import { EmptyState } from '../ui/empty-state.js';
import { BackupRow } from './backup-row.js';
import { NewestRun } from './newest-run.js';
import { RestoreOutcome } from './restore-outcome.js';
import { StartButton } from './start-button.js';

const { backupDatabase, restoreTest } = maintenanceJobs;

export function BackupsPage() {
  const { api } = useSession();
  const backups = usePolledPages(['backups'], api.operations.backups);
  return (
    <div className="operations">
      <title>Backups · Polyspool</title>
      <header className="operations-header">
        <h1>Backups</h1>
        <p className="muted">
          The whole database, encrypted. Kept are the last 7 of days, 4 of weeks and 12 of months.
        </p>
      </header>
      <OperationsSection
        id="backups"
        title="What there is"
        icon={DatabaseBackup}
        query={backups}
        summary={<StartButton type={backupDatabase.name} label="Back up now" tone="primary" />}
      >
        <NewestRun type={backupDatabase.name} name="The last backup" />
        <NewestRun type={restoreTest.name} name="The last restore test">
          {(job) => <RestoreOutcome output={job.output} />}
        </NewestRun>
        {backups.data?.length === 0 && (
          <EmptyState icon={DatabaseBackup} title="There is no backup yet">
            One is made every night. “Back up now” makes one at once; it takes seconds for a small house, and nothing
            has to stop meanwhile.
          </EmptyState>
        )}
        <ul className="operation-rows" aria-label="Backups">
          {backups.data?.map((backup) => (
            <BackupRow key={backup.id} backup={backup} />
          ))}
        </ul>
        <ShowMore query={backups} what="backups" />
      </OperationsSection>
    </div>
  );
}
