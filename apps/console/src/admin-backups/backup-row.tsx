import { maintenanceJobs, type Backup } from '@polyspool/contracts/maintenance';
import { Figures } from '../ui/figures.js';
import { byteSize, fullDate, timeAgo } from '../ui/format.js';
import { StartButton } from './start-button.js';

const kinds: Record<Backup['kind'], string> = { daily: 'Of the day', weekly: 'Of the week', monthly: 'Of the month' };

export function BackupRow({ backup }: { backup: Backup }) {
  const { id, kind, bytes, rows, tables, sha256, createdAt, testedAt } = backup;
  const made = fullDate(createdAt);
  return (
    <li className="operation-row">
      <div className="operation-name">
        <h3>{made}</h3>
        <span className="badge">{kinds[kind]}</span>
        <span className={`badge ${testedAt ? 'schedule-on' : 'queue-paused'}`}>
          {testedAt ? `Tested ${timeAgo(testedAt)}` : 'Not tested yet'}
        </span>
      </div>
      <Figures
        of={{
          Size: byteSize(bytes),
          Rows: rows.toLocaleString('en'),
          Tables: tables,
          Checksum: <code title={`SHA-256 ${sha256}`}>{sha256.slice(0, 12)}…</code>,
        }}
      />
      <div className="button-row operation-actions">
        <StartButton
          type={maintenanceJobs.restoreTest.name}
          input={{ backupId: id }}
          label="Test the restore"
          of={`of ${made}`}
        />
      </div>
    </li>
  );
}
