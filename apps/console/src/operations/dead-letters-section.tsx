import { Archive } from 'lucide-react';
import { useSession } from '../session/session.js';
import { DeadLetterRow } from './dead-letter-row.js';
import { GoodNews, OperationsSection, ShowMore } from './operations-section.js';
import { ReplayButton } from './replay-button.js';
import { usePolledPages } from './use-polled.js';

export function DeadLettersSection() {
  const { api } = useSession();
  const groups = usePolledPages(['dead-letters'], api.operations.deadLetters);
  return (
    <OperationsSection
      id="dead-letters"
      title="Dead letters"
      icon={Archive}
      query={groups}
      summary={groups.data && groups.data.length > 1 && <ReplayButton what="all" choice={{ all: true }} />}
    >
      {groups.data?.length === 0 && <GoodNews>No job has failed for good.</GoodNews>}
      <ul className="operation-rows" aria-label="Dead letters">
        {groups.data?.map((group) => (
          <DeadLetterRow key={group.fingerprint} group={group} />
        ))}
      </ul>
      <ShowMore query={groups} what="kinds" />
    </OperationsSection>
  );
}
