import type { WorkerList } from '@polyspool/contracts/fleet';
import { Server } from 'lucide-react';
import { useSession } from '../session/session.js';
import { durationSince } from '../ui/durations.js';
import { Figures } from '../ui/figures.js';
import { byteSize, timeAgo } from '../ui/format.js';
import { Notice } from '../ui/notice.js';
import { useNow } from '../ui/use-now.js';
import { OperationsSection } from './operations-section.js';
import { usePolled } from './use-polled.js';

type Worker = WorkerList['items'][number];

export function WorkersSection() {
  const { api } = useSession();
  const workers = usePolled('workers', api.operations.workers);
  const active = workers.data?.reduce((sum, worker) => sum + worker.active, 0);
  return (
    <OperationsSection
      id="workers"
      title="Workers"
      icon={Server}
      query={workers}
      summary={active !== undefined && <p className="muted small tabular">{active} jobs in work</p>}
    >
      {workers.data?.length === 0 && (
        <Notice title="No worker is alive">Jobs are accepted, and wait until one is started.</Notice>
      )}
      <ul className="operation-rows" aria-label="Workers">
        {workers.data?.map((worker) => (
          <WorkerRow key={worker.id} worker={worker} />
        ))}
      </ul>
    </OperationsSection>
  );
}

function WorkerRow({ worker: { id, name, queues, active, rssBytes, startedAt, seenAt } }: { worker: Worker }) {
  const slots = Object.values(queues).reduce((sum, count) => sum + count, 0);
  const served = Object.entries(queues).map(([queue, count]) => `${queue} × ${count}`);
  const now = useNow();
  return (
    <li className="operation-row">
      <div className="operation-name">
        <h3>{name}</h3>
        <span className="muted small operation-detail">{id}</span>
      </div>
      <Figures
        of={{
          'In work': `${active} of ${slots}`,
          Queues: served.join(', '),
          Memory: byteSize(rssBytes),
          'Last seen': `${durationSince(seenAt, now)} ago`,
          Started: timeAgo(startedAt),
        }}
      />
    </li>
  );
}
