import { Layers } from 'lucide-react';
import { useSession } from '../session/session.js';
import { OperationsSection } from './operations-section.js';
import { QueueRow } from './queue-row.js';
import { usePolled } from './use-polled.js';

export function QueuesSection() {
  const { api } = useSession();
  const queues = usePolled('queues', api.operations.queues);
  const waiting = queues.data?.reduce((sum, { queued }) => sum + queued, 0);
  return (
    <OperationsSection
      id="queues"
      title="Queues"
      icon={Layers}
      query={queues}
      summary={waiting === 0 && <p className="muted small">Nobody waits</p>}
    >
      <ul className="operation-rows" aria-label="Queues">
        {queues.data?.map((queue) => (
          <QueueRow key={queue.queue} queue={queue} />
        ))}
      </ul>
    </OperationsSection>
  );
}
