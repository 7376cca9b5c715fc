import type { Engine } from '@polyspool/contracts/fleet';
import { Cpu } from 'lucide-react';
import type { z } from 'zod';
import { useSession } from '../session/session.js';
import { countdown, durationSince, secondsUntil } from '../ui/durations.js';
import { engineLabel } from '../ui/engine-names.js';
import { useNow } from '../ui/use-now.js';
import { OperationsSection } from './operations-section.js';
import { usePolled } from './use-polled.js';

type Engine = z.output<typeof Engine>;

export function EnginesSection() {
  const { api } = useSession();
  const engines = usePolled('engines', api.operations.engines);
  const allAnswer = engines.data?.every(({ state }) => state === 'closed' || state === 'unknown');
  return (
    <OperationsSection
      id="engines"
      title="Engines"
      icon={Cpu}
      query={engines}
      summary={allAnswer && <p className="muted small">No trouble</p>}
    >
      <ul className="operation-rows" aria-label="Engines">
        {engines.data?.map((engine) => (
          <EngineRow key={engine.name} engine={engine} />
        ))}
      </ul>
    </OperationsSection>
  );
}

function EngineRow({ engine: { name, state, since, retryAt, detail } }: { engine: Engine }) {
  const isDown = state === 'open';
  const now = useNow();
  const left = retryAt ? secondsUntil(retryAt, now) : 0;
  return (
    <li className="operation-row">
      <div className="operation-name">
        <h3 className="capital">{engineLabel(name)}</h3>
        <span className={`badge engine-${state}`}>{states[state]}</span>
        {since && <span className="muted small">for {durationSince(since, now)}</span>}
      </div>
      {isDown && <p className="tabular">{left > 0 ? `Next try in ${countdown(left)}` : 'Next try now'}</p>}
      {detail && <p className="muted small operation-detail">{detail}</p>}
    </li>
  );
}

const states: Record<Engine['state'], string> = {
  closed: 'Answers',
  open: 'Does not answer',
  probing: 'Is being tried',
  unknown: 'Not called yet',
};
